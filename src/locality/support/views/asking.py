"""Support is asked for: by a school for itself, by a clerk for a decision; or somebody is named who finds a school."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer
from locality.design.refusals import Changed, Link
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.opening import found_request
from locality.resource_requests.queries.interested import schools_that_decided
from locality.resource_requests.queries.topics import topic_of
from locality.support.actions import placing
from locality.support.actions.telling import at_school, labels, who_finds
from locality.support.forms.placements import OTHER, AskForm, NameSchoolForm
from locality.support.presenters.offers import offer_hint, offer_sentence, say_took_part
from locality.support.queries.offers import fitting, hours_in_term, offers_for, schools_that_offer
from locality.support.queries.placements import has_live, schools_that_answer, to_find
from locality.support.queries.terms import term_of
from locality.support.rules.offers import why_not_asked, why_not_for
from locality.support.rules.placements import why_not_named
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.sentences import count


@requires(Permission.SUPPORT_OFFER)
def support_ask(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Ask for support that another school offers."""
    offer = get_object_or_404(offers_for(viewer).with_places().select_related("school__community__area"), pk=pk)
    page = reverse("support_offer", args=[pk])
    receivers = [
        each
        for each in schools_that_offer(viewer)
        if each.pk != offer.school_id and each.is_open and not why_not_for(offer, each)
    ]
    closed = why_not_asked(offer, max(viewer.today, offer.starts_on)) if offer.school.is_open else None
    if not receivers or closed or not offer.school.is_open:
        sentence = closed.sentence if closed else "None of your schools can ask for this support."
        raise Changed(sentence, title="You cannot ask for this support", links=(Link("Go to the offer", page),))
    initial = {"starts_on": max(viewer.today, offer.starts_on)}
    form = AskForm(request.POST or None, receivers=receivers, initial=initial)
    tells = labels([at_school(offer.school, viewer.today)], besides=viewer.user)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            placement = placing.ask_for_support(
                offer=offer, receiver=form.receiver_chosen, asked=form.asked(), by=viewer, at=timezone.now()
            )
            done = f"You’ve asked {offer.school.name} for {count(placement.hours, 'hour')} of support."
            messages.success(request, say_done(done, tells, "It needs to accept or decline."))
            return redirect("support_placement", placement.pk)
    context = {
        "title": "Ask for this support",
        "caption": offer.topic,
        "back": page,
        "form": form,
        "standing": offer_sentence(offer, hours_in_term(offer, term_of(offer.authority, viewer.today))),
        "tells": tells,
    }
    return render(request, "support/ask.html", context, status=400 if form.errors else 200)


@requires(Permission.SUPPORT_PLACE)
def support_name(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Name a school that gives the support, by an offer or without, or who finds one by when."""
    rfr = found_request(viewer, reference)
    if not viewer.can(Permission.SUPPORT_PLACE, community=rfr.community):
        raise PermissionDenied(NO_OFFICE)
    page = reverse("request", args=[reference])
    if why := why_not_named(rfr, rfr.decision, viewer.today, has_one=has_live(rfr)):
        raise Changed(why.sentence, title="You cannot name a school now", links=(Link("Go to the request", page),))
    decided = schools_that_decided(rfr)
    fit = [each for each in fitting(rfr, viewer.today) if each.school_id not in viewer.school_ids]
    offers = [(each, offer_hint(each, decided)) for each in fit]
    answer = schools_that_answer(rfr.authority_id, viewer.today, besides=rfr.school)
    schools = [each for each in answer if each.pk not in viewer.school_ids]
    initial = {"starts_on": rfr.decision and rfr.decision.starts_on, "ends_on": rfr.decision and rfr.decision.ends_on}
    form = NameSchoolForm(request.POST or None, offers=offers, schools=schools, today=viewer.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals("who"):
            done = _named(form, rfr, viewer) if form.names_school else _to_be_found(form, rfr, viewer)
            messages.success(request, done)
            return redirect("request", reference)
    recorded = to_find(rfr)
    context = {
        "title": "Name the school that gives the support",
        "caption": f"{rfr.school.name}, {rfr.reference}",
        "back": page,
        "topic": topic_of(rfr),
        "community": rfr.community.name,
        "form": form,
        "other": OTHER,
        "any_offer": bool(offers),
        "until": show_day(recorded.until) if recorded else "",
    }
    return render(request, "support/name.html", context, status=400 if form.errors else 200)


def _named(form: NameSchoolForm, rfr: ResourceRequest, viewer: Viewer) -> str:
    offer, school = form.chosen()
    placing.name_school(rfr=rfr, offer=offer, school=school, asked=form.asked(), by=viewer, at=timezone.now())
    tells = labels([at_school(school, viewer.today)], besides=viewer.user)
    took_part = f" {say_took_part(school.name)}" if school.pk in schools_that_decided(rfr) else ""
    done = f"You’ve asked {school.name} to give the support.{took_part}"
    return say_done(done, tells, "It needs to accept or decline.")


def _to_be_found(form: NameSchoolForm, rfr: ResourceRequest, viewer: Viewer) -> str:
    owner, until = form.cleaned_data["owner"], form.cleaned_data["until"]
    placing.find_later(rfr=rfr, owner=owner, until=until, by=viewer, at=timezone.now())
    tells = labels([who_finds(rfr, owner, viewer.today)], besides=viewer.user)
    return say_done(f"You’ve recorded that a school is to be found by {show_day(until)}.", tells)
