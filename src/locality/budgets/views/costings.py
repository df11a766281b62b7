"""The costings reference (COST-1)."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import allocating
from locality.budgets.forms.money import CostingForm
from locality.budgets.presenters.costings import new_rate_address
from locality.budgets.queries.money import RATES_SEEN_WITH, authorities_where, rates_for, rates_to_come_for
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.values.dates import show_day
from locality.values.money import show_money


@requires(*RATES_SEEN_WITH)
def costings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The rates of today, and those set to follow."""
    several = len(viewer.authorities_with(*RATES_SEEN_WITH)) > 1
    context = {
        "title": "Costings",
        "today": viewer.today,
        "page": paginate(request, rates_for(viewer)),
        "coming": list(rates_to_come_for(viewer)),
        "several": several,
        "new_rate_address": partial(new_rate_address, several=several),
        "managed": viewer.scope(Permission.COSTINGS_MANAGE).authorities,
        "may_see_money": viewer.can_somewhere(Permission.BUDGET_SEE),
    }
    return render(request, "budgets/costings.html", context)


@requires(Permission.COSTINGS_MANAGE)
def costing_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Set the rate of an item from a day on."""
    authorities = list(authorities_where(viewer, Permission.COSTINGS_MANAGE))
    initial = {
        "item": request.GET.get("item", ""),
        "unit": request.GET.get("unit", ""),
        "valid_from": viewer.today,
        "authority": request.GET.get("authority", ""),
    }
    form = CostingForm(request.POST or None, authorities=authorities, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            costing = allocating.add_costing(by=viewer, at=timezone.now(), **form.costing())
            messages.success(
                request,
                f"You’ve set the rate for {costing.item}: {show_money(costing.rate)} for one {costing.unit} from "
                f"{show_day(costing.valid_from)}.",
            )
            return redirect("costings")
    context = {"title": "Set a rate", "form": form}
    return render(request, "budgets/costing_add.html", context, status=400 if form.errors else 200)
