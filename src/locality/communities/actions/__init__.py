"""What happens to authorities, their places, rules and calendar, and to people's offices."""

from locality.communities.actions.authorities import (
    change_area_officer,
    move_school,
    set_up_area,
    set_up_authority,
    set_up_community,
    set_up_district,
)
from locality.communities.actions.calendar import add_day_off, remove_day_off, remove_term, set_term
from locality.communities.actions.invitations import accept, invite, resend, withdraw
from locality.communities.actions.offices import (
    confirm_delegated_authority,
    end_office,
    give_office,
    name_deputy,
)
from locality.communities.actions.rule_changes import set_rules

__all__ = [
    "accept",
    "add_day_off",
    "change_area_officer",
    "confirm_delegated_authority",
    "end_office",
    "give_office",
    "invite",
    "move_school",
    "name_deputy",
    "remove_day_off",
    "remove_term",
    "resend",
    "set_rules",
    "set_term",
    "set_up_area",
    "set_up_authority",
    "set_up_community",
    "set_up_district",
    "withdraw",
]
