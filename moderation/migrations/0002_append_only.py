from django.db import migrations

FUNCTION = """
CREATE FUNCTION moderation_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: correct a mistake with a new row', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION moderation_append_only()
"""
TABLES = ("moderation_decision", "moderation_auditrow")


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION moderation_append_only()"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER {table}_append_only ON {table}")
            for table in TABLES
        ),
    ]
