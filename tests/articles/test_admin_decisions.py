"""The page of decisions: who may decide, what is saved, and that no word typed there is lost."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from articles import actions
from articles.models import Article, Revision
from articles.revisions.words import Opening, Words
from tests.articles.markup import messages_of, open_form, parse, read_admin
from tests.factories import make_article, make_author, make_tag, make_user

from .drafts import edit, page_of

pytestmark = pytest.mark.django_db

TEXT = "<p>One two three.</p><p>Four five six.</p>"
OURS = "<p>What we both meant.</p>"


@pytest.fixture
def ann(client):
    user = make_user("Editor", username="ann", first_name="Ann", last_name="Lee")
    client.force_login(user)
    return user


def overlapping(client, ann):
    """Ann's form was opened before Ben saved another headline and text; she saves after him."""
    article = make_article(status="draft", headline="Old", body=TEXT)
    _form, fields = open_form(client, page_of(article, "change/"))
    ben = make_user("Editor", username="ben")
    edit(article, ben, headline="Ben's", body=TEXT.replace("five", "Ben's five"), dateline="LVIV")
    fields |= {"headline": "Ann's", "body": TEXT.replace("five", "Ann's five"), "_continue": "1"}
    return article, client.post(page_of(article, "change/"), fields)


def text_overlap(client, ann):
    """As overlapping(), in the text alone; the story and the address of the decision."""
    article = make_article(status="draft", body=TEXT)
    ben = make_user("Editor", username="ben", first_name="Ben", last_name="Ito")
    edit(article, ben, body=TEXT.replace("five", "Ben's five"))
    article.refresh_from_db()
    first = Revision.objects.numbered(article, 1)
    words = Words(first.content | {"body": TEXT.replace("five", "Ann's five")}, base=1)
    conflict = actions.edit(article, words, by=ann).revision
    return article, page_of(article, f"decide/{conflict.number}/")


def own_words(client, address, text=OURS):
    """The fields of the page of decisions with `text` as own words for its only overlap."""
    form, fields = open_form(client, address)
    [overlap] = form.all(".overlap")
    key = overlap.all("input[type=radio]")[0]["name"].removeprefix("choice-")
    return fields | {f"choice-{key}": "own", f"own-{key}": text}


def meanwhile(article, text):
    """Ben saves the same paragraph once more."""
    edit(article, make_user("Editor"), body=TEXT.replace("five", text))


# What is asked, and what is saved


def test_an_overlap_leads_to_a_page_with_all_three_texts(client, ann):
    _article, response = overlapping(client, ann)

    page = read_admin(client, response["Location"])

    sides = [[side.text for side in o.all(".overlap__text")] for o in page.all(".overlap")]
    assert ["Old", "Ben's", "Ann's"] in sides
    assert ["Four five six.", "Four Ben's five six.", "Four Ann's five six."] in sides
    assert "dateline" in page.one(".decision").text.lower()


def test_what_is_chosen_is_saved(client, ann):
    article, response = overlapping(client, ann)
    form, fields = open_form(client, response["Location"])
    for overlap in form.all(".overlap"):
        key = overlap.all("input[type=radio]")[0]["name"].removeprefix("choice-")
        is_text = "Four" in overlap.text
        fields |= {f"choice-{key}": "own" if is_text else "mine", f"own-{key}": "<p>Ours.</p>"}

    client.post(response["Location"], fields)

    article.refresh_from_db()
    assert (article.headline, article.dateline) == ("Ann's", "LVIV")
    assert article.body == "<p>One two three.</p><p>Ours.</p>"


def test_a_half_decision_keeps_what_was_chosen_and_asks_for_the_rest(client, ann):
    article, response = overlapping(client, ann)
    form, fields = open_form(client, response["Location"])
    [first, *_] = form.all(".overlap")
    name = first.all("input[type=radio]")[0]["name"]

    answer = client.post(response["Location"], fields | {name: "mine"})

    assert "still to be decided" in " ".join(messages_of(answer))
    assert 'value="mine" checked' in answer.text
    assert Article.objects.get().headline == "Ben's"
    assert Revision.objects.waiting_for(ann).get().article == article


def test_the_story_s_form_leads_back_to_the_decision(client, ann):
    article, response = overlapping(client, ann)

    page = read_admin(client, page_of(article, "change/"))

    assert page.one(".kept a.button")["href"] == response["Location"]


