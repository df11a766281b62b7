"""One form under attack: each field in turn, then the form as a whole; what is wrong with the answers is collected."""

import time
import traceback
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest
from typing import Any
from unittest import mock
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.color import no_style
from django.db import connection
from django.urls import resolve
from django.utils import timezone

from locality.design.forms.fields import BROKEN
from locality.form_keys.decorators import is_repeatable
from locality.together.texts import clean
from tests.house.permission_forms import RATES_SHEET, allocations_sheet
from tests.integration.budgets.books import unfounded
from tests.integration.every_form.attacks import Arsenal, Attack
from tests.integration.every_form.filling import USUAL, WAYS, Fields, filled
from tests.integration.every_form.markup import Control, Form, errors, forms_of, heading, warnings
from tests.integration.every_form.rows import LEFT_BY_REFUSALS, RANDOM, rows_of, undone, written
from tests.integration.every_form.uploads import files
from tests.integration.every_form.visits import Visit
from tests.integration.every_form.world import REGISTERS, World

DONE = {302, 303}
ANSWERS = DONE | {200, 400, 403, 404, 409}
SLOWEST, SLOWEST_FILE = 1.0, 3.0
"""Seconds of the processor's time, whatever else the machine does; more for a file, which is read to its end."""

LONG, COMPANY = 8, 6
"""A form of more fields than this is long; so many of its fields are attacked at once."""

HIDDEN = {"password", "hidden", "button", "submit", "file"}
"""What no page shows again."""

# What keeps each text as it is typed, whatever is wrong with it (FORM-01)
DRAFTS = {"request_section", "request_pupil", "request_line", "meeting_minutes_write"}
KEPT_AS_TYPED = {
    "resource_requests_draftanswer",
    "resource_requests_knownpupil",
    "resource_requests_resourcerequest",
    "meetings_itemrecord",
}


