"""The list of communities, and the pages of one community and one school (CTX-1)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.forms.finding import FindForm
from locality.communities.models import School
from locality.communities.naming import named_apart
from locality.communities.presenters.offices import rows_of
from locality.communities.queries import (
    areas_for,
    communities_for,
    find_communities,
    look_for,
    officers_of,
    offices_of_community,
    offices_of_school,
    schools_for,
)
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import or_404
from locality.design.searching import MOST_KEPT
from locality.values.sentences import in_a_row
from locality.values.typed import short

MOST_SCHOOLS = 10
QUOTATION_MARKS = ' "“”„«»'


@requires(Permission.COMMUNITY_VIEW)
def communities(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every community of the person's council, with its district, area and schools; a school leads to its community."""
    areas = areas_for(viewer)
    area = request.GET.get("area", "")
    area = area if area in {str(each.pk) for each in areas} else ""
    form = FindForm({"find": request.GET.get("find", "")[:MOST_KEPT], "area": area}, areas=areas)
    words = short(form.asked("find")).strip(QUOTATION_MARKS)
    found = look_for(viewer, words) if words else None
    page = paginate(request, find_communities(viewer, found, int(area) if area else None))
    first = found.schools[:MOST_SCHOOLS] if found else ()
    schools = list(schools_for(viewer).filter(pk__in=first).order_by("name", "urn")) if first else []
    context = {
        "title": "Communities",
        "page": page,
        "form": form,
        "words": words,
        "area": area,
        "schools": schools,
        "named": named_apart(schools),
    }
    return render(request, "communities/communities.html", context)


@requires(Permission.COMMUNITY_VIEW)
def community(request: HttpRequest, viewer: Viewer, slug: str) -> HttpResponse:
    """One community: its schools, and who serves it."""
    found = or_404(
        communities_for(viewer).filter(slug=slug).first(),
        "We cannot find this community, or you do not have access to it.",
    )
    schools = list(found.schools.exclude(status=School.Status.CLOSED).select_related("trust").order_by("name", "urn"))
    context = {
        "title": found.name,
        "community": found,
        "schools": schools,
        "named": named_apart(schools),
        "offices": rows_of(offices_of_community(found, viewer.today)),
        "officers": in_a_row(officers_of([found.area], viewer.today).get(found.area_id, [])),
        "may_meet": viewer.can_somewhere(Permission.MEETINGS_SEE),
        "may_see_money": viewer.can(Permission.BUDGET_SEE, community=found),
    }
    return render(request, "communities/community.html", context)


@requires(Permission.COMMUNITY_VIEW)
def school(request: HttpRequest, viewer: Viewer, urn: int) -> HttpResponse:
    """One school as the register has it; its people for those who keep them. An earlier number leads to today's."""
    found = schools_for(viewer).filter(urn=urn).first()
    if found is None:
        now = schools_for(viewer).filter(past_registrations__urn=urn).first()
        if now:
            return redirect("school", now.urn, permanent=False)
        raise Http404("We cannot find this school, or you do not have access to it.")
    keeps = viewer.can(Permission.SCHOOL_PEOPLE_MANAGE, school=found) or viewer.can(
        Permission.PEOPLE_MANAGE, school=found
    )
    context = {
        "title": found.name,
        "school": found,
        "past": list(found.past_registrations.all()),
        "successor": schools_for(viewer).filter(pk=found.succeeded_by_id).first() if found.succeeded_by_id else None,
        "predecessors": list(schools_for(viewer).filter(succeeded_by=found).order_by("name", "urn")),
        "keeps": keeps,
        "offices": rows_of(offices_of_school(found, viewer.today)) if keeps else [],
    }
    return render(request, "communities/school.html", context)
