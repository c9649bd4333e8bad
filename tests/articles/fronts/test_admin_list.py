"""The list of fronts, and who opens their pages."""

import pytest
from django.db.models.signals import post_init

from articles import actions
from articles.models import Front, FrontVersion
from tests.articles.markup import read_admin
from tests.factories import hours, make_section, make_user

from .boards import front_of, new_zone, published

pytestmark = pytest.mark.django_db


def test_the_list_says_what_is_live_scheduled_and_a_draft(editor, clock):
    section = make_section(name="City")
    published(front_of(new_zone("lead", "lead")), section=section)
    published(front_of(new_zone("lead", "lead")), at=clock.now() + hours(1))
    actions.save_front(section, actions.FrontEdit(front_of()), by=editor.user)

    site, city = read_admin(editor, "/admin/articles/front/").all(".fronts-list__front")

    assert site.texts(".badge") == ["Scheduled"]
    assert city.texts(".badge") == ["Live", "Draft"]


def test_the_list_reads_no_more_of_a_front_with_many_versions(editor, clock):
    section = make_section()
    for place in [None, section] * 4:
        published(front_of(new_zone("lead", "lead")), section=place)
    for number in range(3):
        published(front_of(), at=clock.now() + hours(number + 1))
    read_rows = []

    def note(instance, **_signal):
        read_rows.append((instance.front_id, instance.number))

    post_init.connect(note, sender=FrontVersion)
    try:
        page = read_admin(editor, "/admin/articles/front/")
    finally:
        post_init.disconnect(note, sender=FrontVersion)

    site, other = Front.objects.get(section=None).pk, Front.objects.get(section=section).pk
    assert sorted(read_rows) == sorted([(site, 4), (site, 5), (site, 7), (other, 4)])
    assert [e.texts(".badge") for e in page.all(".fronts-list__front")] == [
        ["Live", "Scheduled"],
        ["Live"],
    ]


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Picture editor", "Staff manager"])
def test_others_open_no_page_of_a_front(clock, client, role):
    published(front_of(new_zone("lead", "lead")))
    client.force_login(make_user(role))

    for end in ("", "site/", "site/versions/", "site/past/", "site/versions/1/preview/",
                "site/versions/1/preview/page/"):  # fmt: skip
        assert client.get(f"/admin/articles/front/{end}").status_code == 403, end
    for end in ("site/", "site/versions/1/publish/", "site/versions/1/call-off/"):
        assert client.post(f"/admin/articles/front/{end}", {"do": "publish"}).status_code == 403
    assert FrontVersion.objects.count() == 1


def test_who_is_bound_to_a_section_finds_its_front_alone(clock, client):
    own, other = make_section(), make_section()
    user = make_user("Editor")
    own.editors.add(user)
    client.force_login(user)

    page = read_admin(client, "/admin/articles/front/")

    assert page.texts(".fronts-list__front h2") == [own.name]
    assert client.get(f"/admin/articles/front/{own.pk}/").status_code == 200
    for place in ("site", other.pk):
        assert client.get(f"/admin/articles/front/{place}/").status_code == 403