def test_a_decision_that_is_made_or_never_was_leads_to_the_story(client, ann):
    article = make_article(status="draft")

    assert client.get(page_of(article, "decide/1/")).status_code == 302
    assert client.get(page_of(article, "decide/99/")).status_code == 404


# Own words are kept


def test_own_words_for_a_place_that_changed_meanwhile_stand_on_top(client, ann):
    article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    meanwhile(article, "Ben's other five")

    answer = client.post(address, fields)

    for text in (answer.text, client.get(address).text):
        page = parse(text, is_strict=False)
        assert "a place that has changed since" in page.one(".decision__before").text
        assert "What we both meant." in page.one(".decision__before").text
        assert "Ben's other five" in page.one(".overlap").text
    assert "What we both meant" not in Article.objects.get().body


def test_own_words_whose_place_is_gone_are_not_passed_over(client, ann):
    article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    meanwhile(article, "Ann's five")  # as Ann wrote it: nothing is left to decide

    client.post(address, fields)

    assert Revision.objects.waiting_for(ann).exists()
    form, left = open_form(client, address)
    assert "What we both meant." in form.parent.text
    assert form.all(".overlap") == []
    assert client.post(address, left)["Location"] == page_of(article, "change/")
    assert not Revision.objects.waiting_for(ann).exists()


def test_half_a_decision_is_still_there_tomorrow(client, ann):
    _article, response = overlapping(client, ann)
    form, fields = open_form(client, response["Location"])
    [overlap] = [o for o in form.all(".overlap") if "Four" in o.text]
    name = overlap.all("input[type=radio]")[0]["name"]
    own = name.replace("choice-", "own-")

    client.post(response["Location"], fields | {name: "own", own: OURS})

    _form, later = open_form(client, response["Location"])
    assert (later[name], later[own]) == ("own", OURS)


def test_own_words_are_kept_where_no_choice_was_made(client, ann):
    _article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    [choice] = [name for name in fields if name.startswith("choice-")]
    fields.pop(choice)

    client.post(address, fields)

    assert OURS in open_form(client, address)[1].values()


def test_what_is_chosen_and_written_is_kept_while_somebody_writes(client, ann):
    _article, address = text_overlap(client, ann)

    answer = client.post(address, own_words(client, address) | {"_keep": "1"})

    assert answer.json().keys() == {"at"}
    assert OURS in open_form(client, address)[1].values()
    assert Article.objects.get().revision == 2
    assert Revision.objects.get(kind="conflict").waits


def test_nothing_as_own_words_stays_nothing(client, ann):
    article, address = text_overlap(client, ann)

    client.post(address, own_words(client, address, text=""))

    article.refresh_from_db()
    assert article.body == "<p>One two three.</p>"


def test_own_words_sent_after_the_session_ended_are_kept(client, ann):
    _article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    client.logout()

    response = client.post(address, fields)

    assert response.status_code == 403
    assert "What you wrote is kept." in response.text
    assert f"/admin/login/?next={address}" in response.text
    client.force_login(ann)
    later = open_form(client, address)[1]
    assert OURS in later.values()
    assert "own" in later.values()


