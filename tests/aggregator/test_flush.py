import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from aggregator.accounts.models import Role
from feeds.models import Topic


@pytest.mark.django_db
def test_an_emptied_test_database_has_its_topics_and_roles_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
    assert Topic.objects.filter(slug="health").exists()
