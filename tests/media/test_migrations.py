import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = [("media", "0001_initial"), ("articles", "0001_initial"), ("authors", "0001_initial")]
LAST = ("media", "0007_names_within_their_storage")


@pytest.fixture
def migrated():
    """Go to some migrations and get the models as they were; back at the newest in the end."""

    def migrate(targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return MigrationExecutor(connection).loader.project_state(targets).apps

    yield migrate
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_licences_and_file_names_of_old_pictures_are_carried_over_and_back(migrated):
    apps = migrated(FIRST)
    old = apps.get_model("media", "Image")
    for number, licence in enumerate(["cc by 4.0", "Our terms", "Our terms", "", "  "]):
        name = f"originals/ab/{number}.jpg"
        old.objects.create(licence=licence, original=name, token=f"{number:032}")

    new = migrated([LAST]).get_model("media", "Image")
    rows = new.objects.order_by("pk").select_related("licence")
    assert [getattr(row.licence, "name", None) for row in rows] == [
        "CC BY 4.0", "Our terms", "Our terms", None, None,
    ]  # fmt: skip
    assert [str(row.original) for row in rows] == [f"ab/{n}.jpg" for n in range(5)]

    back = migrated(FIRST).get_model("media", "Image").objects.order_by("pk")
    assert [row.licence for row in back] == ["CC BY 4.0", "Our terms", "Our terms", "", ""]
    assert [str(row.original) for row in back] == [f"originals/ab/{n}.jpg" for n in range(5)]


def test_the_pictures_in_old_texts_are_written_down(migrated):
    apps = migrated([("articles", "0002_body_picture"), LAST])
    section = apps.get_model("articles", "Section").objects.create(name="News", slug="news")
    image = apps.get_model("media", "Image").objects.create(original="ab/1.jpg", token="1" * 32)
    apps.get_model("articles", "Article").objects.create(
        headline="A", slug="a", section_id=section.pk,
        body=f'<figure data-image="{image.pk}"></figure><figure data-image="99"></figure>',
    )  # fmt: skip

    rows = migrated([("articles", "0003_note_body_pictures")]).get_model("articles", "BodyPicture")

    assert [row.image_id for row in rows.objects.all()] == [image.pk]
