"""Every action, and who may do it. The letters are roles: see house.py.

With a story of a colleague; "+" means its writer too, if one that writes.
"""

from copy import copy

import articles.actions
import authors.actions
import media.actions
from articles.revisions.words import Words
from authors.actions import OwnWords
from newsroom.announcing import pings, webhooks
from newsroom.announcing.models import Pings, Webhook
from newsroom.outbox import queue
from tests.factories import picture_file

from .pages import ALL, SEE_OTHERS, WRITE

DO = articles.actions


def plan_of(by=None):
    return DO.Plan(brief="Look into it.", assignee=by)


def new_webhook():
    return Webhook(name="New", url="https://new.example/", events=["story.published"])


ACTIONS = {  # h: the house. s(state): a story. by: who does it.
    "add_comment": (SEE_OTHERS + "+", lambda h, s, by: DO.add_comment(s(), by=by, text="Why?")),
    "resolve_comment": (
        SEE_OTHERS + "+",
        lambda h, s, by: DO.resolve_comment(h.thread_on(s()), by=by),
    ),
    "reopen_comment": (
        SEE_OTHERS + "+",
        lambda h, s, by: DO.reopen_comment(h.thread_on(s()), by=by),
    ),
    "begin": (
        WRITE,
        lambda h, s, by: DO.begin(h.new_story(), Words({}), by=by, credits=[], tags=[]),
    ),
    "pitch": (WRITE, lambda h, s, by: DO.pitch(h.new_story(), DO.Plan(), by=by)),
    "plan": ("EM", lambda h, s, by: DO.plan(s(), plan_of(h.writer), by=by)),
    "save_article": ("EM+", lambda h, s, by: DO.save_article(s(), by=by)),
    "edit": ("EM+", lambda h, s, by: DO.edit(s(), h.words(s()), by=by)),
    "restore": ("EM+", lambda h, s, by: DO.restore(h.first(s()), by=by)),
    "decide": ("EM", lambda h, s, by: DO.decide(h.conflict, h.choices, by=by)),
    "keep_words": (ALL, lambda h, s, by: DO.keep_words(s(), h.words(s()), kind="refused", by=by)),
    "keep_choices": (ALL, lambda h, s, by: DO.keep_choices(h.conflict, h.choices, by=by)),
    "kept_choices": (ALL, lambda h, s, by: DO.kept_choices(h.conflict, by=by)),
    "set_aside": (ALL, lambda h, s, by: DO.set_aside(h.conflict, by=by)),
    "make_share_link": ("EM+", lambda h, s, by: DO.make_share_link(h.new_link(s()), by=by)),
    "revoke_share_link": ("EM+", lambda h, s, by: DO.revoke_share_link(h.link(s()), by=by)),
    "delete_article": ("M", lambda h, s, by: DO.delete_article(s(), by=by)),
    # Moves
    "start_writing": ("EM+", lambda h, s, by: DO.start_writing(s("assigned"), by=by)),
    "take_back": ("EM", lambda h, s, by: DO.take_back(s("assigned"), by=by)),
    "submit": ("EM+", lambda h, s, by: DO.submit(s(), by=by)),
    "send_back": ("EM", lambda h, s, by: DO.send_back(s("review"), by=by, note="Why.")),
    "approve": ("EM", lambda h, s, by: DO.approve(s("review"), by=by)),
    "publish": ("EM", lambda h, s, by: DO.publish(s("ready"), by=by)),
    "unschedule": ("EM", lambda h, s, by: DO.unschedule(s("scheduled"), by=by)),
    "withdraw": ("EM", lambda h, s, by: DO.withdraw(s("published"), by=by, reason="Wrong.")),
    "spike": ("EM", lambda h, s, by: DO.spike(s(), by=by)),
    "reopen": ("EM", lambda h, s, by: DO.reopen(s("spiked"), by=by)),
    "tell": (SEE_OTHERS + "+", lambda h, s, by: DO.tell(s(), [h.colleague], "mentioned", by=by)),
    # In other languages
    "link_translation": ("EM+", lambda h, s, by: DO.link_translation(s(), h.original, by=by)),
    "unlink_translation": ("EM+", lambda h, s, by: DO.unlink_translation(s(), by=by)),
    "make_original": ("EM+", lambda h, s, by: DO.make_original(s(), by=by)),
    "start_translation": (
        "REBM+",
        lambda h, s, by: DO.start_translation(s(), "uk", by=by),
    ),
    # Of oneself
    "mark_read": (ALL, lambda h, s, by: DO.mark_read(h.notices, by=by)),
    "choose_mail": (ALL, lambda h, s, by: DO.choose_mail(by=by, by_mail=False)),
    "renew_calendar_link": (ALL, lambda h, s, by: DO.renew_calendar_link(by=by)),
    # Before publication
    "mark_for_legal": ("EM", lambda h, s, by: DO.mark_for_legal(s(), by=by)),
    "sign_off": ("M", lambda h, s, by: DO.sign_off(s(), by=by, seen=s().revision)),
    "weigh_check": ("M", lambda h, s, by: DO.weigh_check(h.new_rule(), by=by)),
    "remove_exception": ("M", lambda h, s, by: DO.remove_exception(copy(h.rule), by=by)),
    # Of what is live
    "publish_changes": ("EM", lambda h, s, by: DO.publish_changes(s("changed"), by=by)),
    "discard_changes": ("EM", lambda h, s, by: DO.discard_changes(s("changed"), by=by)),
    "call_off_changes": ("EM", lambda h, s, by: DO.call_off_changes(s("waiting"), by=by)),
    "add_correction": ("EM", lambda h, s, by: DO.add_correction(s("published"), h.told, by=by)),
    "edit_correction": (
        "EM",
        lambda h, s, by: DO.edit_correction(h.correction_on(s()), h.retold, by=by),
    ),
    "take_back_correction": (
        "EM",
        lambda h, s, by: DO.take_back_correction(h.correction_on(s()), by=by),
    ),
    "need_no_correction": ("EM", lambda h, s, by: DO.need_no_correction(s("published"), by=by)),
    "retract": ("EM", lambda h, s, by: DO.retract(s("published"), by=by, reason="Wrong.")),
    "readdress": ("EM", lambda h, s, by: DO.readdress(s("withdrawn"), by=by, then="notice")),
    "show_versions": ("EM", lambda h, s, by: DO.show_versions(s(), shown=False, by=by)),
    # The front of the site, and what stands above every page
    "save_front": ("EM", lambda h, s, by: DO.save_front(h.place, h.front_edit, by=by)),
    "publish_front": ("EM", lambda h, s, by: DO.publish_front(h.place, h.front_edit, by=by)),
    "publish_front_version": (
        "EM",
        lambda h, s, by: DO.publish_front_version(h.versions[0], by=by),
    ),
    "call_off_front": ("EM", lambda h, s, by: DO.call_off_front(h.versions[-1], by=by)),
    "break_news": ("EM", lambda h, s, by: DO.break_news(ends_at=h.soon, by=by, text="Now")),
    "end_breaking": ("EM", lambda h, s, by: DO.end_breaking(by=by)),
    # Who the site is, and its pages
    "save_identity": ("M", lambda h, s, by: DO.save_identity(copy(h.identity), by=by)),
    "save_footer_column": ("M", lambda h, s, by: DO.save_footer_column(copy(h.column), by=by)),
    "delete_footer_column": ("M", lambda h, s, by: DO.delete_footer_column(copy(h.column), by=by)),
    "save_page": ("M", lambda h, s, by: DO.save_page(copy(h.page), by=by)),
    "restore_page": ("M", lambda h, s, by: DO.restore_page(h.page.versions.get(), by=by)),
    "delete_page": ("M", lambda h, s, by: DO.delete_page(copy(h.page), by=by)),
    # Sections and tags
    "save_section": ("M", lambda h, s, by: DO.save_section(h.new_section(), by=by)),
    "delete_section": ("M", lambda h, s, by: DO.delete_section(copy(h.empty_section), by=by)),
    "set_editors": ("M", lambda h, s, by: DO.set_editors(h.section, [h.colleague], by=by)),
    "set_desk": ("SM", lambda h, s, by: DO.set_desk(h.colleague, [h.section], by=by)),
    "save_tag": ("REBM", lambda h, s, by: DO.save_tag(h.new_tag(), by=by)),
    "delete_tag": ("M", lambda h, s, by: DO.delete_tag(copy(h.tag), by=by)),
    "merge_tags": ("M", lambda h, s, by: DO.merge_tags([h.new_twin()], into=h.tag, by=by)),
    "save_series": ("EBM", lambda h, s, by: DO.save_series(h.new_series(), by=by)),
    "order_series": ("EBM", lambda h, s, by: DO.order_series(h.series, [], by=by)),
    "delete_series": ("M", lambda h, s, by: DO.delete_series(copy(h.series), by=by)),
    # People
    "save_author": ("REBSM", lambda h, s, by: authors.actions.save_author(h.new_author(), by=by)),
    "delete_author": ("SM", lambda h, s, by: authors.actions.delete_author(copy(h.author), by=by)),
    "merge_authors": (
        "SM",
        lambda h, s, by: authors.actions.merge_authors(h.author, into=h.namesake, by=by),
    ),
    "save_own_profile": (
        ALL,
        lambda h, s, by: authors.actions.save_own_profile(by.author, OwnWords(bio="I."), by=by),
    ),
    "choose_language": (ALL, lambda h, s, by: authors.actions.choose_language("uk", by=by)),
    # Pictures
    "add_image": (
        "REBPSM",
        lambda h, s, by: media.actions.add_image(picture_file(), name="a.jpg", by=by),
    ),
    "save_image": ("REBPSM", lambda h, s, by: media.actions.save_image(copy(h.image), by=by)),
    "describe_images": (
        "REBPSM",
        lambda h, s, by: media.actions.describe_images([copy(h.image)], {"title": "New"}, by=by),
    ),
    "replace_file": (
        "REBPSM",
        lambda h, s, by: media.actions.replace_file(
            copy(h.image), picture_file(), name="b.jpg", by=by
        ),
    ),
    "bring_back": (
        "REBPSM",
        lambda h, s, by: media.actions.bring_back(copy(h.replaced), by=by),
    ),
    "delete_image": ("PM", lambda h, s, by: media.actions.delete_image(copy(h.image), by=by)),
    # What is sent
    "save_webhook": ("M", lambda h, s, by: webhooks.save_webhook(new_webhook(), by=by)),
    "delete_webhook": (
        "M",
        lambda h, s, by: webhooks.delete_webhook(Webhook.objects.get(pk=h.webhook.pk), by=by),
    ),
    "send_test": ("M", lambda h, s, by: webhooks.send_test(h.webhook, by=by)),
    "send_again": (
        "M",
        lambda h, s, by: webhooks.send_again(h.webhook.deliveries.first(), by=by),
    ),
    "save_pings": ("M", lambda h, s, by: pings.save_pings(Pings(), by=by)),
    "try_again": ("M", lambda h, s, by: queue.try_again(h.effects, by=by)),
}
SITE = {"break_news", "end_breaking"}  # for nobody who is bound to a section
PREDICATES = {"can_comment", "may_plan", "may_replace", "may_give_roles", "is_within_reach"}
