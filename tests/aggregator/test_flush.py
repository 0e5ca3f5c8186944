import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from feeds.models import Topic


@pytest.mark.django_db
def test_an_emptied_test_database_has_its_topics_and_roles_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Group.objects.count() == 3
    assert Topic.objects.filter(slug="health").exists()
