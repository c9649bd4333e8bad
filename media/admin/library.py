"""The library's grid: how it is seen, sorted and counted."""

from typing import NamedTuple

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.utils.translation import gettext as _

from media import uses

AS_LIST = "as"


class Sort(NamedTuple):
    """One order in which the grid can be seen: its address in the same search."""

    label: str
    url: str
    is_current: bool


class Library(ChangeList):
    """The list of pictures, which can also be seen as a plain list (`?as=list`)."""

    def get_filters_params(self, params=None):
        return {k: v for k, v in super().get_filters_params(params).items() if k != AS_LIST}

    def get_results(self, request):
        """Give each picture of the page `uses`, how often it is used: a query for each slot."""
        super().get_results(request)
        images = list(self.result_list)
        numbers = uses.counts(images) if images else {}
        for image in images:
            image.uses = numbers.get(image.pk, 0)
        self.result_list = images

    @property
    def is_list(self) -> bool:
        return AS_LIST in self.params

    @property
    def other_view(self):
        """The same pictures, as a grid if this is the list and the other way round."""
        if self.is_list:
            return self.get_query_string(remove=[AS_LIST])
        return self.get_query_string({AS_LIST: "list"})

    @property
    def has_boxes(self) -> bool:
        return "action_checkbox" in self.list_display

    @property
    def sorts(self) -> list[Sort]:
        """The orders the grid offers."""
        columns = {
            _("newest"): "",
            _("oldest"): str(self.list_display.index("created_at")),
            _("title"): str(self.list_display.index("name")),
            _("photographer"): str(self.list_display.index("credited")),
        }
        current = self.params.get(ORDER_VAR, "")
        return [
            Sort(label, self._sorted(order), order == current) for label, order in columns.items()
        ]

    def _sorted(self, order: str) -> str:
        return self.get_query_string({ORDER_VAR: order} if order else None, [ORDER_VAR])
