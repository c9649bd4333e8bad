"""SafeHTMLField: whichever way a text goes to the database, it arrives clean."""

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import transaction
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Concat, Lower
from django.forms import modelform_factory

from articles.models import Article
from newsroom.html import MAX_LENGTH, SafeHTMLField
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db

DIRTY = "<p onclick=x>a<script>b</script></p>"
CLEAN = "<p>a</p>"


def stored():
    return Article.objects.values_list("body", flat=True).get()


def test_saving_cleans_the_row_and_the_object_in_hand():
    article = make_article(body=DIRTY)
    assert stored() == CLEAN

    article.body = DIRTY
    article.save()

    assert (stored(), article.body) == (CLEAN, CLEAN)


@pytest.mark.parametrize("dirty", [DIRTY, '<p><a href="&nbsp;javascript:x">a</a></p>'])
def test_update_cleans(dirty):
    make_article()

    Article.objects.update(body=dirty)

    assert "script" not in stored()


def test_bulk_create_cleans():
    Article.objects.bulk_create([Article(slug="a", section=make_section(), body=DIRTY)])

    assert stored() == CLEAN


def test_bulk_update_cleans():
    article = make_article()

    article.body = DIRTY
    Article.objects.bulk_update([article], ["body"])

    assert stored() == CLEAN


def test_update_or_create_cleans():
    article = make_article()

    Article.objects.update_or_create(pk=article.pk, defaults={"body": DIRTY})

    assert stored() == CLEAN


def test_get_or_create_cleans():
    defaults = {"body": DIRTY, "section": make_section()}

    Article.objects.get_or_create(slug="a", defaults=defaults)

    assert stored() == CLEAN


def test_a_form_cleans_before_anything_is_stored():
    form = modelform_factory(Article, fields=["body"])({"body": DIRTY})

    assert form.is_valid()
    assert form.instance.body == CLEAN


def test_a_form_refuses_what_is_too_long():
    form = modelform_factory(Article, fields=["body"])({"body": "x" * (MAX_LENGTH + 1)})

    assert "three million" in form.errors["body"][0]


# Expressions

HTML = SafeHTMLField()


@pytest.mark.parametrize(
    "value",
    [
        Value(DIRTY),
        Value(DIRTY, output_field=HTML),
        Case(When(pk__gt=0, then=Value(DIRTY)), default=F("body"), output_field=HTML),
        Case(When(pk__lt=0, then=F("body")), default=Value(DIRTY), output_field=HTML),
        Cast(Value(DIRTY), output_field=HTML),
        Cast(Case(When(pk__gt=0, then=Value(DIRTY))), output_field=HTML),
    ],
)
def test_a_value_in_an_expression_is_cleaned(value):
    make_article()

    Article.objects.update(body=value)

    assert stored() == CLEAN


def test_an_object_that_is_no_text_is_cleaned_as_its_words():
    make_article()

    Article.objects.update(body=ValidationError([DIRTY]).messages)

    assert "<script" not in stored()
    assert "onclick" not in stored()


def test_a_value_is_cleaned_in_save_bulk_create_and_bulk_update():
    article = make_article()
    article.body = Value(DIRTY)
    article.save()
    assert stored() == CLEAN

    article.body = Value(f"<div>{DIRTY}</div>")
    Article.objects.bulk_update([article], ["body"])
    assert stored() == f"<div>{CLEAN}</div>"

    Article.objects.bulk_create([Article(slug="b", section=make_section(), body=Value(DIRTY))])
    assert Article.objects.get(slug="b").body == CLEAN


def test_a_text_can_be_copied_in_the_database():
    make_article(body=CLEAN)

    Article.objects.update(body=F("body"))

    assert stored() == CLEAN


UNSEEN = [
    Concat(F("body"), Value("<script>")),
    F("standfirst"),
    Lower("body"),
    Coalesce(F("body"), Value("<script>")),
    RawSQL("%s", ["<script>"]),
    Subquery(Article.objects.filter(pk=OuterRef("pk")).values("headline")),
    Case(When(pk__gt=0, then=Concat(F("body"), Value("<script>")))),
    Case(When(pk__gt=0, then=Value("a")), default=F("standfirst"), output_field=HTML),
]


@pytest.mark.parametrize("expression", UNSEEN, ids=map(str, range(len(UNSEEN))))
def test_what_the_database_would_put_together_is_refused(expression):
    article = make_article(body=CLEAN, standfirst="<script>")

    article.body = expression
    refused = pytest.raises(FieldError, match="Clean HTML cannot come from an expression")
    with refused, transaction.atomic():
        Article.objects.update(body=expression)
    with refused, transaction.atomic():
        article.save()
    with refused, transaction.atomic():
        Article.objects.bulk_update([article], ["body"])

    assert stored() == CLEAN


def test_nor_is_it_taken_in_a_new_row():
    body = Concat(Value("<scr"), Value("ipt>"))

    with pytest.raises(FieldError):
        Article.objects.create(slug="b", section=make_section(), body=body)
