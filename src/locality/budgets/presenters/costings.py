"""What the pages of rates say."""

from urllib.parse import urlencode

from django.urls import reverse

from locality.budgets.models import CostingItem


def new_rate_address(costing: CostingItem, *, several: bool) -> str:
    """The page that sets the next rate of the same item; of one council among several, where the reader keeps more."""
    given = {"item": costing.item, "unit": costing.unit}
    if several:
        given["authority"] = str(costing.authority_id)
    return f"{reverse('costing_add')}?{urlencode(given)}"
