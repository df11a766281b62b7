"""What a journey costs a person: counted in the browser itself, whatever the story calls to act."""

from playwright.sync_api import Page

from tests.browser.harness.person import Person

# Each press of the pointer is a click; so is each choice from a list, and going into a field that is filled in, but for
# those whose names are given: a click that a person saves by the keyboard is counted all the same.
_WATCH = """
(() => {
  const typed = /^(NOT_COUNTED)/;
  let last = "";
  const tell = (what) => { last = ""; window.countEffort(what); };
  document.addEventListener("pointerdown", (event) => {
    const at = event.target.closest("a, button, summary, label, input, select, textarea") || event.target;
    tell(`press: ${(at.textContent || at.name || "").trim().replace(/\\s+/g, " ").slice(0, 60)}`);
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target.tagName === "SELECT") tell(`choose: ${event.target.name}`);
  }, true);
  document.addEventListener("focusin", (event) => {
    const field = event.target;
    const isText = field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && ["text", "email", ""].includes(field.type));
    if (!isText || typed.test(field.name) || last === field.name) return;
    tell(`fill in: ${field.name}`);
    last = field.name;
  }, true);
})();
"""


class Effort:
    """Counts a person's page loads and clicks from now on. `free` are fields whose typing is not counted."""

    def __init__(self, person: Person, *, free: tuple[str, ...]) -> None:
        self.loads: list[str] = []
        self.clicks: list[str] = []
        person.context.expose_function("countEffort", self._clicked)
        person.context.add_init_script(_WATCH.replace("NOT_COUNTED", "|".join(free)))
        person.page.on("domcontentloaded", self._loaded)

    def _clicked(self, what: str) -> None:
        self.clicks.append(what)

    def _loaded(self, page: Page) -> None:
        self.loads.append(page.url)

    @property
    def words(self) -> str:
        """The two numbers, for the report of the tests."""
        return f"{len(self.loads)} page loads, {len(self.clicks)} clicks"
