from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LEADS = "leads"


def add_leads(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias).get_or_create(name=LEADS)


def remove_leads(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias).filter(name=LEADS).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_people_who_want_no_mail")]

    operations = [migrations.RunPython(add_leads, remove_leads)]