@dataclass
class Siege:
    """One form under attack."""

    name: str
    form: Form
    visit: Visit
    world: World
    arsenal: Arsenal
    found: list[str] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)

    def faults(self) -> list[str]:
        for number, (fill, wanted) in enumerate(WAYS.get(self.name, USUAL)):
            right = filled(self.form, fill(self.world) if self.form.controls else {})
            if wanted and not wanted & set(self.form.names):
                continue
            if self.form.method == "post" and not self._is_done(right):
                continue
            for attacks in self._attacks(right, wanted):
                self._attack(right, attacks)
            if self.form.is_multipart:
                self._upload(right)
            if number == 0 and self.form.method == "post":
                self._again_after_back(right)
                self._nothing_at_all()
                self._more_than_asked(right)
        return self.found

    def _attacks(self, right: Fields, wanted: Iterable[str]) -> Iterator[dict[str, Attack]]:
        """Each attack on each field. In a long form, what can't be kept (figures, choices) comes in company: every field
        is judged by itself anyway, and the page is drawn once for all of them."""
        together: list[Iterator[Attack]] = []
        names: list[str] = []
        for control in self.form.controls.values():
            if (wanted and control.name not in wanted) or control.kind == "file":
                continue
            against = self.arsenal.against(control, right.get(control.name, []))
            if len(self.form.controls) > LONG and control.kind not in {"textarea", "hidden"}:
                together.append(against)
                names.append(control.name)
            else:
                yield from ({control.name: attack} for attack in against)
        for start in range(0, len(names), COMPANY):
            for attacks in zip_longest(*together[start : start + COMPANY]):
                pairs = zip(names[start : start + COMPANY], attacks, strict=True)
                yield {name: attack for name, attack in pairs if attack}

    # Sending ----------------------------------------------------------------------------------------------------

    def send(self, fields: Fields, key: str = "", files: dict[str, Any] | None = None) -> Any:
        """As a browser does, but byte for byte what is given, also what no browser would send."""
        client, cookies = self.visit.client, dict(self.visit.client.cookies)
        cache.clear()
        pairs = [(name, value) for name, values in fields.items() for value in values]
        try:
            if self.form.method == "get":
                query = urlencode(pairs, errors="surrogatepass")
                return client.get(self.form.path, QUERY_STRING=query)
            pairs.append(("form_key", key or str(uuid4())))
            if self.form.is_multipart:
                parts = {name: [_bytes(value) for other, value in pairs if other == name] for name, _ in pairs}
                return client.post(self.form.address, parts | (files or {}))
            body = urlencode(pairs, errors="surrogatepass")
            return client.post(self.form.address, body, content_type="application/x-www-form-urlencoded")
        finally:
            client.cookies.clear()
            client.cookies.update(cookies)

    def _is_done(self, right: Fields) -> bool:
        """Filled in rightly, it is done: else nothing is proved by attacking it."""
        with undone():
            answer = self.send(right, files=self._right_file())
        if answer.status_code not in DONE:
            self._tell("filled in rightly", f"{answer.status_code} {heading(answer)} {errors(answer)} {right}")
        return answer.status_code in DONE

    def _attack(self, right: Fields, attacks: dict[str, Attack]) -> None:
        fields = {name: given for name, given in right.items() if name not in attacks}
        fields |= {name: values for name, (_, values) in attacks.items() if values is not None}
        label = ", ".join(f"{name}: {each}" for name, (each, _) in attacks.items())
        alone = next(iter(attacks)) if len(attacks) == 1 and "repeated" not in label else None
        self._try(label, fields, alone)

    def _try(self, label: str, fields: Fields, name: str | None = None, files: dict[str, Any] | None = None) -> None:
        after: dict[str, list[str]] = {}
        with undone(), written() as tables:
            began = time.process_time()
            answer = self.send(fields, files=files)
            took = time.process_time() - began
            if took > (SLOWEST_FILE if files else SLOWEST):
                self._tell(label, f"took {took:.1f} s")
            if answer.status_code not in ANSWERS:
                self._tell(label, f"answered {answer.status_code}: {_cause(answer)}")
            elif answer.status_code in DONE:
                self._follow(label, answer)
                if without := unfounded():
                    self._tell(label, f"pays, plans or promises without a decision: {without}")
            elif self.form.method == "post":
                self._judge(label, answer, fields, name)
                after = rows_of(self._looked_at(tables))
        if changed := [table for table, rows in after.items() if rows != self._rows_before(table)]:
            self._tell(label, f"was refused, but changed {changed}")

    # Judging ----------------------------------------------------------------------------------------------------

    def _follow(self, label: str, answer: Any) -> None:
        """The page it leads to shows what was kept, and opens."""
        client = self.visit.client
        for _ in range(3):
            if answer.status_code not in DONE:
                break
            address = urlsplit(answer["Location"])
            if address.netloc or not address.path.startswith("/"):
                self._tell(label, f"leads away: {answer['Location']}")
                return
            answer = client.get(answer["Location"])
        if answer.status_code >= 400:
            self._tell(label, f"leads to {answer.status_code}: {_cause(answer)}")

    def _judge(self, label: str, answer: Any, fields: Fields, name: str | None) -> None:
        """It says what is wrong, and shows again what was typed."""
        if not heading(answer):
            self._tell(label, f"{answer.status_code} without a word")
        again = next((form for form in forms_of(answer) if self._is_same(form)), None)
        if again is None:
            self._judge_other_page(label, answer, fields, name)
            return
        says_why = errors(answer) or warnings(answer)  # what is filled in rightly may be warned of before it is done
        if answer.status_code != 409 and not says_why:  # a page that shows two texts says so in its heading
            self._tell(label, f"{answer.status_code} without an error summary")
        for other, control in self.form.controls.items():
            sent = fields.get(other, [])
            is_shown_again = control.kind not in HIDDEN and (
                control.is_typed or sent[:1] in [[one] for one in control.options]
            )
            if len(sent) == 1 and is_shown_again:
                shown = again.controls[other].values if other in again.controls else []
                if sorted(map(self._as_kept, shown or [""])) != sorted(map(self._as_kept, sent)):
                    self._tell(label, f"{other} is shown as {str(shown)[:80]} where {str(sent)[:80]} was typed")

    def _is_same(self, form: Form) -> bool:
        return form.id == self.form.id and (not form.controls or bool(set(form.names) & set(self.form.names)))

    def _judge_other_page(self, label: str, answer: Any, fields: Fields, name: str | None) -> None:
        """A page that is not the form's own: a refusal, or the next step. The text is on it too."""
        if answer.status_code == 200:
            self._tell(label, f"200, but neither done nor refused: {heading(answer)}")
        control = self.form.controls.get(name or "")
        sent = fields.get(name or "", [])
        if (
            control
            and control.is_typed
            and control.kind not in HIDDEN
            and len(sent) == 1
            and self._is_of_a_text(control)
        ):
            texts = [
                _as_seen(text) for form in forms_of(answer) for each in form.controls.values() for text in each.values
            ]
            if self._as_kept(sent[0]) and self._as_kept(sent[0]) not in texts:
                self._tell(label, f"the page “{heading(answer)}” does not show what was typed")

    def _is_of_a_text(self, control: Control) -> bool:
        return control.kind == "textarea" and not control.name.startswith("both-")  # those are for another choice

    def _as_kept(self, text: str) -> str:
        """A draft leaves out the characters that no database can keep, and a text in which there is nothing to see."""
        if self.name not in DRAFTS:
            return _as_seen(text)
        kept = clean(_as_received(text))
        return "" if all(map(_is_unseen, kept)) else _as_seen(kept)

    def _looked_at(self, tables: set[str]) -> set[str]:
        """What a refusal must leave as it was."""
        looked = {table for table in tables if not table.startswith(LEFT_BY_REFUSALS)}
        return looked - KEPT_AS_TYPED if self.name in DRAFTS else looked

    def _rows_before(self, table: str) -> list[str]:
        """Read when all is taken back again."""
        if table not in self.before:
            self.before |= rows_of({table})
        return self.before[table]

    def _tell(self, label: str, fault: str) -> None:
        self.found.append(f"{self.form.id or self.form.address} {label}: {fault}")

    # More than fields ---------------------------------------------------------------------------------------------

    def _nothing_at_all(self) -> None:
        self._try("nothing at all", {})

    def _more_than_asked(self, right: Fields) -> None:
        """Fields that the form does not ask for do nothing: the rows are those of the form sent without them."""
        extra = {name: values for name, values in self._tempting().items() if name not in right}
        with time_machine.travel(timezone.now(), tick=False):
            plain, more = (self._rows_left(fields) for fields in (right, right | extra))
        for table in sorted(plain.keys() | more.keys()):
            if plain.get(table) != more.get(table):
                self._tell("more than asked", f"{table} is otherwise: {_difference(plain.get(table), more.get(table))}")

    def _rows_left(self, fields: Fields) -> dict[str, list[str]]:
        _begin_numbers_again()
        with undone(), written() as tables, _nothing_random():
            answer = self.send(fields, key="6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e11", files=self._right_file())
            if answer.status_code not in DONE:
                self._tell("more than asked", f"answered {answer.status_code}: {_cause(answer)}")
            looked = {table for table in tables if not table.startswith(("django_session", "usersessions_"))}
            return rows_of(looked, but=RANDOM)

    def _again_after_back(self, right: Fields) -> None:
        """The page has a fresh key after Back, so what the browser puts into it as it was would count as new (ADR 0006).

        Tried too with each line left empty: a reference that can be given once guards only who gives one.
        """
        if not self.form.comes_back or is_repeatable(resolve(self.form.path).func):
            return
        lines = [control.name for control in self.form.controls.values() if control.is_typed]
        for left in [{}, *({name: [""]} for name in lines if len(self.form.controls) <= LONG)]:
            with undone():
                if self.send(right | left, files=self._right_file()).status_code not in DONE:
                    continue
                page = self.visit.answer.request
                answer = self.visit.client.get(page["PATH_INFO"], QUERY_STRING=page.get("QUERY_STRING", ""))
                is_page = answer.get("Content-Type", "").startswith("text/html")
                again = next((form for form in forms_of(answer) if self._is_same(form)), None) if is_page else None
                if again is None:
                    continue
                new = {each.name: each.values for each in again.controls.values() if each.kind == "hidden"}
                sent = replace(self, form=again).send(right | left | new, files=self._right_file())
            if sent.status_code in DONE:
                self._tell("after Back", 'is done twice: it needs autocomplete="off"')
                return

    def _tempting(self) -> Fields:
        """What a mass assignment would take: state, place, money, office, account."""
        far, near = self.world.elsewhere, self.world.kent
        return {
            name: [str(value)]
            for name, value in {
                "state": "acknowledged", "status": "closed", "community": far.community.pk, "community_id": far.community.pk,
                "school": far.school.pk, "school_id": far.school.pk, "authority": far.authority.pk, "area": far.area.pk,
                "authority_id": far.authority.pk, "amount": "77777", "approved_amount": "77777", "allocated": "77777",
                "committed": "0", "remaining": "77777", "requested_amount": "77777", "is_active": "", "is_staff": "on",
                "is_superuser": "on", "second_factor_required": "", "role": "administrator", "person": near.people["nobody"].pk,
                "user": near.people["nobody"].pk, "by": near.people["nobody"].pk, "id": "1", "pk": "1", "version": "99",
                "reference": "RFR-2026-99999", "email": "mallory@x.example", "message_preference": "daily", "start-year": "2001",
                "valid_from-year": "2001", "submitted_at": "2001-01-01", "decision": "1",
                "token_hash": "0", "order": "0", "slug": "x", "urn": "1", "name": "Mallory", "next": "//evil.example",
            }.items()
        }  # fmt: skip

    # Files --------------------------------------------------------------------------------------------------------

    def _right_file(self) -> dict[str, Any]:
        if not self.form.is_multipart:
            return {}
        if self.name == "meeting_paper_add":
            return {name: SimpleUploadedFile("file.pdf", b"%PDF-1.7 a letter") for name in self._file_fields()}
        return {name: SimpleUploadedFile("file.csv", self._right_sheet()) for name in self._file_fields()}

    def _right_sheet(self) -> bytes:
        if self.name == "allocations_import":
            return allocations_sheet(self.world.kent)
        if self.name == "costings_import":
            return RATES_SHEET
        return REGISTERS[resolve(self.form.path).kwargs["kind"]].encode()

    def _file_fields(self) -> list[str]:
        return [control.name for control in self.form.controls.values() if control.kind == "file"]

    def _upload(self, right: Fields) -> None:
        for name in self._file_fields():
            self._try(f"{name}: missing", right)
            self._try(f"{name}: as text", right | {name: ["file.csv"]})
            for label, file_name, content in files():
                self._try(f"{name}: {label}", right, files={name: SimpleUploadedFile(file_name, content)})


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _as_seen(text: str) -> str:
    """A text as a person sees it: broken characters replaced, spaces run together."""
    return " ".join(BROKEN.sub("�", _as_received(text)).split())


