from django import template

from articles import breaking, editions
from articles.models import Section

register = template.Library()


@register.inclusion_tag("includes/_navigation.html", takes_context=True)
def main_navigation(context):
    """The site's menu: every section with something in it. One query."""
    path = context["request"].path if "request" in context else ""
    return {"sections": Section.objects.with_stories(), "path": path}


@register.inclusion_tag("includes/_breaking.html")
def breaking_news():
    """What is broken above every page. Asks once a second; while it leads to a story, each time."""
    return {"bar": breaking.current()}


@register.inclusion_tag("includes/_languages.html", takes_context=True)
def languages_menu(context):
    """The languages there are stories in. Asks once a second at most."""
    path = context["request"].path if "request" in context else ""
    return {"editions": editions.current(), "path": path}
