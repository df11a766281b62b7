"""Inviting, taking up, deputising, ending, the rules of a council and a message sent again, killed at each write."""

from datetime import timedelta

from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.actions import invitations, offices, rule_changes
from locality.communities.actions.authorities import set_second_factor_rule
from locality.communities.models import Authority, AuthorityRules, Invitation, Office
from locality.outbox.models import Message
from locality.records.actions import send_again
from locality.values.working_days import day_of
from tests.integration.kill.harness import Act, Outcome, Scenario
from tests.world import acting, failing_message, make_side

NEW = "new@801.example"
DEPUTY = "finance@801.example"
WHY = "Papers were late"


def person(role: str) -> User:
    return User.objects.get(email=f"{role}@801.example")


def set_up() -> None:
    """A council whose people are all asked for a second factor, and a message that no server took."""
    failing_message(make_side("Wealdshire", "801", 801000, now=timezone.now()))
    Authority.objects.update(second_factor_required=True)
    User.objects.update(second_factor_required=True)


def of_people() -> dict[str, Act]:
    now = timezone.now()
    today, school = day_of(now), person("signatory").offices.get().school
    team, clerk = person("locality_team"), person("clerk").offices.get()
    return {
        "invited": lambda: invitations.invite(email=NEW, name="New Person", role="school_editor", place=school, start=today,
                                          by=acting(person("signatory")), at=now),
        "resent": lambda: invitations.resend(invitation=Invitation.objects.get(), by=acting(person("signatory")), at=now),
        "accepted": lambda: invitations.accept(invitation=Invitation.objects.get(), user=None, name="New Person", at=now),
        "deputised": lambda: offices.name_deputy(clerk=clerk, person=User.objects.get(email=DEPUTY), start=today,
                                                 end=today + timedelta(days=9), by=acting(team), at=now),
        "ended": lambda: offices.end_office(office=Office.objects.get(person__email=NEW), on=today, by=acting(team), at=now),
    }  # fmt: skip


def of_council() -> dict[str, Act]:
    now = timezone.now()
    authority, team = Authority.objects.get(), person("locality_team")
    return {
        "ruled": lambda: rule_changes.set_rules(authority=authority, valid_from=day_of(now) + timedelta(days=1),
                                           values={"papers_days_before": 7}, why=WHY, by=acting(team), at=now),
        "second factor": lambda: set_second_factor_rule(authority=authority, required=False, by=acting(team), at=now),
        "sent again": lambda: send_again(message=Message.objects.get(attempts=9), by=acting(person("clerk")), at=now),
    }  # fmt: skip


def check(outcome: Outcome) -> None:
    """What each act did, its event and its message are there together or not at all."""
    invitation = Invitation.objects.first()
    accepted = bool(invitation and invitation.accepted_at)
    new, office = User.objects.filter(email=NEW).first(), Office.objects.filter(person__email=NEW).first()
    authority = Authority.objects.get()
    # of a former clerk it is still asked
    held = User.objects.filter(offices__authority=authority, offices__end=None)
    done = {
        "invited": {invitation is not None, _logged("invitation.send")},
        "resent": {_logged("invitation.resend"), Message.objects.filter(kind="invitation").count() == 2},
        "accepted": {
            accepted, _logged("invitation.accept"), office is not None, new is not None,
            new is not None and _logged("person.create", subject_id=str(new.pk)),
        },
        "deputised": {
            Office.objects.filter(person__email=DEPUTY, role="deputy_clerk").exists(),
            _logged("office.give", after__role="deputy_clerk", actor_id=person("locality_team").pk),
        },
        "ended": {bool(office and office.end), _logged("office.end")},
        "ruled": {AuthorityRules.objects.filter(why=WHY).exists(), _logged("rules.set")},
        "second factor": {
            not authority.second_factor_required, _logged("authority.second_factor_rule"),
            held.filter(second_factor_required=False).exclude(email=NEW).exists(),
            not held.filter(second_factor_required=True).exists(),
        },
        "sent again": {not Message.objects.filter(attempts=9).exists(), _logged("message.send_again")},
    }  # fmt: skip
    for act, said in done.items():
        assert len(said) == 1, f"{act}: half done"
        assert act not in outcome.acks or said == {True}, f"{act}: lost"
    sent = Message.objects.filter(kind="invitation").count()
    assert sent == _logged("invitation.send") + _logged("invitation.resend"), f"{sent} invitations"


def _logged(action: str, **of: object) -> bool:
    return Event.objects.filter(action=action, **of).exists()


OF_PEOPLE = Scenario(set_up, of_people, check)
OF_COUNCIL = Scenario(set_up, of_council, check)