def _is_unseen(character: str) -> bool:
    """Nothing by itself: a space, a sign that controls or marks, or an accent without its letter."""
    return character.isspace() or unicodedata.category(character) in {"Cf", "Cc", "Cs", "Mn", "Me"}


def _as_received(text: str) -> str:
    """Halves of characters are broken already when they arrive."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _cause(answer: Any) -> str:
    error = answer.exc_info[1] if getattr(answer, "exc_info", None) else None
    if error is None:
        return heading(answer)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "locality" in frame.filename]
    place = f"{frames[-1].filename.rpartition('/locality/')[2]}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__}: {error} at {place}"


def _difference(plain: list[str] | None, more: list[str] | None) -> str:
    return (
        f"{sorted(set(more or []) - set(plain or []))[:2]} instead of {sorted(set(plain or []) - set(more or []))[:2]}"
    )


def _begin_numbers_again() -> None:
    """New rows get the numbers they got before (PostgreSQL's sequences do not go back with a transaction)."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(sql)


@contextmanager
def _nothing_random() -> Iterator[None]:
    """The same tokens and numbers in the same order, each of them another: two people are never given one."""
    made = count()

    def token(size: int = 0) -> str:
        return f"token-{next(made)}-{size}"

    def octets(size: int) -> bytes:
        return next(made).to_bytes(size, "big")

    with (
        mock.patch("secrets.token_urlsafe", token),
        mock.patch("secrets.choice", lambda given: given[0]),
        mock.patch("os.urandom", octets),  # what uuid4 is made of
    ):
        yield
