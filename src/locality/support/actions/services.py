"""The council's team adds services that offer support to schools, and closes them: each sees its own offers alone (RES-6)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Authority, School
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.support.queries.services import services_of
from locality.support.rules import services as rules
from locality.values.refusals import refuse
from locality.values.working_days import day_of


@transaction.atomic
def add_service(*, authority: Authority, name: str, by: Viewer, at: datetime) -> School:
    """Add one by its name. Somebody invited as its signatory then offers its support. Raises NotPossible."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    allow(by, Permission.SERVICES_MANAGE, authority=authority)
    refuse(rules.why_not_named(name, [each.name for each in services_of([authority.pk])]))
    last = School.objects.filter(urn__gte=School.FIRST_SERVICE).aggregate(last=Max("urn"))["last"]
    service = School.objects.create(
        authority=authority,
        urn=(last or School.FIRST_SERVICE - 1) + 1,
        name=name.strip(),
        kind=School.Kind.SERVICE,
        phase=School.Phase.NOT_APPLICABLE,
        opened_on=day_of(at),
    )
    record("support_service.added", service, by=by.user, at=at)
    return service


@transaction.atomic
def close_service(*, service: School, by: Viewer, at: datetime) -> School:
    """Close one: it is offered no more, and whoever arranged its support finds another. Raises NotPossible."""
    service = School.objects.select_for_update(of=("self",)).select_related("authority").get(pk=service.pk)
    allow(by, Permission.SERVICES_MANAGE, authority=service.authority)
    refuse(rules.why_not_closed(service))
    service.status, service.closed_on = School.Status.CLOSED, day_of(at)
    service.save(update_fields=["status", "closed_on"])
    record("support_service.closed", service, by=by.user, at=at)
    return service
