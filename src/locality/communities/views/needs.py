"""A council's words for needs: the list that schools select from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.actions.needs import add_need, change_need
from locality.communities.forms.needs import ChangedNeedForm, NewNeedForm, after_of
from locality.communities.queries import needs_of
from locality.communities.scope import Viewer
from locality.communities.views.simple import own_authority, show
from locality.design.refusals import or_404
from locality.together.shared import held


@requires(Permission.RULES_MANAGE)
def needs(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every need of the list with its census code, also those that are hidden."""
    authority = own_authority(viewer, Permission.RULES_MANAGE)
    return render(request, "communities/needs.html", {"title": "Needs", "needs": list(needs_of(authority))})


@requires(Permission.RULES_MANAGE)
def need_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A word of the council's own."""
    authority = own_authority(viewer, Permission.RULES_MANAGE)
    listed = list(needs_of(authority))
    form = NewNeedForm(request.POST or None, others=listed, initial={"after": after_of(None, listed)})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            need = add_need(authority=authority, by=viewer, at=timezone.now(), **form.answers())
            messages.success(request, f"You’ve added “{need.label}”. Schools can now select it.")
            return redirect("needs")
    return show(request, form, title="Add a need", button="Add need", back=reverse("needs"))


@requires(Permission.RULES_MANAGE)
def need_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Another word for a need, its place, and whether schools can select it."""
    authority = own_authority(viewer, Permission.RULES_MANAGE)
    found = or_404(needs_of(authority).filter(pk=pk).first(), "We cannot find this need.")
    need = held(request, found, within=authority)
    listed = list(needs_of(authority))
    others = [each for each in listed if each.pk != need.pk]
    stands = {"label": need.label, "after": after_of(need, listed), "in_use": "yes" if need.in_use else "no"}
    form = ChangedNeedForm(request.POST or None, others=others, standing=stands)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            need = change_need(need=need, by=viewer, at=timezone.now(), **form.answers())
            messages.success(request, f"You’ve saved “{need.label}”.")
            return redirect("needs")
    counted = f"Its census code is {need.code}. " if need.code else "It has no census code. "
    return show(
        request,
        form,
        title=f"Change “{need.label}”",
        button="Save need",
        back=reverse("needs"),
        intro=f"{counted}Submitted requests keep the words they were signed with.",
    )
