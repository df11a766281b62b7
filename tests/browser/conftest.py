"""One Chromium a test run; `story(js=…, width=…)` gives a person at a fresh browser window of the running product."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.harness.markup import invalid_markup
from tests.browser.harness.person import Person

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop running in the test's own thread

PATIENCE = 30_000  # milliseconds to wait for something to appear on two busy cores

expect.set_options(timeout=PATIENCE)

Story = Callable[..., Person]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("LOCALITY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.fail("No Chromium here: on Debian, install the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def story(browser: Browser, live_server: object) -> Iterator[Story]:
    """`story(js=False, width=320)`: another person at a browser of their own; no complaint may be left."""
    contexts: list[BrowserContext] = []
    people: list[Person] = []

    def begin(*, js: bool = True, width: int = 1280) -> Person:
        context = browser.new_context(
            java_script_enabled=js,
            viewport={"width": width, "height": 900 if width > 500 else 640},
            locale="en-GB",
            timezone_id="Europe/London",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        people.append(Person(context, str(live_server), width=width, js=js))
        return people[-1]

    yield begin
    complaints = [complaint for person in people for complaint in person.complaints]
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`counted("the clerk's side", "20 page loads")`: printed at the end of the run, whichever worker ran the story."""
    return lambda name, words: request.node.user_properties.append((name, words))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What stories counted, such as a person's page loads and clicks, is printed whether they passed or not."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, counted in getattr(report, "user_properties", []):
                terminalreporter.write_line(f"Counted, {name}: {counted}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """All kinds of pages the stories met go through the markup checker at once: it starts slowly and then runs fast."""
    if hasattr(session.config, "workerinput"):
        return
    checked, faults = invalid_markup()
    if not checked:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.write_line("")
        reporter.write_line(f"Valid HTML: {checked} kinds of pages checked, {len(faults)} faults.")
        for fault in faults:
            reporter.write_line(f"  {fault}", red=True)
    if faults:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
