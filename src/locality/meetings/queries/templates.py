"""The authority's agenda template and discussion steps, as its locality team keeps them."""

from typing import Any

from locality.accounts.permissions import Permission
from locality.communities.models import Authority
from locality.communities.queries import authority_where
from locality.communities.scope import Viewer
from locality.meetings.models import DiscussionStep, TemplateItem


def lines_of(authority: Authority, model: type[TemplateItem] | type[DiscussionStep]) -> list[Any]:
    """The lines in use, in order; none until the authority has made them its own."""
    return list(model._default_manager.filter(authority=authority, in_use=True).order_by("position", "pk"))


def template_authority(viewer: Viewer) -> Authority | None:
    """The authority whose template the person keeps."""
    return authority_where(viewer, Permission.AGENDA_TEMPLATE_MANAGE)
