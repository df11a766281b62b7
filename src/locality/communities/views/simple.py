"""What pages of one short form share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.models import Authority
from locality.communities.queries import authority_where
from locality.communities.scope import Viewer
from locality.design.forms.bound import PageForm


def show(request: HttpRequest, form: PageForm | None, *, title: str, button: str, **more: Any) -> HttpResponse:
    """The page of the form."""
    context = {"title": title, "form": form, "button": button} | more
    status = 400 if form is not None and form.errors else 200
    return render(request, "communities/form.html", context, status=status)


def own_authority(viewer: Viewer, permission: Permission) -> Authority:
    """The council in which the person holds this permission, whatever other offices they hold elsewhere."""
    authority = authority_where(viewer, permission)
    if authority is None:
        raise PermissionDenied("Your role does not allow this for a council.")
    return authority
