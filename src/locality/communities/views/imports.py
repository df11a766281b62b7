"""Imports: try the file first, then do all of it or none."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from locality.communities.access import viewer_of_request
from locality.communities.imports.kinds import KINDS
from locality.communities.models import Authority
from locality.communities.scope import Viewer
from locality.communities.views.simple import own_authority
from locality.design.refusals import or_404
from locality.imports.kinds import ImportKind
from locality.imports.pages import Into, review_file, take_file


def imports(request: HttpRequest) -> HttpResponse:
    """What this person can import."""
    viewer = viewer_of_request(request)
    return render(request, "communities/imports.html", {"title": "Imports", "kinds": list(_offered(viewer).values())})


def import_upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file; nothing is changed by it yet."""
    viewer = viewer_of_request(request)
    return take_file(request, _into(viewer, kind), by=viewer)


def import_review(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What the file would do, row by row; the button does exactly that."""
    viewer = viewer_of_request(request)
    return review_file(request, _into(viewer, kind), pk, by=viewer)


def _offered(viewer: Viewer) -> dict[str, ImportKind[Authority]]:
    """The imports that this person may make somewhere, by slug. Raises PermissionDenied where there is none."""
    offered = {slug: kind for slug, kind in KINDS.items() if viewer.can_somewhere(kind.permission)}
    if not offered:
        raise PermissionDenied("Your role does not give you access to this page.")
    return offered


def _into(viewer: Viewer, slug: str) -> Into[Authority]:
    kind = or_404(_offered(viewer).get(slug), "We cannot find this import.")
    authority = own_authority(viewer, kind.permission)
    return Into(
        kind,
        authority,
        authority.pk,
        names=("import_upload", "import_review"),
        args=(slug,),
        home=reverse("imports"),
        title=f"Import {kind.title[:1].lower()}{kind.title[1:]}",
        many="Imports",
    )
