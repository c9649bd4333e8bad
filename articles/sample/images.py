"""The sample's pictures in the library: drawn and added once."""

from io import BytesIO

from django.core.files.base import ContentFile

from media.actions import add_image
from media.models import Image, Licence

from .pictures import SCENES, draw

__all__ = ["SCENES", "existing", "sample"]
LARGEST = (1440, 1440)  # enough for a page; every size of it is drawn while somebody waits


def existing(name: str) -> Image | None:
    found = Image.objects.exclude(import_ref="").filter(import_ref=f"sample:picture:{name}")
    return found.first()


def sample(name: str, facts: dict) -> Image:
    """The picture `name` with its words and credit (pictures.toml), drawn if it is not there."""
    return existing(name) or _drawn(name, facts)


def _drawn(name: str, facts: dict) -> Image:
    out = BytesIO()
    picture = draw(name)
    picture.thumbnail(LARGEST)
    picture.save(out, "JPEG", quality=90)
    facts = {"title": sentence(name)} | facts
    facts["licence"] = Licence.objects.filter(name=facts["licence"]).first()
    ref = f"sample:picture:{name}"
    file = ContentFile(out.getvalue())
    return add_image(file, name=f"{name}.jpg", by=None, import_ref=ref, **facts)


def sentence(name: str) -> str:
    return name.replace("-", " ").capitalize()
