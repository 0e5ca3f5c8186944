"""Chain the audit rows there are, and from now on every row that is inserted.

Rows and triggers in one migration, against the rule: between two, a row could slip in that nobody chains. The lock of
the table keeps writers waiting meanwhile; 100,000 rows take some seconds.
"""

from typing import Any

from django.db import migrations

BEGINNING = "0" * 64
# The same form as AuditRow.sealed.
HASH = """
CREATE FUNCTION moderation_audit_hash(r moderation_auditrow) RETURNS text LANGUAGE sql STABLE AS $$
SELECT encode(sha256(convert_to(concat_ws(E'\\n',
    r.previous_hash, r.position, r.id, to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce(r.actor_id::text, ''), to_json(r.act::text), to_json(r.subject::text), r.detail::text
), 'UTF8')), 'hex')
$$
"""
CHAIN = """
CREATE FUNCTION moderation_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head moderation_audithead;
BEGIN
    SELECT * INTO head FROM moderation_audithead WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the head of the audit chain is missing' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.position := head.position + 1;
    NEW.previous_hash := head.hash;
    NEW.hash := moderation_audit_hash(NEW);
    UPDATE moderation_audithead SET position = NEW.position, hash = NEW.hash WHERE id = 1;
    RETURN NEW;
END
$$
"""
TRIGGER = """
CREATE TRIGGER moderation_auditrow_chain BEFORE INSERT ON moderation_auditrow
FOR EACH ROW EXECUTE FUNCTION moderation_audit_chain()
"""
CHAIN_THE_OLD = """
DO $$
DECLARE head moderation_audithead; r moderation_auditrow;
BEGIN
    SELECT * INTO head FROM moderation_audithead WHERE id = 1;
    FOR r IN SELECT * FROM moderation_auditrow ORDER BY id LOOP
        r.position := head.position + 1;
        r.previous_hash := head.hash;
        r.hash := moderation_audit_hash(r);
        UPDATE moderation_auditrow SET position = r.position, previous_hash = r.previous_hash, hash = r.hash
        WHERE id = r.id;
        head.position := r.position;
        head.hash := r.hash;
    END LOOP;
    UPDATE moderation_audithead SET position = head.position, hash = head.hash WHERE id = 1;
END
$$
"""


def add_head(apps: Any, _editor: Any) -> None:
    """The beginning of the chain."""
    apps.get_model("moderation", "AuditHead").objects.get_or_create(pk=1, defaults={"position": 0, "hash": BEGINNING})


def remove_head(apps: Any, _editor: Any) -> None:
    """No chain."""
    apps.get_model("moderation", "AuditHead").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_columns_of_the_audit_chain")]

    operations = [
        migrations.RunSQL("LOCK TABLE moderation_auditrow", migrations.RunSQL.noop),
        migrations.RunPython(add_head, remove_head),
        migrations.RunSQL(HASH, "DROP FUNCTION moderation_audit_hash(moderation_auditrow)"),
        migrations.RunSQL(CHAIN, "DROP FUNCTION moderation_audit_chain()"),
        migrations.RunSQL(
            "ALTER TABLE moderation_auditrow DISABLE TRIGGER moderation_auditrow_append_only", migrations.RunSQL.noop
        ),
        migrations.RunSQL(CHAIN_THE_OLD, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE moderation_auditrow ENABLE TRIGGER moderation_auditrow_append_only", migrations.RunSQL.noop
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER moderation_auditrow_chain ON moderation_auditrow"),
    ]
