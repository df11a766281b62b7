"""What the council's locality team does with budgets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import allocating
from locality.budgets.forms.money import AdjustForm, AllocateForm
from locality.budgets.queries.money import budgets_for, budgets_to_manage, communities_to_fund, year_shown, years_of
from locality.budgets.rules.years import why_not_given, why_not_open
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.values.money import say_money


@requires(Permission.BUDGET_MANAGE)
def money_allocate(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Give a community money for a funding year."""
    community = get_object_or_404(communities_to_fund(viewer), pk=pk)
    years = [each for each in years_of(community.authority) if not why_not_given(each, viewer.today)]
    running = year_shown(community.authority, viewer.today)
    form = AllocateForm(request.POST or None, years=years, initial={"year": str(running.pk) if running else ""})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            entry = allocating.allocate(community=community, by=viewer, at=timezone.now(), **form.allocation(years))
            messages.success(
                request,
                f"You’ve allocated {say_money(entry.amount)} to {community.name}. "
                f"It now has {say_money(entry.budget.remaining)} left.",
            )
            return redirect("community_money", community.pk)
    context = {
        "title": f"Allocate money to {community.name}",
        "form": form,
        "community": community,
        "years": years,
        "budgets": [each for each in budgets_for(community, viewer.today) if not each.funding_year.is_closed],
    }
    return render(request, "budgets/money_allocate.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE)
def money_adjust(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Add to a budget or take from it, with the reason."""
    budget = get_object_or_404(budgets_to_manage(viewer), pk=pk)
    page = (
        f"{reverse('community_money', args=[budget.community_id])}?year={budget.funding_year_id}"
        if budget.community_id
        else reverse("contingency", args=[budget.funding_year_id])
    )
    what = "budget" if budget.community_id else "contingency"
    form = AdjustForm(request.POST or None, of=what)
    if request.method == "POST" and form.is_valid():
        with form.refusals("amount"):
            entry = allocating.adjust(budget=budget, by=viewer, at=timezone.now(), **form.adjustment())
            messages.success(
                request,
                f"You’ve adjusted the {what}. {budget.holder} now has {say_money(entry.budget.remaining)} left.",
            )
            return redirect(page)
    context = {
        "title": f"Adjust the {what}",
        "caption": f"{budget.holder}, {budget.funding_year.name}",
        "back": page,
        "form": form,
        "budget": budget,
        "closed": why_not_open(budget.funding_year),
    }
    return render(request, "budgets/money_adjust.html", context, status=400 if form.errors else 200)
