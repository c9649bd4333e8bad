"""The page that asks what readers are told, then takes a story away from them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse

from articles import actions, workflow
from articles.workflow import TransitionError

from . import seen
from .forms import WithdrawForm


def urls(model_admin) -> list:
    def withdraw(request, pk):
        return _withdraw(model_admin, request, pk)

    view = model_admin.admin_site.admin_view(withdraw)
    return [path("<int:pk>/withdraw/", view, name="articles_article_withdraw")]


def _withdraw(model_admin, request, pk):
    article = seen.story(request, pk)
    if not workflow.may(request.user, workflow.WITHDRAW, article):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    change_page = reverse("admin:articles_article_change", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(article, by=request.user, reason=form.cleaned_data["reason"])
        except TransitionError as error:
            model_admin.message_user(request, str(error), messages.ERROR)
        else:
            model_admin.log_change(request, article, "Withdrawn.")
            model_admin.message_user(request, f"“{article}” is withdrawn.", messages.SUCCESS)
        return redirect(change_page)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Withdraw this story",
        "opts": model_admin.opts,
        "original": article,
        "form": form,
        "change_page": change_page,
    }
    return render(request, "admin/articles/article/withdraw.html", context)
