import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from authors.models import Author, ProfileLink, User
from tests.factories import make_article, make_author, make_image, make_user


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Olena Koval", "OK"),
        ("Ann Mary van der Berg", "AB"),
        ("Reuters", "R"),
        ("олена коваль", "ОК"),
        ("محمد علي", "مع"),
        ("", ""),
    ],
)
def test_initials_stand_where_a_portrait_is_missing(name, initials):
    assert Author(name=name).initials == initials


def test_an_organisation_can_sign():
    assert Author(kind=Author.Kind.ORGANIZATION).is_organization
    assert not Author().is_organization


def test_an_account_is_called_by_its_full_name_if_it_has_one():
    assert str(User(username="olena")) == "olena"
    assert str(User(username="olena", first_name="Olena", last_name="Koval")) == "Olena Koval"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/", "a.example", "//a"])
def test_a_link_leads_to_the_web_and_nowhere_else(url):
    with pytest.raises(ValidationError) as refusal:
        ProfileLink(label="Site", url=url).clean_fields(exclude=["author"])

    assert "url" in refusal.value.message_dict


@pytest.mark.django_db
def test_an_author_stays_when_the_account_goes():
    user = make_user()
    author = make_author(user=user)

    user.delete()

    author.refresh_from_db()
    assert author.user is None


@pytest.mark.django_db
def test_an_author_who_signed_a_story_cannot_be_deleted():
    author = make_author()
    make_article(credits=[author])

    with pytest.raises(ProtectedError):
        author.delete()


@pytest.mark.django_db
def test_links_stand_in_their_order_and_go_with_their_author():
    author = make_author()
    for position, label in ((2, "Site"), (1, "Mastodon")):
        author.links.create(label=label, url="https://a.example/", position=position)

    assert [str(link) for link in author.links.all()] == ["Mastodon", "Site"]
    author.delete()
    assert not ProfileLink.objects.exists()


@pytest.mark.django_db
def test_cards_of_authors_are_one_query(django_assert_num_queries):
    for _ in range(3):
        make_author(portrait=make_image())

    with django_assert_num_queries(1):
        assert all(author.portrait.token for author in Author.objects.for_cards())


@pytest.mark.django_db
def test_those_who_left_are_not_among_the_current():
    current = make_author()
    make_author(is_former=True)

    assert list(Author.objects.current()) == [current]
