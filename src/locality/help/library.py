"""Reading the guides: Markdown files of this app, turned into the product's own markup.

Raw HTML in a guide stays text. The first line of a file is its title, which the layout shows as the page's only h1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

FOLDER = Path(__file__).parent / "guides"

# In the order people are shown them
SLUGS = (
    "school",
    "after-approval",
    "signatory",
    "representative",
    "chair",
    "clerk",
    "meetings",
    "adviser",
    "officer",
    "moderator",
    "finance",
    "area-board",
    "locality-team",
    "data-protection-officer",
    "administrator",
)
PARTED = {
    "finance-and-moderator": {"finance": "finance", "moderator": "moderator", "area_board_member": "area-board"},
}
"""Guides that became several: which of them a person with a role reads now, the first that fits."""
PICTURE_WIDTH = 640
"""Of every picture, in pixels of the page: `scripts/guide_pictures.py` takes them so."""
PHONE_WIDTH = 335
"""Of the picture for telephones, which is taken on one: the other would be a third of the page's weight, and too small to read."""
_CLASSES = {
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
PICTURES = FOLDER.parent / "static" / "help"
_EXTENDED = b"VP8X"
_PICTURE = re.compile(r"^[a-z-]+\.webp$")
_TO_GUIDE = re.compile(r"^(?P<slug>[a-z-]+)\.md$")


@dataclass(frozen=True)
class Guide:
    """One guide: its name in the address, its title, its first sentences for the list, and its text as Markdown."""

    slug: str
    title: str
    summary: str
    text: str

    @property
    def html(self) -> Markup:
        """The text as markup, without the title."""
        parser = _parser()
        tokens = parser.parse(self.text)
        _dress(tokens)
        return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - raw HTML is off in the parser


@cache
def guide(slug: str) -> Guide | None:
    """A guide by its name in the address; None when there is none."""
    if slug not in SLUGS:
        return None
    title, _, text = (FOLDER / f"{slug}.md").read_text(encoding="utf-8").partition("\n")
    return Guide(slug=slug, title=title.removeprefix("# ").strip(), summary=_first_words(text), text=text)


@cache
def picture_height(name: str) -> int:
    """Of a guide's picture, in pixels: with it a page keeps the picture's place, and nothing jumps when it comes.

    Read from the head of the file (WebP, extended format): 24 bits that hold one less. Raises ValueError for any other.
    """
    head = (PICTURES / name).read_bytes()[:30]
    if head[12:16] != _EXTENDED:
        raise ValueError(f"{name} is no picture of a guide")
    return 1 + int.from_bytes(head[27:30], "little")


def for_phones(name: str) -> str:
    """The file of the same picture as a telephone shows it."""
    return name.replace(".webp", "-phone.webp")


def where_it_went(slug: str, roles: Iterable[str]) -> str | None:
    """The guide that a person with these roles reads now in place of one that was parted; None where none of them fits."""
    held = set(roles)
    return next((guide for role, guide in PARTED.get(slug, {}).items() if role in held), None)


def guides() -> list[Guide]:
    """Every guide, in order."""
    return [found for slug in SLUGS if (found := guide(slug))]


def _first_words(text: str) -> str:
    """The first paragraph as it is read: the words of its links, without their addresses."""
    first = next((token for token in _parser().parse(text) if token.type == "inline"), None)
    said = (
        " " if each.type in {"softbreak", "hardbreak"} else each.content for each in (first and first.children) or ()
    )
    return "".join(said)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _draw)
    return parser


def _draw(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    """A picture in its two sizes: a telephone loads only its own."""
    drawn = self.image(tokens, idx, options, env)
    small = tokens[idx].meta.get("phone")
    if not small:
        return drawn
    size = f'width="{PHONE_WIDTH}" height="{picture_height(small)}"'
    return f'<picture><source media="(max-width: 40em)" srcset="{static(f"help/{small}")}" {size}>{drawn}</picture>'


def _dress(tokens: list[Token]) -> None:
    """Give each element the classes of the design system, and point links between guides and pictures at their addresses."""
    for token in tokens:
        if token.nesting >= 0 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        if token.tag == "th" and token.nesting == 1:
            token.attrSet("scope", "col")
        if token.tag == "a" and token.nesting == 1:
            to_guide = _TO_GUIDE.match(str(token.attrGet("href") or ""))
            if to_guide:
                token.attrSet("href", reverse("help_guide", args=[to_guide["slug"]]))
        if token.type == "image" and _PICTURE.match(source := str(token.attrGet("src") or "")):
            token.attrSet("src", static(f"help/{source}"))
            token.attrSet("class", "app-guide-picture")
            token.attrSet("width", str(PICTURE_WIDTH))
            token.attrSet("height", str(picture_height(source)))
            token.attrSet("loading", "lazy")
            token.meta["phone"] = for_phones(source)
        if token.children:
            _dress(token.children)
