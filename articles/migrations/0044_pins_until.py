"""Write down, of fronts that are published, until when their pins last."""

from django.db import migrations
from django.utils.dateparse import parse_datetime


def last_hour(document):
    """Of what editors stored; what cannot be read in it is passed over."""
    zones = document.get("zones") if isinstance(document, dict) else None
    slots = [
        slot
        for zone in zones or []
        if isinstance(zone, dict)
        for slot in zone.get("slots") or []
        if isinstance(slot, dict)
    ]
    hours = [_hour(slot.get("until")) for slot in slots if slot.get("article")]
    return max(filter(None, hours), default=None)


def _hour(said):
    try:
        hour = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return hour if hour and hour.utcoffset() is not None else None


def forwards(apps, schema_editor):
    versions = apps.get_model("articles", "FrontVersion").objects.filter(state="published")
    for version in versions.only("document").iterator(chunk_size=100):
        hour = last_hour(version.document)
        if hour:
            versions.filter(pk=version.pk).update(pins_until=hour)


class Migration(migrations.Migration):
    dependencies = [("articles", "0043_moments")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
