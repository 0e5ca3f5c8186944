"""The first version of the value weights, so that a new site says from its first page what it values and why."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# a copy, not an import: what the first version said stays what it said
WEIGHTS = {
    "like": 50.0,
    "comment": 250.0,
    "playtime": 0.27,
    "play": 5.0,
    "creator": 0.1,
    "story": 0.1,
    "same_author_seen": 0.1,
    "same_tag_today": 1.0,
    "hide": -100.0,
    "quick_back": -10.0,
    "report": -540.0,
}
REASON = (
    "Before the site has data of its own: playtime brings 40 % of the value of an average article; opening, liking and "
    "commenting bring 20 % each (docs/ranking.md)."
)


def add(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    weights = apps.get_model("ranking", "ValueWeights")
    if not weights.objects.exists():
        weights.objects.create(name="default-1", weights=WEIGHTS, reason=REASON, is_active=True)


class Migration(migrations.Migration):
    dependencies = [("ranking", "0002_remember_masses_and_trend")]

    # going back leaves the row: a page that was served under these weights names them
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
