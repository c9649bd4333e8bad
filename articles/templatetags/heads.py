from django import template
from django.utils.translation import to_locale

from newsroom.site import absolute

register = template.Library()

# Where most readers of a language are, as Facebook names its locales.
TERRITORIES = {
    "ar": "ar_AR", "en": "en_US", "he": "he_IL", "hi": "hi_IN", "ja": "ja_JP", "uk": "uk_UA",
    "zh-hans": "zh_CN", "zh-hant": "zh_TW", "cs": "cs_CZ", "da": "da_DK", "el": "el_GR",
    "et": "et_EE", "fa": "fa_IR", "ka": "ka_GE", "ko": "ko_KR", "sv": "sv_SE", "be": "be_BY",
}  # fmt: skip


@register.simple_tag
def first_picture(stories) -> int | None:
    """The key of the first of `stories` whose picture is shown: the one not to be waited for."""
    shown = (story.pk for story in stories if story.lead_image and story.lead_image.has_rights)
    return next(shown, None)


register.filter(absolute)


@register.filter
def og_locale(code: str) -> str:
    """A language as Open Graph has it: "uk" is uk_UA, "pt-br" is pt_BR."""
    found = TERRITORIES.get(code) or to_locale(code)
    return found if "_" in found else f"{found}_{found.upper()}"
