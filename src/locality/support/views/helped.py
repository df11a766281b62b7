"""The receiving school answers two questions about finished support."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.refusals import Changed, Link
from locality.support.actions.judging import judge_support
from locality.support.forms.placements import HelpedForm
from locality.support.presenters import placements as shown_as
from locality.support.queries.helped import last_said
from locality.support.queries.placements import hours_given, placements_for
from locality.support.rules.placements import why_not_now
from locality.support.workflow import OfPlacement
from locality.values.numbers import typed_number


@requires(Permission.SUPPORT_JUDGE)
def support_helped(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Say whether the support helped, and what changed; or say it anew."""
    own = sorted(viewer.scope(Permission.SUPPORT_JUDGE).schools)
    placement = get_object_or_404(placements_for(viewer), pk=pk, receiver__in=own)
    page = reverse("support_placement", args=[pk])
    if why := why_not_now(placement, OfPlacement.JUDGE):
        title = "You cannot say whether this support helped"
        raise Changed(why.sentence, title=title, links=(Link("Go to the support", page),))
    last = last_said(placement)
    initial = {"helped": last.helped, "changed": last.changed} if last else {}
    form = HelpedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            seen, now = typed_number(request.POST.get("seen", "")) or 0, timezone.now()
            judge_support(placement=placement, by=viewer, at=now, seen=seen, **form.cleaned_data)
            messages.success(request, "You’ve said whether the support helped.")
            return redirect("support_placement", pk)
    context = {
        "title": "Say whether the support helped",
        "caption": shown_as.title_of(placement),
        "back": page,
        "standing": shown_as.placement_sentence(placement, hours_given(placement), gives=False),
        "seen": last.pk if last else 0,
        "form": form,
    }
    return render(request, "support/helped.html", context, status=400 if form.errors else 200)
