"""What the records are narrowed to."""

from locality.design.forms.fields import Search
from locality.design.searching import SearchForm


class AboutForm(SearchForm):
    """One reference. References are no personal data, so they may stand in the address."""

    about = Search(
        label="Request reference",
        noun="The reference",
        hint="For example, RFR-2026-00418",
        max_length=40,
        width="20",
        spellcheck=False,
    )