def test_own_words_sent_with_an_old_csrf_token_are_kept(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    _article, address = text_overlap(strict, ann)
    fields = own_words(strict, address) | {"csrfmiddlewaretoken": "x" * 64}

    response = strict.post(address, fields)

    assert response.status_code == 403
    assert f'href="{address}"' in response.text
    assert OURS in open_form(strict, address)[1].values()


@pytest.mark.parametrize("forged", ["", "nonsense", "of another story"])
def test_own_words_that_nobody_vouches_for_are_given_back(client, ann, forged):
    _article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    other = Opening.now(ann, make_article(), base=1).sign()
    client.logout()

    fields["_opening"] = other if forged == "of another story" else forged
    response = client.post(address, fields)

    assert response.status_code == 403
    given = [area.text for area in parse(response.text, is_strict=False).all("textarea")]
    assert given == [OURS]
    assert Revision.objects.get(kind="conflict").typed == {}


def test_own_words_of_somebody_who_lost_the_right_are_given_back(client, ann):
    _article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    ann.groups.set([Group.objects.get(name="Picture editor")])

    response = client.post(address, fields)

    assert response.status_code == 403
    assert OURS in parse(response.text, is_strict=False).texts("textarea")


def test_own_words_for_what_is_decided_by_now_are_given_back(client, ann):
    article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    [choice] = [name for name in fields if name.startswith("choice-")]
    client.post(address, fields | {choice: "theirs"})

    response = client.post(address, fields)

    assert OURS in parse(response.text, is_strict=False).texts("textarea")
    article.delete()
    response = client.post(address, fields)
    assert OURS in parse(response.text, is_strict=False).texts("textarea")


@pytest.mark.parametrize("rubbish", ["A\x00B", "\x00", "\ufffe", "<p>" + "é" * 400_000])
def test_rubbish_in_own_words_breaks_nothing(client, ann, rubbish):
    _article, address = text_overlap(client, ann)

    response = client.post(address, own_words(client, address, rubbish))

    assert response.status_code in {200, 302}


def test_keys_that_are_none_are_not_kept(client, ann):
    _article, address = text_overlap(client, ann)

    client.post(address, {"choice-x\x00": "own", "own-x\x00": "y", "own-": "z", "own-ZZZ": "z"})

    assert Revision.objects.get(kind="conflict").typed == {}


def test_without_a_session_and_without_words_one_is_asked_to_sign_in(client):
    address = page_of(make_article(status="draft"), "decide/1/")

    assert client.post(address)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("key", ["9" * 30, "0"])
def test_words_for_a_decision_that_never_was_are_given_back(client, ann, key):
    fields = {"choice-0123456789ab": "own", "own-0123456789ab": OURS}

    for address in (f"{key}/decide/1/", f"1/decide/{key}/"):
        response = client.post(f"/admin/articles/article/{address}", fields)
        assert OURS in parse(response.text, is_strict=False).texts("textarea")


# Who decides


def test_who_may_not_change_stories_decides_nothing_though_credited(client, ann):
    article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    photographer = make_user("Picture editor")
    author = make_author(user=photographer)
    edit(article, ann, credits=[["photos", author.pk]])
    client.force_login(photographer)

    assert client.get(address).status_code == 403
    assert client.post(address, fields).status_code == 403
    assert "What we both meant" not in Article.objects.get().body


def test_another_editor_reads_whose_words_they_are_and_settles_them(client, ann):
    article, address = text_overlap(client, ann)
    client.force_login(make_user("Editor", username="cy", first_name="Cy", last_name="Oz"))

    page = read_admin(client, address)
    heads = [head.text for head in page.all(".overlap h3")]
    assert heads == ["Before", "Ben Ito", "Ann Lee"]
    assert "You" not in page.one(".decision").text
    client.post(address, own_words(client, address))

    article.refresh_from_db()
    assert "What we both meant." in article.body
    assert not Revision.objects.waiting_for(ann).exists()


def test_what_is_decided_for_theirs_is_settled_for_its_writer(client, ann):
    _article, address = text_overlap(client, ann)
    client.force_login(make_user("Editor"))
    fields = own_words(client, address)
    [choice] = [name for name in fields if name.startswith("choice-")]

    client.post(address, fields | {choice: "theirs"})

    assert not Revision.objects.waiting_for(ann).exists()


def test_own_words_of_two_who_decide_are_kept_apart(client, ann):
    _article, address = text_overlap(client, ann)
    fields = own_words(client, address)
    [choice] = [name for name in fields if name.startswith("choice-")]
    client.post(address, fields | {choice: ""})
    client.force_login(make_user("Editor"))

    assert OURS not in open_form(client, address)[1].values()


def test_the_list_of_versions_leads_who_may_edit_to_the_decision(client, ann):
    article, address = text_overlap(client, ann)

    assert read_admin(client, page_of(article, "history/")).all(f"a[href={address}]")
    client.force_login(make_user("Reporter"))
    assert not read_admin(client, page_of(article, "history/")).all(f"a[href={address}]")


def test_tags_of_several_editors_are_never_asked_about(client, ann):
    article = make_article(status="draft")
    one, two, three = (make_tag().pk for _ in range(3))
    first = Revision.objects.numbered(article, 1).content

    forms = [[three], 1], [[two], 1], [[one], 1], [[two, three], 3], [[one, two, three], 4]
    for tags, base in forms:
        words = Words(first | {"tags": tags}, base=base)
        assert not actions.edit(article, words, by=ann).is_conflict

    assert set(article.tags.values_list("pk", flat=True)) == {one, two, three}
    newest = Revision.objects.filter(article=article).first()
    assert newest.content["tags"] == [one, two, three]
