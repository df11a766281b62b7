"""The words of a page for parents, as the school changes them."""

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import LongText


class WordsForm(PageForm):
    """All words of the page in one text."""

    mark_optional = False
    text = LongText(
        label="Words of the page",
        noun="The page",
        hint="Keep each heading on a line of its own. Start each item of a list with •. To go back to our words, delete "
        "everything and save.",
        required=False,
        words=1_200,
        rows=24,
    )
