"""Count changes when they commit.

On PostgreSQL the trigger waits for the commit (a deferred constraint trigger): the row of the number
is locked for that moment only, so transactions that publish do not queue behind each other, and
cannot lock each other out. On SQLite one transaction writes at a time anyway.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION edge_advance() RETURNS trigger AS $$
BEGIN
  UPDATE edge_generation SET number = number + 1;
  DELETE FROM edge_change WHERE id = NEW.id;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE CONSTRAINT TRIGGER edge_advance AFTER INSERT ON edge_change
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION edge_advance();
"""
POSTGRESQL_BACK = """
DROP TRIGGER edge_advance ON edge_change;
DROP FUNCTION edge_advance();
"""
SQLITE = """
CREATE TRIGGER edge_advance AFTER INSERT ON edge_change
BEGIN
  UPDATE edge_generation SET number = number + 1;
  DELETE FROM edge_change WHERE id = NEW.id;
END
"""
SQLITE_BACK = "DROP TRIGGER edge_advance"


def forwards(apps, schema_editor):
    apps.get_model("edge", "Generation").objects.create(number=1)
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE)


def backwards(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL_BACK if is_postgresql else SQLITE_BACK)
    apps.get_model("edge", "Generation").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("edge", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
