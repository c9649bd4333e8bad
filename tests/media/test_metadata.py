import struct
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from media.actions import replace_file, save_image
from media.metadata import Facts, read
from media.models import Image, Licence
from tests.factories import SHARED, make_image, picture_file

AGENCY = SHARED / "images/IPTC-PhotometadataRef-Std2017.1.jpg"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "cc": "http://creativecommons.org/ns#",
}


def xmp(inner="", attributes="", before=""):
    spaces = " ".join(f'xmlns:{prefix}="{url}"' for prefix, url in NAMESPACES.items())
    return (
        f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>'
        f'<rdf:Description rdf:about="" {attributes}>{inner}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def alternatives(name, **by_language):
    items = "".join(f'<rdf:li xml:lang="{k}">{v}</rdf:li>' for k, v in by_language.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def bag(name, *values):
    return f"<{name}><rdf:Bag>{''.join(f'<rdf:li>{v}</rdf:li>' for v in values)}</rdf:Bag></{name}>"


def iptc(*records):
    """A Photoshop resource block with IPTC-IIM records: (record, dataset, bytes)."""
    body = b"".join(
        b"\x1c" + bytes((record, dataset)) + struct.pack(">H", len(data)) + data
        for record, dataset, data in records
    )
    body += b"\x00" * (len(body) % 2)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(body)) + body
    segment = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def exif(**values):
    tags = {"description": 0x010E, "artist": 0x013B, "copyright": 0x8298}
    block = Pillow.Exif()
    for name, value in values.items():
        if name in tags:
            block[tags[name]] = value
    details = {0x9003: values.get("taken"), 0x9011: values.get("offset")}
    block.get_ifd(0x8769).update({tag: value for tag, value in details.items() if value})
    return block


def jpeg(records=(), **options):
    content = picture_file(**options).read()
    return content[:2] + (iptc(*records) if records else b"") + content[2:]


def facts_of(content):
    with Pillow.open(BytesIO(content)) as picture:
        return read(picture)


def test_the_reference_picture_of_the_iptc_is_read():
    facts = facts_of(AGENCY.read_bytes())

    assert facts == Facts(
        title="The Title (ref2017.1)",
        caption="The description aka caption (ref2017.1)",
        photographer="Creator1 (ref2017.1), Creator2 (ref2017.1)",
        agency="Source (ref2017.1)",
        credit_line="Credit Line (ref2017.1)",
        copyright_notice="Copyright (Notice) 2017.1 IPTC - www.iptc.org (ref2017.1)",
        usage_terms="Rights Usage Termns (ref2017.1)",
        restrictions="An Instruction (ref2017.1)",
        keywords="Keyword1ref2017.1, Keyword2ref2017.1, Keyword3ref2017.1",
        licence_url="http://www.WebStatementOfRights.org/2017.1",
        taken_at=datetime(2017, 7, 13, 17, 1, tzinfo=UTC),
    )


@pytest.mark.django_db
def test_an_agency_picture_fills_the_blanks():
    image = make_image(
        file=ContentFile(AGENCY.read_bytes()), name="a.jpg", alt_text="", photographer=""
    )

    image = Image.objects.get(pk=image.pk)
    assert image.title == "The Title (ref2017.1)"
    assert image.credit == "Credit Line (ref2017.1)"
    assert image.photographer == "Creator1 (ref2017.1), Creator2 (ref2017.1)"
    assert image.taken_at == datetime(2017, 7, 13, 17, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_what_a_person_wrote_stays():
    mine = {"caption": "My words", "photographer": "Pat Lens", "credit_line": "© Pat"}

    image = make_image(file=ContentFile(AGENCY.read_bytes()), name="a.jpg", **mine)
    assert {name: getattr(image, name) for name in mine} == mine

    replace_file(image, ContentFile(AGENCY.read_bytes()), name="b.jpg", by=None)
    assert {name: getattr(image, name) for name in mine} == mine


@pytest.mark.django_db
def test_what_a_person_emptied_later_stays_empty():
    image = make_image(file=ContentFile(AGENCY.read_bytes()), name="a.jpg")

    image.caption = ""
    image.focal_x = 0.2
    save_image(image, by=None)

    assert Image.objects.get().caption == ""


def test_every_property_of_xmp_has_its_field():
    block = xmp(
        alternatives("dc:title", de="Titel", en="Title")
        + alternatives("dc:description", **{"x-default": "Caption"})
        + "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>"
        + bag("dc:subject", "flood", "harbour")
        + alternatives("dc:rights", **{"x-default": "© Coast"})
        + alternatives("xmpRights:UsageTerms", **{"x-default": "Once only"})
        + alternatives("Iptc4xmpCore:AltTextAccessibility", **{"x-default": "A grey wave"})
        + '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
        "<plus:LicensorURL>https://coast.example/buy</plus:LicensorURL></rdf:li></rdf:Seq>"
        '</plus:Licensor><cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>',
        'photoshop:Credit="Coast / Ann" photoshop:Source="Coast Pictures" '
        'photoshop:DateCreated="2024-05-06T07:08:09+02:00" photoshop:Instructions="No crops"',
    )

    assert facts_of(jpeg(xmp=block)) == Facts(
        title="Title",
        caption="Caption",
        alt_text="A grey wave",
        photographer="Ann, Ben",
        agency="Coast Pictures",
        credit_line="Coast / Ann",
        copyright_notice="© Coast",
        usage_terms="Once only",
        source_url="https://coast.example/buy",
        restrictions="No crops",
        keywords="flood, harbour",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        taken_at=datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC),
    )


@pytest.mark.parametrize("picture_format", ["PNG", "WEBP", "AVIF"])
def test_xmp_is_read_from_other_formats_too(picture_format):
    block = xmp(alternatives("dc:description", en="Caption"))
    if picture_format == "PNG":
        from PIL.PngImagePlugin import PngInfo

        chunks = PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", block.decode())
        options = {"pnginfo": chunks}
    else:
        options = {"xmp": block}

    content = picture_file(format=picture_format, **options).read()

    assert facts_of(content).caption == "Caption"


def test_every_dataset_of_iptc_has_its_field():
    records = [
        (1, 90, b"\x1b%G"), (2, 5, b"Title"), (2, 120, "Größe".encode()), (2, 80, b"Ann"),
        (2, 80, b"Ben"), (2, 110, b"Credit"), (2, 115, b"Source"), (2, 116, b"(c)"),
        (2, 25, b"one"), (2, 25, b"two"), (2, 40, b"No crops"), (2, 55, b"20240506"),
        (2, 60, b"070809+0200"),
    ]  # fmt: skip

    assert facts_of(jpeg(records)) == Facts(
        title="Title",
        caption="Größe",
        photographer="Ann, Ben",
        credit_line="Credit",
        agency="Source",
        copyright_notice="(c)",
        keywords="one, two",
        restrictions="No crops",
        taken_at=datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "written", ["Größe".encode(), "Größe".encode("cp1252"), b"\x1b%G" + "Größe".encode()]
)
def test_iptc_without_a_declared_encoding_is_read(written):
    assert "Größe" in facts_of(jpeg([(2, 120, written)])).caption


def test_exif_is_read_where_nothing_better_is(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    block = exif(
        description="Größe".encode(), artist="Ann", copyright="(c) Ann", taken="2024:05:06 07:08:09"
    )

    facts = facts_of(jpeg(exif=block))

    assert (facts.caption, facts.photographer, facts.copyright_notice) == (
        "Größe",
        "Ann",
        "(c) Ann",
    )
    assert facts.taken_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=ZoneInfo("Europe/Kyiv"))


def test_the_hour_of_the_camera_counts_where_it_says_it():
    block = exif(taken="2024:05:06 07:08:09", offset="+03:00")

    assert facts_of(jpeg(exif=block)).taken_at == datetime(2024, 5, 6, 4, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC"])
def test_the_name_of_the_camera_is_no_caption(words):
    assert facts_of(jpeg(exif=exif(description=words))).caption == ""


def test_xmp_comes_before_iptc_before_exif():
    block = xmp(alternatives("dc:description", en="from XMP"))
    records = [(2, 120, b"from IPTC"), (2, 116, b"from IPTC")]
    facts = facts_of(
        jpeg(records, xmp=block, exif=exif(description="from EXIF", copyright="x", artist="EXIF"))
    )

    assert facts.caption == "from XMP"
    assert facts.copyright_notice == "from IPTC"
    assert facts.photographer == "EXIF"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url",
    [
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/licenses/by/4.0",
        "https://CreativeCommons.org/licenses/by/4.0/",
    ],
)
def test_a_licence_of_the_list_is_recognised_by_its_address(url):
    block = xmp(f'<cc:license rdf:resource="{url}"/>')

    image = make_image(file=ContentFile(jpeg(xmp=block)))

    assert image.licence == Licence.objects.get(name="CC BY 4.0")


HOSTILE = {
    "markup": ("<script>alert(1)</script><b onclick='x'>Bold</b> words", "Bold words"),
    "entities": ("&lt;img src=x onerror=alert(1)&gt;words", "words"),
    "control": ("wo\x00r\x07d\x1bs\u202e\ufeff", "words"),
    "blank": (" \n\t ", ""),
    "angle": ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
}


@pytest.mark.parametrize(("value", "kept"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_cleaned(value, kept):
    assert facts_of(jpeg([(1, 90, b"\x1b%G"), (2, 5, value.encode())])).title == kept


def test_endless_words_are_cut_to_what_fits():
    long = "word " * 200_000
    block = xmp(
        "".join(alternatives(f"dc:{name}", en=long[:250_000]) for name in ("title", "rights"))
    )
    png = picture_file(format="WEBP", xmp=block).read()

    facts = facts_of(png)

    assert len(facts.title) == 200
    assert len(facts.copyright_notice) == 300
    assert facts.title.endswith("…")


def test_a_thousand_keywords_are_not_kept():
    facts = facts_of(jpeg(xmp=xmp(bag("dc:subject", *(f"k{n}" for n in range(1000))))))

    assert facts.keywords.count(",") == 99


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
BROKEN = {
    "entity bomb": xmp(alternatives("dc:title", en="&c;"), before=BOMB),
    "file entity": xmp(alternatives("dc:title", en="&c;"), before=OUTSIDE),
    "not closed": xmp()[:-20],
    "not XML": b"\x00\xff" * 500,
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?>' + xmp(),
    "deep": b"<a>" * 10_000 + b"</a>" * 10_000,
    "too large": xmp("x" * 1_100_000),
    "empty": b"",
}


@pytest.mark.parametrize("block", BROKEN.values(), ids=BROKEN)
def test_a_broken_packet_is_passed_over(block):
    content = picture_file(format="WEBP", xmp=block).read()

    assert facts_of(content) == Facts()


@pytest.mark.parametrize(
    "text",
    ["", "0000:00:00 00:00:00", "yesterday", "99999999", "2024-13-45", "20240506T99", "1700-01-01"],
)
def test_a_time_that_makes_no_sense_is_none(text):
    assert facts_of(jpeg(exif=exif(taken=text), records=[(2, 55, text.encode())])).taken_at is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.example/x", "//a.example", "x" * 400]
)
def test_an_address_that_is_none_is_not_kept(url):
    block = xmp(f"<plus:LicensorURL>{url}</plus:LicensorURL>")

    assert facts_of(jpeg(xmp=block)).source_url == ""


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.binary(max_size=400), st.binary(max_size=400))
def test_no_bytes_at_all_are_an_error(one, two, three):
    content = picture_file(format="WEBP", xmp=one, exif=b"Exif\x00\x00" + two).read()
    facts = facts_of(content)
    more = facts_of(jpeg([(2, 120, three), (2, 25, one), (2, 55, two), (1, 90, three)]))

    for found in (facts, more):
        assert all("\x00" not in str(value) for value in vars(found).values())


@pytest.mark.django_db
@pytest.mark.parametrize("block", BROKEN.values(), ids=BROKEN)
def test_a_picture_with_a_broken_packet_comes_in(block):
    assert make_image(file=picture_file(format="WEBP", xmp=block), name="a.webp").pk
