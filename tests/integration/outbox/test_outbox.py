"""Messages are put with what they tell of, and sent at least once, whatever happens to the mail server."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections, transaction

from locality.accounts.models import User
from locality.outbox import delivery, queries
from locality.outbox.actions import put, put_to_address, try_again
from locality.outbox.delivery import deliver_due
from locality.outbox.lease import give_up_turn, take_turn
from locality.outbox.models import Message
from locality.outbox.summaries import send_summaries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)  # a Thursday


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.BASE_URL = "https://locality.example"


@pytest.fixture
def ada() -> User:
    return User.objects.create(email="ada@oakfield.example", name="Ada Okoro")


@pytest.fixture
def dan() -> User:
    return User.objects.create(email="dan@oakfield.example", name="Dan Reeve", message_preference="daily")


def tell(to: User, number: int = 1, at: datetime = NOW) -> Message:
    with transaction.atomic():
        return put(
            to=to,
            kind="request-accepted",
            subject=f"RFR-2026-{number:05} was accepted",
            lines=["It is on the agenda of Thursday 3 December 2026."],
            link=f"/requests/{number}/",
            reference=f"RFR-2026-{number:05}",
            at=at,
        )


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_mail_carries_reference_and_link_only_and_says_a_program_sent_it(ada: User) -> None:
    message = tell(ada)
    assert deliver_due(NOW) == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ada@oakfield.example"], "RFR-2026-00001 was accepted")
    assert "https://locality.example/requests/1/" in sent.body
    assert "Ada" not in sent.body
    headers = sent.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == message.message_id
    assert headers["Message-ID"].endswith("@locality.example>")
    assert (state_of(message), message.attempts) == ("sent", 1)
    assert deliver_due(NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_a_transaction_is_refused(ada: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        put(to=ada, kind="x", subject="x", lines=[], link="/", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_message_of_what_is_undone_is_never_sent(ada: User) -> None:
    def act() -> None:
        with transaction.atomic():
            tell(ada)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert deliver_due(NOW) == 0


@pytest.mark.parametrize(
    "breaks", ["Title\r\nBcc: all@kent.example", "Title\nBcc: x", "Title\u2028Bcc: x", "\x00Title"]
)
def test_no_line_break_reaches_the_headers(ada: User, breaks: str) -> None:
    with transaction.atomic():
        put(to=ada, kind="x", subject=breaks, lines=["Text"], link="/", at=NOW)
    assert deliver_due(NOW) == 1
    assert mail.outbox[0].message()["Bcc"] is None
    assert len(str(mail.outbox[0].message()["Subject"]).splitlines()) == 1


@pytest.mark.parametrize(
    "typed", ["{{ 7*7 }}", "{code}", "%(code)s", "<b>Hill</b> Primary", "<img src=http://x.example>"]
)
def test_markup_and_templates_in_names_stay_words(ada: User, typed: str) -> None:
    """A mail is plain text and nothing else: no program that shows it has a tag to follow or an image to fetch."""
    with transaction.atomic():
        put(to=ada, kind="x", subject=f"{typed} is invited", lines=[f"{typed} invites you."], link="/", at=NOW)
        put_to_address(address="x@y.example", kind="x", subject=typed, lines=[typed], at=NOW, secret=True)
    assert deliver_due(NOW) == 2
    for sent in mail.outbox:
        message = sent.message()
        assert [part.get_content_type() for part in message.walk()] == ["text/plain"]
        assert typed in str(message["Subject"])
        assert typed in sent.body


@pytest.mark.parametrize("address", ["", "no address", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        put_to_address(address=address, kind="x", subject="x", lines=[], at=NOW)


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "x", "/a\nb", "/a b"]
)
def test_a_link_never_leads_elsewhere(ada: User, link: str) -> None:
    with pytest.raises(ValueError, match="path on this site"), transaction.atomic():
        put(to=ada, kind="x", subject="x", lines=[], link=link, at=NOW)


def test_it_goes_to_the_address_the_person_has_now(ada: User) -> None:
    tell(ada)
    ada.email = "ada@willow.example"
    ada.save()
    deliver_due(NOW)
    assert mail.outbox[0].to == ["ada@willow.example"]


def test_a_closed_account_gets_nothing(ada: User) -> None:
    message = tell(ada)
    ada.is_active = False
    ada.save()
    assert deliver_due(NOW) == 0
    assert state_of(message) == "failed"
    assert message.last_error == "The person’s account is closed."


def test_a_code_is_not_kept_once_it_is_sent(settings: Any) -> None:
    given: dict[str, Any] = {
        "kind": "code",
        "subject": "Your code",
        "lines": ["123456"],
        "link": "/x/",
        "at": NOW,
        "secret": True,
    }
    with transaction.atomic():
        message = put_to_address(address="ada@oakfield.example", **given)
    settings.DEMO = False
    deliver_due(NOW)
    assert "123456" in mail.outbox[0].body
    message.refresh_from_db()
    assert (message.lines, message.link) == ([], "")
    settings.DEMO = True  # there it is read on a page
    with transaction.atomic():
        message = put_to_address(address="ada@oakfield.example", **given)
    deliver_due(NOW)
    message.refresh_from_db()
    assert message.lines == ["123456"]


class FailingServer:
    """Stands in for the mail server: raises for the addresses it is told to."""

    def __init__(self) -> None:
        self.errors: dict[str, Exception] = {}
        self.tried: list[str] = []

    def open(self) -> None: ...

    def close(self) -> None: ...

    def send_messages(self, mails: list[Any]) -> int:
        address = mails[0].to[0]
        self.tried.append(address)
        if address in self.errors:
            raise self.errors[address]
        return 1


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> FailingServer:
    server = FailingServer()
    monkeypatch.setattr(delivery, "get_connection", lambda: server)
    return server


def test_one_bad_address_stops_no_other(ada: User, dan: User, server: FailingServer) -> None:
    dan.message_preference = "immediate"
    server.errors["ada@oakfield.example"] = SMTPRecipientsRefused({"ada@oakfield.example": (550, b"Unknown")})
    bad, good = tell(ada), tell(dan)
    assert deliver_due(NOW) == 1
    assert (state_of(bad), state_of(good)) == ("waiting", "sent")
    assert bad.last_error == "The mail server refused the message (550)."


def test_a_dead_server_costs_one_attempt_a_round(ada: User, server: FailingServer) -> None:
    server.errors["ada@oakfield.example"] = SMTPServerDisconnected("gone")
    messages = [tell(ada, number) for number in range(5)]
    assert deliver_due(NOW) == 0
    assert len(server.tried) == 1
    server.errors.clear()
    assert deliver_due(NOW) == 4
    assert deliver_due(NOW + timedelta(minutes=2)) == 1
    assert {state_of(message) for message in messages} == {"sent"}


def test_it_is_tried_again_ever_more_rarely_for_two_days_then_given_up(ada: User, server: FailingServer) -> None:
    server.errors["ada@oakfield.example"] = OSError("no route")
    message = tell(ada)
    now, waits = NOW, []
    while state_of(message) == "waiting":
        assert deliver_due(now) == 0
        message.refresh_from_db()
        waits.append((message.due_at - now).total_seconds() // 60)
        now = message.due_at
        assert len(waits) < 30
    assert waits[:6] == [1, 5, 15, 60, 240, 240]
    assert timedelta(days=2) <= now - NOW < timedelta(days=2, hours=9)
    assert list(queries.failing()) == [message]
    assert "cannot be reached" in message.last_error
    server.errors.clear()
    try_again(message=message, at=now)
    assert deliver_due(now) == 1


def test_a_message_in_another_workers_hands_is_left_until_its_claim_runs_out(ada: User) -> None:
    message = tell(ada)
    assert delivery._claim(NOW) == message  # this worker is killed now
    assert deliver_due(NOW + timedelta(minutes=4)) == 0
    assert deliver_due(NOW + timedelta(minutes=6)) == 1
    assert mail.outbox[0].message()["Message-ID"] == message.message_id


def test_the_worker_told_to_stop_takes_no_new_message(ada: User) -> None:
    tell(ada)
    assert deliver_due(NOW, stopping=lambda: True) == 0


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once(ada: User) -> None:
    for number in range(30):
        tell(ada, number)
    together = Barrier(4)

    def work() -> None:
        try:
            together.wait()
            deliver_due(NOW)
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mail.outbox) == 30
    assert len({sent.subject for sent in mail.outbox}) == 30


def every_day(_day: Any) -> bool:
    return True


SEVEN = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)


def test_who_prefers_it_gets_one_summary_in_the_morning(dan: User) -> None:
    held = [tell(dan, number) for number in (1, 2, 3)]
    assert deliver_due(NOW) == 0
    assert send_summaries(SEVEN - timedelta(minutes=1), is_working=every_day) == 0
    assert send_summaries(SEVEN, is_working=every_day) == 1
    assert send_summaries(SEVEN, is_working=every_day) == 0
    assert deliver_due(SEVEN) == 1
    (sent,) = mail.outbox
    assert sent.subject == "Locality: 3 updates for Friday 27 November 2026"
    for number in (1, 2, 3):
        assert f"RFR-2026-{number:05} was accepted" in sent.body
        assert f"https://locality.example/requests/{number}/" in sent.body
    assert {state_of(message) for message in held} == {"sent"}


def test_no_summary_on_a_day_off_and_what_comes_later_waits_for_the_next(dan: User) -> None:
    tell(dan)
    late = tell(dan, 2, at=SEVEN + timedelta(minutes=1))
    assert send_summaries(SEVEN, is_working=lambda day: False) == 0
    assert send_summaries(SEVEN + timedelta(hours=3), is_working=every_day) == 1
    assert late in Message.objects.for_summary(SEVEN + timedelta(days=1))


def test_seven_in_summer_is_seven_in_london(dan: User) -> None:
    tell(dan, at=datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    assert send_summaries(datetime(2026, 7, 2, 5, 59, tzinfo=UTC), is_working=every_day) == 0
    assert send_summaries(datetime(2026, 7, 2, 6, 0, tzinfo=UTC), is_working=every_day) == 1


def test_how_messages_fared_is_read_by_reference(ada: User, dan: User) -> None:
    tell(ada, 1)
    tell(dan, 2)
    assert [message.to for message in queries.about("RFR-2026-00001")] == [ada]


def test_one_worker_at_a_time_has_the_turn() -> None:
    assert take_turn("seals", holder="one", now=NOW)
    assert take_turn("seals", holder="one", now=NOW + timedelta(minutes=1))
    assert not take_turn("seals", holder="two", now=NOW + timedelta(minutes=2))
    assert take_turn("seals", holder="two", now=NOW + timedelta(minutes=4))
    give_up_turn("seals", holder="two", now=NOW + timedelta(minutes=4))
    assert take_turn("seals", holder="one", now=NOW + timedelta(minutes=4))
    assert queries.worker_seen_at() == NOW + timedelta(minutes=4)


class Answers:
    """How a real mail server misbehaves."""

    def __init__(self) -> None:
        self.received: list[tuple[str, str]] = []
        self.wait = 0.0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("ada"):
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        import asyncio

        await asyncio.sleep(self.wait)
        self.received.append((envelope.rcpt_tos[0], envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def real_server(settings: Any) -> Iterator[Callable[[], Answers]]:
    from aiosmtpd.controller import Controller

    from tests.conftest import _free_port

    answers = Answers()
    controller = Controller(answers, hostname="127.0.0.1", port=_free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5

    def start() -> Answers:
        controller.start()
        return answers

    yield start
    with suppress(RuntimeError, AssertionError):  # it was never started
        controller.stop()


def test_a_real_server_receives_it_and_refuses_one_address(
    ada: User, dan: User, real_server: Callable[[], Answers]
) -> None:
    answers = real_server()
    dan.message_preference = "immediate"
    refused, taken = tell(ada), tell(dan)
    assert deliver_due(NOW) == 1
    assert (state_of(refused), state_of(taken)) == ("waiting", "sent")
    ((address, text),) = answers.received
    assert address == "dan@oakfield.example"
    assert f"Message-ID: {taken.message_id}" in text
    assert "Auto-Submitted: auto-generated" in text


def test_a_dead_real_server_loses_nothing(dan: User, real_server: Callable[[], Answers]) -> None:
    dan.message_preference = "immediate"
    message = tell(dan)
    assert deliver_due(NOW) == 0
    assert "cannot be reached" in Message.objects.get().last_error
    answers = real_server()
    assert deliver_due(NOW + timedelta(minutes=2)) == 1
    assert len(answers.received) == 1
    assert state_of(message) == "sent"


def test_a_slow_real_server_is_left_after_its_time(
    dan: User, real_server: Callable[[], Answers], settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    answers = real_server()
    answers.wait = 1.0
    dan.message_preference = "immediate"
    messages = [tell(dan, number) for number in range(3)]
    assert deliver_due(NOW) == 0
    assert [state_of(message) for message in messages] == ["waiting"] * 3
    assert "cannot be reached" in Message.objects.get(attempts=1).last_error
    answers.wait = 0
    assert deliver_due(NOW + timedelta(minutes=2)) == 3
