import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions as story_actions
from articles.models import Credit
from articles.revisions import content as contents
from authors.actions import merge_authors
from authors.models import Author, ProfileLink
from authors.profiles import validate_profile, validate_public_key
from tests.factories import make_article, make_author, make_user

pytestmark = pytest.mark.django_db
KEY = """-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEXEcE6RYJKwYBBAHaRw8BAQdArjWwk3FAqyiFbFBKT4TzXcVBqPTB3gmzlC/U
b7O1u10=
=wVVi
-----END PGP PUBLIC KEY BLOCK-----"""


@pytest.fixture
def manager():
    return make_user("Managing editor")


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/annlee",
        "https://www.instagram.com/ann.lee/",
        "https://www.youtube.com/@annlee",
        "https://bsky.app/profile/ann.example",
        "https://mastodon.example/@ann",
        "https://ann.example/about?x=1",
    ],
)
def test_the_address_of_a_profile_stands(url):
    validate_profile(url)


@pytest.mark.parametrize(
    "url", ["https://x.com/", "https://x.com/ann/status/1", "https://linkedin.com/annlee"]
)
def test_an_address_that_is_nobodys_profile_is_refused(url):
    with pytest.raises(ValidationError, match="not the address of a profile"):
        ProfileLink(author=make_author(), label="There", url=url).full_clean()


def test_a_public_key_is_one_as_programs_export_it():
    validate_public_key(KEY)
    validate_public_key(KEY.replace("\n", "\r\n") + "\r\n")


@pytest.mark.parametrize(
    "written",
    ["my key", KEY.replace("PUBLIC", "PRIVATE"), KEY.replace("mDME", "????"), KEY[:90], "\x00"],
)
def test_what_is_no_public_key_is_refused(written):
    with pytest.raises(ValidationError):
        validate_public_key(written)


def test_the_profiles_page_tells_what_the_newsroom_knows(client):
    author = make_author(
        about="<p>She <strong>began</strong> in 2001.</p><script>alert(1)</script>",
        beats="Ports, fisheries", place="Port Alder", languages="English, Ukrainian",
        phone="+380 44 123-45-67", public_key=KEY,
    )  # fmt: skip

    page = client.get(author.get_absolute_url()).text

    for words in ["<strong>began</strong>", "Ports, fisheries", "Port Alder", "English, Ukrainian"]:
        assert words in page
    assert 'href="tel:+380441234567"' in page
    assert "BEGIN PGP PUBLIC KEY" in page
    assert "<script>alert" not in page


def test_merged_profiles_are_one_with_all_bylines_as_they_were_signed(client, manager):
    twin, ann = make_author(name="A. Lee", role_title="Intern"), make_author(name="Ann Lee")
    old = make_article(credits=[twin])
    both = make_article(credits=[(Credit.Role.WRITING, ann), (Credit.Role.WRITING, twin)])
    draft = make_article(status="draft", credits=[twin])

    merge_authors(twin, into=ann, by=manager)

    assert not Author.objects.filter(pk=twin.pk).exists()
    assert [(c.author, c.name, c.role_title) for c in old.credits.all()] == [
        (ann, "A. Lee", "Intern")
    ]
    assert both.credits.get().author == ann
    assert draft.credits.get().signed_name == "Ann Lee"
    moved = client.get(twin.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, ann.get_absolute_url())


def test_an_old_version_knows_who_was_merged(manager):
    twin, ann = make_author(), make_author()
    article = make_article(status="draft", credits=[twin])
    revision = article.revisions.get()
    merge_authors(twin, into=ann, by=manager)

    _content, found = contents.find(revision.content, revision.names)

    assert found.gone == []
    story_actions.restore(revision, by=manager)
    assert article.credits.get().author == ann


def test_a_profile_takes_over_what_it_lacks(manager):
    twin = make_author(bio="Writes.", user=make_user("Reporter"))
    twin.links.create(label="Site", url="https://ann.example/")
    ann = make_author(bio="")

    merged = merge_authors(twin, into=ann, by=manager)

    assert (merged.bio, merged.user, merged.links.count()) == ("Writes.", twin.user, 1)


def test_profiles_of_two_accounts_or_of_one_profile_are_not_merged(manager):
    one, other = make_author(user=make_user()), make_author(user=make_user())

    for into in (one, other):
        with pytest.raises(ValidationError):
            merge_authors(one, into=into, by=manager)
    with pytest.raises(PermissionDenied):
        merge_authors(make_author(), into=other, by=make_user("Reporter"))
    assert Author.objects.count() == 3
