import pytest
from django.contrib.auth.models import Group

from aggregator.accounts.models import Role
from tests import make


@pytest.mark.django_db
def test_every_role_has_its_group_from_the_start() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


@pytest.mark.django_db
def test_the_people_of_tests_have_their_roles() -> None:
    assert make.moderator().is_moderator
    assert make.operator().is_operator
    assert not make.reader().is_creator
    assert make.article(creator=make.creator()).feed is None
