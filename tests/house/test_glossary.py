"""One word for one thing, in the glossary and on the pages."""

import re

from tests.house.source import DOCS, markup_of, place, templates

ROW = re.compile(r"^\| \*\*(?P<word>[^*]+)\*\* \| (?P<meaning>[^|]+) \| (?P<instead>[^|]*) \|$", re.M)


def _rows() -> list[re.Match[str]]:
    return list(ROW.finditer((DOCS / "glossary.md").read_text(encoding="utf-8")))


def _shown(text: str) -> str:
    """What a reader sees of a template, near enough: no tags, no Jinja, no addresses."""
    return re.sub(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.S)


def test_the_glossary_is_in_order_and_complete() -> None:
    words = [row["word"].lower() for row in _rows()]
    assert len(words) >= 15
    assert words == sorted(words)
    assert all(row["meaning"].strip().endswith(".") for row in _rows())


def test_pages_do_not_use_the_words_the_glossary_replaces() -> None:
    used = []
    for row in _rows():
        for other in filter(None, (word.strip() for word in row["instead"].split(","))):
            pattern = re.compile(rf"\b{re.escape(other)}s?\b", re.I)
            used += [
                f"{place(file)} says “{other}”; the glossary says “{row['word']}”"
                for file in templates()
                if pattern.search(_shown(markup_of(file)))
            ]
    assert not used, "\n".join(used)
