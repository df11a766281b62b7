"""Looking for a community or a school."""

from collections.abc import Iterable
from typing import Any

from locality.communities.models import Area
from locality.design.forms.choices import Pick
from locality.design.forms.fields import Search
from locality.design.searching import SearchForm


class FindForm(SearchForm):
    """Names of schools and communities are no personal data: they may stand in an address."""

    find = Search(label="Community, school or URN")
    area = Pick(label="Area", noun="The area", required=False)

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("area", [("", "All areas"), *((str(area.pk), area.name) for area in areas)])
