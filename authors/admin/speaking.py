"""The language the admin speaks to an account, chosen at the top of every page."""

from django.contrib.admin import site
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from authors import actions


def urls() -> list:
    view = site.admin_view(require_POST(_choose))
    return [path("language/", view, name="authors_user_language")]


def _choose(request):
    """Back to the page it was chosen on, in the language chosen."""
    try:
        actions.choose_language(request.POST.get("language", ""), by=request.user)
    except ValidationError as error:
        return HttpResponseBadRequest("\n".join(error.messages), content_type="text/plain")
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("admin:index")
    return redirect(back)
