from django.contrib.auth.hashers import check_password
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.models import User

# What stands in a User-Agent header, and what people call it; the first that fits is right.
BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox/": "Firefox",
    "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome/": "Chrome", "Safari/": "Safari",
}  # fmt: skip
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows",
    "Mac OS X": "Mac", "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip
_signer = Signer(sep=".", salt="articles.share")


class ShareLinkQuerySet(models.QuerySet):
    def behind(self, token: str):
        """The open link that `token` was made for, or None: altered, unknown, over or revoked."""
        try:
            key = _signer.unsign(token)
        except BadSignature:
            return None
        found = self.select_related("article").filter(pk=key).first()
        return found if found and found.is_open else None


class ShareLink(models.Model):
    """A way for somebody without an account to read a story before it is out."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="shares")
    label = models.CharField(
        gettext_lazy("for whom"),
        max_length=150,
        help_text=gettext_lazy("Shown to your colleagues and across the page."),
    )
    revision = models.PositiveIntegerField(null=True, blank=True)  # null: always the newest
    asks_name = models.BooleanField(
        gettext_lazy("ask who is reading"),
        default=True,
        help_text=gettext_lazy("Before the story is shown."),
    )
    pass_phrase = models.CharField(
        gettext_lazy("pass phrase"), max_length=200, blank=True
    )  # hashed
    tries = models.PositiveSmallIntegerField(
        gettext_lazy("tries"), default=0
    )  # of wrong ones, lately
    tries_since = models.DateTimeField(gettext_lazy("tries since"), null=True)
    expires_at = models.DateTimeField(gettext_lazy("works until"))
    revoked_at = models.DateTimeField(gettext_lazy("revoked at"), null=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("articles:preview", args=[self.token])

    @property
    def token(self) -> str:
        """Its key, signed: nothing in the address tells of the story."""
        return _signer.sign(str(self.pk))

    @property
    def is_open(self):
        """Whether it leads anywhere at this moment."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def has_door(self):
        """Whether readers are asked anything before they see the story."""
        return self.asks_name or bool(self.pass_phrase)

    def opens_with(self, phrase: str) -> bool:
        """Whether `phrase` is the pass phrase; any is where there is none."""
        return not self.pass_phrase or check_password(phrase, self.pass_phrase)


class ShareVisit(models.Model):
    """Somebody opened a share link."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="visits")
    name = models.CharField(gettext_lazy("name"), max_length=150, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)
    browser = models.CharField(gettext_lazy("browser"), max_length=300, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.name or '-'} ({self.at:%Y-%m-%d %H:%M})"

    @property
    def browser_in_words(self) -> str:
        """ "Firefox on Linux", or what it calls itself where neither is known."""
        name = next((words for mark, words in BROWSERS.items() if mark in self.browser), "")
        system = next((words for mark, words in SYSTEMS.items() if mark in self.browser), "")
        return (
            (_("%(name)s on %(system)s") % {"name": name, "system": system})
            if name and system
            else self.browser
        )
