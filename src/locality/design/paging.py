"""Lists in pages of 25."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Generic, TypeVar, cast

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
PARAMETER = "page"
AROUND = 1  # neighbours of the current page shown in the row of numbers
END = 1


class Page(DjangoPage[Any], Generic[Row]):
    """One page of a list, which knows the addresses of the others."""

    request: HttpRequest

    def href(self, number: int) -> str:
        """The address of another page, with all that was asked for kept."""
        asked = self.request.GET.copy()
        asked[PARAMETER] = str(number)
        return f"{self.request.path}?{asked.urlencode()}"

    @property
    def numbers(self) -> list[int | None]:
        """The page numbers to offer; None stands for those left out."""
        numbers = self.paginator.get_elided_page_range(self.number, on_each_side=AROUND, on_ends=END)
        return [number if isinstance(number, int) else None for number in numbers]

    @property
    def total(self) -> int:
        """How many rows the whole list has."""
        return self.paginator.count


def paginate(
    request: HttpRequest,
    queryset: QuerySet[Row] | list[Any],
    per_page: int = 25,
    *,
    rows: Callable[[Collection[int]], Iterable[Row]] | None = None,
) -> Page[Row]:
    """The page the address asks for; a number that is not one gives the first page, one too high the last.

    `rows`: how long lists fetch the rows of the page by their keys, with what belongs to them: the list itself is then
    counted and paged by keys alone, so that its last page is as quick as its first.
    """
    plain = Paginator(queryset, per_page).get_page(request.GET.get(PARAMETER, 1))
    found: Page[Row] = Page(plain.object_list, plain.number, plain.paginator)
    found.request = request
    if rows is not None and not isinstance(queryset, list):
        keys = list(cast("QuerySet[Row]", found.object_list).values_list("pk", flat=True))
        by_key = {row.pk: row for row in rows(keys)}
        found.object_list = [by_key[key] for key in keys if key in by_key]
    return found
