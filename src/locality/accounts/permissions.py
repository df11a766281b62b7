"""What a person may be allowed to do: one word for each, grouped by noun.

A permission says nothing of where; that comes from the office it is held by (`roles.py` and `communities.scope`).
Nothing is allowed that is not named here and given to a role.
"""

from enum import StrEnum


class Permission(StrEnum):
    """Everything that a role can allow. The values are stored nowhere and may be renamed."""

    # Communities
    COMMUNITY_VIEW = "community.view"
    """See the list of communities and each one's page, and find a school's community (CTX-1)."""

    # Requests for Resource
    REQUEST_WRITE = "request.write"
    """Start and edit requests of the school."""
    REQUEST_SIGN = "request.sign"
    """Sign and submit requests for the school (FORM-10)."""
    REQUEST_WITHDRAW = "request.withdraw"
    """Take the school's request back."""
    REQUEST_SEE = "request.see"
    """See the school's requests, drafts included."""
    REQUEST_SEE_SUBMITTED = "request.see_submitted"
    """See requests from their submission on; never drafts."""
    REQUEST_REVIEW = "request.review"
    """Accept a request for the agenda, admit a late one, or return it with what is missing (PRE-2, PRE-3)."""
    REQUEST_DECIDE = "request.decide"
    """Record what the community decided (FORM-12)."""
    REQUEST_CORRECT = "request.correct"
    """Correct a recorded decision; the earlier one stays on record (DIS-5)."""
    REQUEST_DECIDE_EXCEPTIONAL = "request.decide_exceptional"
    """Approve, decline or refer an exceptional request, without a meeting (EXC-2)."""
    REQUEST_HAND_OVER = "request.hand_over"
    """Send approved requests to the area's officer (CLK-5, RFR-3)."""
    REQUEST_RECEIVE = "request.receive"
    """Acknowledge requests handed over, or send them back with a question."""
    REQUEST_MODERATE = "request.moderate"
    """Record the council's section: final amount, moderated or not, date processed (FORM-13)."""
    REQUEST_DECIDE_FOR_COUNCIL = "request.decide_for_council"
    """Record the council's own decision on a request referred to it (EXC-5)."""
    LATENESS_SEE = "lateness.see"
    """See what is late, where and with whom (POST-4, CLK-5)."""

    # Outcomes
    OUTCOMES_REPORT = "outcomes.report"
    """Agree the outcomes of the school's approved support, and report what came of it (OBJ-1)."""
    OUTCOMES_LOOK = "outcomes.look"
    """Take a second look at another school's report, where the own school was drawn for it."""

    # Pupils
    PUPILS_IDENTIFY = "pupils.identify"
    """See names and dates of birth; everyone else reads "Pupil A, Year 4" (RES-9)."""
    PUPILS_COUNT = "pupils.count"
    """See how many pupils of a request are on SEN Support, have an EHCP or are looked after, without their names (RES-9)."""

    # Meetings
    MEETINGS_SEE = "meetings.see"
    """See when and where the community meets."""
    MEETINGS_MANAGE = "meetings.manage"
    """Add, move and cancel the community's meetings."""
    ADVISERS_INVITE = "advisers.invite"
    """Invite advisers to a meeting or to single items of it, and withdraw the invitation (MEM-4, MEM-5)."""
    MEETING_LEAD = "meeting.lead"
    """Set the agenda's order and times, lead the meeting on its live page, and check the minutes (CHA-2, CHA-3)."""
    MEETING_RUN = "meeting.run"
    """Begin, guide and end a meeting on its live page, and enter for others what they say there (CHA-3, CHA-5)."""
    MEETING_CLERK = "meeting.clerk"
    """Send agenda and papers, keep the register, write and distribute the minutes (CLK-2, CLK-3, CLK-4, CLK-6)."""
    MEETING_TAKE_PART = "meeting.take_part"
    """Read the papers and minutes, take part in the live meeting, and report on action points (MBR-2, MBR-4)."""
    AGENDA_TEMPLATE_MANAGE = "agenda_template.manage"
    """Keep the agenda template and the steps of the discussion (AGE-1, SFA-1)."""

    # Support of schools for one another
    SUPPORT_SEE = "support.see"
    """See what support schools offer, and what was asked for and given (RES-6)."""
    SUPPORT_OFFER = "support.offer"
    """Offer the school's support, accept or decline what others ask for, record hours given, and ask other schools (RES-6)."""
    SUPPORT_JUDGE = "support.judge"
    """Say whether support that another school gave helped, and what changed (RES-6)."""
    SERVICES_MANAGE = "support.services"
    """Add and close the services that offer support to the council's schools (RES-6)."""
    SUPPORT_PLACE = "support.place"
    """Name the school that gives the support a decision asks for, or who finds one and by when (RES-6)."""

    # Opportunities to learn from one another
    OPPORTUNITIES_SEE = "opportunities.see"
    """See the visits, clinics, courses and network meetings that are published (RES-8)."""
    OPPORTUNITIES_BOOK = "opportunities.book"
    """Book a place for oneself, for the school, and give it up (RES-8)."""
    OPPORTUNITIES_HOST = "opportunities.host"
    """Publish opportunities, change and cancel them, see who booked, and say who came (RES-8)."""

    # Money
    BUDGET_SEE = "budget.see"
    """See a community's budget: allocated, committed, remaining."""
    BUDGET_MANAGE = "budget.manage"
    """Allocate money to communities, propose transfers, and close a funding year."""
    TRANSFERS_CONFIRM = "transfers.confirm"
    """Confirm a transfer between budgets that another person proposed."""
    ADVANCES_MANAGE = "advances.manage"
    """Keep the calendar of school advances, and gather what is to be paid into the next one (POST-4)."""
    PAYMENTS_RELEASE = "payments.release"
    """Mark an advance as paid."""
    REMITTANCES_SEE = "remittances.see"
    """See what was paid to a school, request by request."""

    # The practice library
    PRACTICE_SEE = "practice.see"
    """Read the cases that schools share of what they tried (OBJ-2)."""
    PRACTICE_WRITE = "practice.write"
    """Write cases for the school, share them with the community, and ask to share them with everyone."""
    PRACTICE_RELEASE = "practice.release"
    """Read a case before everyone does, release it or send it back, withdraw cases and merge two of them."""

    # People
    SCHOOL_PEOPLE_MANAGE = "school_people.manage"
    """Name the editors, signatories and representative of the school, and end their offices."""
    PEOPLE_MANAGE = "people.manage"
    """Invite people, give and end any office of the authority."""

    # The authority's own data
    RULES_MANAGE = "rules.manage"
    """Change the authority's rules from a date."""
    REGISTER_IMPORT = "register.import"
    """Import schools and communities."""
    CALENDAR_MANAGE = "calendar.manage"
    """Keep bank holidays, closure days and term dates."""
    COSTINGS_MANAGE = "costings.manage"
    """Keep the costings reference (COST-1)."""
    AREA_CONTACTS_MANAGE = "area_contacts.manage"
    """Keep the contact of each area's High Needs Funding officer (FORM-14)."""

    # Messages and records
    MESSAGES_SEE = "messages.see"
    """See which messages went out and how they fared (RES-9)."""
    SIGHTS_SEE = "sights.see"
    """See who saw which pupils' identity, and when (RES-9)."""
    AUDIT_SEE = "audit.see"
    """Read the log of everything that was done."""

    # The installation
    AUTHORITY_SET_UP = "authority.set_up"
    """Set up authorities and their first people."""
