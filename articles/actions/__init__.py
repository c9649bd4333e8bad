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
from .comments import add_comment, can_comment, comment_text, reopen_comment, resolve_comment
from .decisions import decide, keep_choices, kept_choices, overlaps
from .fronts import (
    FrontEdit,
    SavedFront,
    call_off_front,
    publish_front,
    publish_front_version,
    save_front,
)
from .keeping import keep_words, set_aside
from .moves import (
    approve,
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
from .planning import Plan, may_plan, plan
from .pruning import prune_revisions
from .shares import add_outside_comment, make_share_link, note_visit, revoke_share_link
from .topics import delete_section, delete_tag, save_section, save_tag
from .writing import (
    Edit,
    begin,
    delete_article,
    edit,
    save_article,
)

__all__ = [
    "Edit",
    "FrontEdit",
    "Plan",
    "SavedFront",
    "add_comment",
    "add_outside_comment",
    "approve",
    "begin",
    "break_news",
    "call_off_changes",
    "call_off_front",
    "can_comment",
    "comment_text",
    "decide",
    "delete_article",
    "delete_section",
    "delete_tag",
    "discard_changes",
    "edit",
    "end_breaking",
    "keep_choices",
    "keep_words",
    "kept_choices",
    "make_share_link",
    "may_plan",
    "note_visit",
    "overlaps",
    "plan",
    "prune_revisions",
    "publish",
    "publish_changes",
    "publish_due_changes",
    "publish_front",
    "publish_front_version",
    "reopen",
    "reopen_comment",
    "resolve_comment",
    "restore",
    "revoke_share_link",
    "save_article",
    "save_front",
    "save_section",
    "save_tag",
    "send_back",
    "set_aside",
    "spike",
    "start_writing",
    "submit",
    "take_back",
    "unschedule",
    "withdraw",
]
