"""What communities have: the list, and one community's ledger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from locality.accounts.permissions import Permission
from locality.budgets.presenters.council import places_of_money
from locality.budgets.presenters.money import (
    ORDERS,
    budget_sentence,
    chosen_budget,
    chosen_order,
    chosen_year,
    county_sentence,
    figures,
)
from locality.budgets.queries.ledger import entries_of, ledger_page
from locality.budgets.queries.money import (
    budgets_for,
    budgets_of,
    carried_out_of,
    carried_out_of_year,
    communities_with_money_for,
    only_one_of,
    totals_of,
    years_for,
)
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate


@requires(Permission.BUDGET_SEE, Permission.BUDGET_MANAGE)
def money(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The communities' budgets of a year. Someone who sees one community alone goes straight to it."""
    seen = communities_with_money_for(viewer)
    may_manage = viewer.can_somewhere(Permission.BUDGET_MANAGE)
    if not may_manage and (only := only_one_of(seen)):
        return redirect("community_money", only.pk)
    years = list(years_for(viewer))
    year = chosen_year(years, request.GET.get("year"), viewer.today)
    order = chosen_order(request.GET.get("sort"))
    found = budgets_of(seen, year, viewer.today)
    carried = carried_out_of_year(seen, year)
    context = {
        "title": f"Budgets for {year.name}" if year else "Budgets",
        "year": year,
        "years": years,
        "order": order,
        "standing": county_sentence(totals_of(found), year, carried),
        "page": paginate(request, found.order_by(*ORDERS[order])),
        "may_manage": may_manage,
        "places": places_of_money(viewer, year) if year else [],
    }
    return render(request, "budgets/money.html", context)


@requires(Permission.BUDGET_SEE, Permission.BUDGET_MANAGE)
def community_money(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One community's budget of a year, with its ledger."""
    seen = communities_with_money_for(viewer)
    community = get_object_or_404(seen, pk=pk)
    budgets = list(budgets_for(community, viewer.today))
    budget = chosen_budget(budgets, request.GET.get("year"), viewer.today)
    may_manage = viewer.can(Permission.BUDGET_MANAGE, community=community)
    carried = carried_out_of(budget)
    page = paginate(request, entries_of(budget)) if budget else None
    context = {
        "title": f"Budget for {community.name}",
        "caption": budget.funding_year.name if budget else None,
        "community": community,
        "budget": budget,
        "others": [each for each in budgets if each != budget],
        "standing": budget_sentence(community, budget, viewer.today, carried),
        "figures": figures(budget, carried) if budget else [],
        "page": page,
        "ledger_page": ledger_page(budget, list(page), viewer.today) if budget and page is not None else None,
        "may_manage": may_manage,
        "may_open_requests": viewer.can(Permission.REQUEST_SEE_SUBMITTED, community=community),
        "may_list": may_manage or only_one_of(seen) is None,
    }
    return render(request, "budgets/community_money.html", context)
