"""Count changes when they commit.

On PostgreSQL the trigger waits for the commit (a deferred constraint trigger), and there for
everything else that waits for it: the first row only adds another, whose turn comes after all checks
of foreign keys that the transaction owes. Those may wait for rows that others hold; nobody may hold
the number meanwhile. So transactions that publish do not queue behind each other, and cannot lock
each other out. On SQLite one transaction writes at a time anyway.
"""

from django.db import migrations

COUNT = """
INSERT INTO edge_generation (id, number) VALUES (1, 1)
  ON CONFLICT (id) DO UPDATE SET number = edge_generation.number + 1;
"""
POSTGRESQL = f"""
CREATE FUNCTION edge_advance() RETURNS trigger AS $$
BEGIN
  IF NEW.is_last THEN
    {COUNT}
  ELSE
    INSERT INTO edge_change (is_last) VALUES (true);
  END IF;
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
SQLITE = f"""
CREATE TRIGGER edge_advance AFTER INSERT ON edge_change
BEGIN
  {COUNT}
  DELETE FROM edge_change WHERE id = NEW.id;
END
"""
SQLITE_BACK = "DROP TRIGGER edge_advance"


def forwards(apps, schema_editor):
    apps.get_model("edge", "Generation").objects.create(pk=1, number=1)
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE)


def backwards(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL_BACK if is_postgresql else SQLITE_BACK)
    apps.get_model("edge", "Generation").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("edge", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
