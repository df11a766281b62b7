"""The register of offers, an offer's page, and what its school does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import Changed, Link
from locality.design.searching import keep_words
from locality.form_keys.decorators import repeatable
from locality.support.actions import offering
from locality.support.forms.offers import OfferFilterForm, OfferForm, OfferSearchForm, said_before
from locality.support.models import Offer
from locality.support.presenters import offers as shown_as
from locality.support.presenters.offers import left_of, say_cost, say_left, say_needs
from locality.support.presenters.register import AskedOfRegister
from locality.support.queries.offers import (
    hours_in_term,
    needs_to_choose,
    offers_for,
    own_offers,
    schools_that_offer,
)
from locality.support.queries.placements import placements_for
from locality.support.queries.terms import term_of, terms_of_day
from locality.support.rules.offers import why_not_for, why_not_now
from locality.support.workflow import UNDER_WAY, OfferIs, OfOffer
from locality.values.refusals import NotPossible

WORDS = "support_search"
MOST_SHOWN = 25


@requires(Permission.SUPPORT_SEE)
def support(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The support that schools offer, narrowed by what somebody asked."""
    search = OfferSearchForm.of_kept(request, WORDS)
    needs = needs_to_choose(viewer.authority_ids)
    asked = AskedOfRegister.from_address(request.GET.dict(), search.asked(), needs)
    has_school = viewer.can_somewhere(Permission.SUPPORT_OFFER)
    filters = OfferFilterForm(initial=asked.initial(), needs=needs)
    periods = terms_of_day(viewer.authorities, viewer.today)
    found = asked.narrow(offers_for(viewer).with_left(periods), viewer).with_places()
    found = found.prefetch_related("needs").order_by("-pk")
    context = {
        "title": "Support that schools offer",
        "page": paginate(request, found),
        "asked": asked,
        "chips": asked.chips(),
        "filters": filters,
        "form": search,
        "has_school": has_school,
        "keeps_services": viewer.can_somewhere(Permission.SERVICES_MANAGE),
        "left_of": left_of,
        "say_left": say_left,
        "say_cost": say_cost,
        "say_needs": say_needs,
        "today": viewer.today,
    }
    return render(request, "support/register.html", context)


@requires(Permission.SUPPORT_SEE)
@repeatable
def support_search(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Keep the words in the session, so that no name gets into an address, and show what was found."""
    found = request.method == "POST" and keep_words(request, WORDS)
    return redirect(f"{reverse('support')}?found=yes" if found else "support")


@requires(Permission.SUPPORT_SEE)
def support_offer(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One offer, what is left of it this term, and the support that is arranged by it as far as this person may know."""
    offer = get_object_or_404(offers_for(viewer).with_places().select_related("school__community__area"), pk=pk)
    hours = hours_in_term(offer, term_of(offer.authority, viewer.today))
    keeps = viewer.can(Permission.SUPPORT_OFFER, school=offer.school)
    arranged = placements_for(viewer).filter(offer=offer, state__in=UNDER_WAY)[:MOST_SHOWN]
    context = {
        "title": offer.topic,
        "caption": offer.get_kind_display(),
        "back": reverse("support"),
        "offer": offer,
        "standing": shown_as.offer_sentence(offer, hours),
        "rows": shown_as.offer_rows(offer),
        "keeps": keeps,
        "can": {event.name: why_not_now(offer, event) is None for event in OfOffer} if keeps else {},
        "may_ask": bool(_receivers(viewer, offer)),
        "arranged": arranged,
    }
    return render(request, "support/offer.html", context)


def _receivers(viewer: Viewer, offer: Offer) -> list[Any]:
    """The schools for which this person can ask for it now."""
    if offer.state != OfferIs.OPEN or not offer.school.is_open:
        return []
    if offer.ends_on and offer.ends_on < viewer.today:
        return []
    schools = schools_that_offer(viewer) if viewer.can_somewhere(Permission.SUPPORT_OFFER) else []
    return [each for each in schools if each.pk != offer.school_id and each.is_open and not why_not_for(offer, each)]


@requires(Permission.SUPPORT_OFFER)
def support_offer_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Offer support of one's own school."""
    initial = {"starts_on": viewer.today, "audience": Offer.Audience.COMMUNITY}
    schools = schools_that_offer(viewer)
    needs = needs_to_choose({each.authority_id for each in schools})
    form = OfferForm(request.POST or None, schools=schools, needs=needs, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            offer = offering.add_offer(school=form.school_chosen, said=form.said(), by=viewer, at=timezone.now())
            messages.success(request, "You’ve added the offer. Schools can ask for it now.")
            return redirect("support_offer", offer.pk)
    context = {"title": "Offer support", "back": reverse("support"), "form": form, "button": "Add offer"}
    return render(request, "support/offer_form.html", context, status=400 if form.errors else 200)


@requires(Permission.SUPPORT_OFFER)
def support_offer_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Change what an offer of one's own school says."""
    offer = get_object_or_404(own_offers(viewer), pk=pk)
    page = reverse("support_offer", args=[pk])
    if why := why_not_now(offer, OfOffer.CHANGE):
        raise Changed(why.sentence, title="You cannot change this offer now", links=(Link("Go to the offer", page),))
    needs = needs_to_choose([offer.authority_id], besides=offer)
    form = OfferForm(request.POST or None, schools=[offer.school], needs=needs, initial=said_before(offer))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            offering.change_offer(offer=offer, said=form.said(), by=viewer, at=timezone.now())
            messages.success(request, "You’ve changed the offer. Support that is already arranged stays as it was.")
            return redirect(page)
    context = {"title": "Change the offer", "caption": offer.topic, "back": page, "form": form, "button": "Save offer"}
    return render(request, "support/offer_form.html", context, status=400 if form.errors else 200)


@requires(Permission.SUPPORT_OFFER)
@require_POST
def support_offer_pause(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Let nobody ask for it for now."""
    return _moved(
        request, viewer, pk, offering.pause_offer, "You’ve paused the offer. No one can ask for it until you reopen it."
    )


@requires(Permission.SUPPORT_OFFER)
@require_POST
def support_offer_reopen(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Let others ask for it again."""
    return _moved(request, viewer, pk, offering.reopen_offer, "You’ve reopened the offer. Schools can ask for it now.")


@requires(Permission.SUPPORT_OFFER)
def support_offer_close(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """End it for good; what is arranged goes on, and is said before."""
    offer = get_object_or_404(own_offers(viewer), pk=pk)
    if request.method == "POST":
        return _moved(request, viewer, pk, offering.close_offer, "You’ve closed the offer.")
    if why_not_now(offer, OfOffer.CLOSE):
        return redirect("support_offer", pk)
    arranged = placements_for(viewer).filter(offer=offer, state__in=UNDER_WAY).count()
    context = {"title": "Close the offer", "caption": offer.topic, "back": reverse("support_offer", args=[pk])}
    return render(request, "support/offer_close.html", context | {"arranged": arranged})


def _moved(request: HttpRequest, viewer: Viewer, pk: int, action: Callable[..., Offer], done: str) -> HttpResponse:
    offer = get_object_or_404(own_offers(viewer), pk=pk)
    try:
        action(offer=offer, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("support_offer", pk)
