"""The write door of stories, sections and tags: admin, importers and commands come through here.

Every function takes `by`, the account that acts, or None for the system itself; each is one
transaction. Illegal move: TransitionError. No right: PermissionDenied. Bad data: ValidationError.
"""

from .breaking import break_news, end_breaking
from .changes import (
    call_off_changes,
    discard_changes,
    publish_changes,
    publish_due_changes,
    restore,
)
from .checking import (
    OVERRIDE,
    mark_for_legal,
    remove_exception,
    sign_off,
    weigh_check,
)
from .comments import (
    add_comment,
    can_comment,
    comment_text,
    reopen_comment,
    resolve_comment,
)
from .corrections import (
    Told,
    add_correction,
    edit_correction,
    need_no_correction,
    retract,
    take_back_correction,
)
from .decisions import (
    decide,
    keep_choices,
    kept_choices,
    overlaps,
)
from .fronts import (
    FrontEdit,
    SavedFront,
    call_off_front,
    publish_front,
    publish_front_version,
    save_front,
)
from .identity import delete_footer_column, leading_to, save_footer_column, save_identity
from .keeping import keep_words, set_aside
from .moves import (
    approve,
    concerned,
    publish,
    reopen,
    send_back,
    spike,
    start_writing,
    submit,
    take_back,
    unschedule,
    withdraw,
)
from .notices import choose_mail, mark_read, tell
from .pages import SavedPage, delete_page, page_content, restore_page, save_page
from .planning import (
    Plan,
    may_plan,
    pitch,
    plan,
    renew_calendar_link,
    writers,
)
from .pruning import prune_revisions
from .record import readdress, show_versions
from .series import (
    delete_series,
    order_series,
    save_series,
)
from .shares import (
    add_outside_comment,
    count_try,
    forgive_try,
    make_share_link,
    note_visit,
    revoke_share_link,
)
from .topics import (
    delete_section,
    delete_tag,
    free_aliases,
    merge_tags,
    save_section,
    save_tag,
    set_desk,
    set_editors,
)
from .translations import (
    link_translation,
    make_original,
    start_translation,
    unlink_translation,
)
from .writing import (
    Edit,
    begin,
    delete_article,
    edit,
    save_article,
)

__all__ = [
    "OVERRIDE",
    "Edit",
    "FrontEdit",
    "Plan",
    "SavedFront",
    "SavedPage",
    "Told",
    "add_comment",
    "add_correction",
    "add_outside_comment",
    "approve",
    "begin",
    "break_news",
    "call_off_changes",
    "call_off_front",
    "can_comment",
    "choose_mail",
    "comment_text",
    "concerned",
    "count_try",
    "decide",
    "delete_article",
    "delete_footer_column",
    "delete_page",
    "delete_section",
    "delete_series",
    "delete_tag",
    "discard_changes",
    "edit",
    "edit_correction",
    "end_breaking",
    "forgive_try",
    "free_aliases",
    "keep_choices",
    "keep_words",
    "kept_choices",
    "leading_to",
    "link_translation",
    "make_original",
    "make_share_link",
    "mark_for_legal",
    "mark_read",
    "may_plan",
    "merge_tags",
    "need_no_correction",
    "note_visit",
    "order_series",
    "overlaps",
    "page_content",
    "pitch",
    "plan",
    "prune_revisions",
    "publish",
    "publish_changes",
    "publish_due_changes",
    "publish_front",
    "publish_front_version",
    "readdress",
    "remove_exception",
    "renew_calendar_link",
    "reopen",
    "reopen_comment",
    "resolve_comment",
    "restore",
    "restore_page",
    "retract",
    "revoke_share_link",
    "save_article",
    "save_footer_column",
    "save_front",
    "save_identity",
    "save_page",
    "save_section",
    "save_series",
    "save_tag",
    "send_back",
    "set_aside",
    "set_desk",
    "set_editors",
    "show_versions",
    "sign_off",
    "spike",
    "start_translation",
    "start_writing",
    "submit",
    "take_back",
    "take_back_correction",
    "tell",
    "unlink_translation",
    "unschedule",
    "weigh_check",
    "withdraw",
    "writers",
]
