"""How hard it reads: Flesch-Kincaid grade and reading age of each guide, and with --address of the main pages too.

    .venv/bin/python scripts/reading_age.py                                   the guides
    .venv/bin/python scripts/reading_age.py --address http://localhost:8000   and each persona's places, from ./run

The reading age is the grade plus 5: the age at which most read it with ease. Syllables are counted by groups of vowels,
which is right for about nine words of ten; that is enough to see which text of two is the harder. A library that knows
more (textstat) brings nltk with it, and a dictionary to download. Where a text is above 14, it ends with an error.
"""

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

OLDEST = 14
"""The reading age that no text may pass; `--address` ends with an error where one does."""
FEW = 30
"""A page of fewer words, such as a list with a filter, has no sentences to judge: one long label would make its age."""
GUIDES = Path(__file__).resolve().parents[1] / "src" / "locality" / "help" / "guides"
OF_READING = "main p, main li, main label, main legend, main .govuk-hint, main caption"
MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#|]+")
WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]es|[^aeioudty]ed|[^laeiouy]e|[^aeiouy]le's)$")


def syllables(word: str) -> int:
    """How many are heard: groups of vowels, less an e at the end that is not."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    found = len(VOWELS.findall(SILENT.sub("", plain))) if len(plain) > 3 else 1
    return max(found, 1)


def grade(sentences: list[str]) -> float:
    """The Flesch-Kincaid grade; 0 where there is nothing to read."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    read = [sentence for sentence in sentences if WORD.search(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(read) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentences_of(text: str) -> list[str]:
    """By full stop, question mark, colon, and the end of a paragraph, a cell or an item."""
    return [each for each in re.split(r"(?<=[.?!:])\s+|\n{2,}|\n(?=[-*\d])|\|", text) if WORD.search(each)]


def of_guide(file: Path) -> list[str]:
    """The sentences of a guide, without its marks and the words of its picture."""
    text = re.sub(r"^!\[.*$", "", file.read_text(encoding="utf-8"), flags=re.M)
    return [MARKS.sub(r"\1", each) for each in sentences_of(text)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Flesch-Kincaid grade and reading age.")
    parser.add_argument("--address", help="where ./run answers: its pages too")
    options = parser.parse_args()
    found = [(file.stem, of_guide(file)) for file in sorted(GUIDES.glob("*.md"))]
    if options.address:
        found += _of_pages(options.address)
    print("grade   age  words  text")
    too_hard = 0
    for name, sentences in sorted(found, key=lambda each: -grade(each[1])):
        is_hard = hard(sentences)
        too_hard += is_hard
        mark = "  too hard" if is_hard else "" if words_in(sentences) >= FEW else "  too few words to judge"
        print(f"{grade(sentences):5.1f} {grade(sentences) + 5:5.1f} {words_in(sentences):6}  {name}{mark}")
    if too_hard:
        sys.exit(f"{too_hard} of {len(found)} are above the reading age of {OLDEST}.")


def words_in(sentences: list[str]) -> int:
    """How many words there are."""
    return sum(len(WORD.findall(each)) for each in sentences)


def hard(sentences: list[str]) -> bool:
    """Whether a text of sentences is above the reading age that no text may pass."""
    return words_in(sentences) >= FEW and grade(sentences) + 5 > OLDEST


def lines_of(text: str) -> list[str]:
    """The sentences of a page's text, in which each line is one of its own: it is read apart."""
    return [each for line in text.split("\n") for each in sentences_of(line)]


def _of_pages(address: str) -> list[tuple[str, list[str]]]:
    """What each persona reads at the places their navigation names."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the guides alone need no browser
    from screenshots import become, personas  # noqa: PLC0415

    chromium = os.environ.get("LOCALITY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("No Chromium here: on Debian, apt-get install chromium.")
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for persona, role in personas(browser, address):
            page = become(browser, address, persona).pages[0]
            links = page.eval_on_selector_all(
                "nav a[href^='/']", "links => links.map(link => link.getAttribute('href'))"
            )
            for path in dict.fromkeys(links):
                page.goto(address + path)
                texts = page.eval_on_selector_all(OF_READING, "all => all.map(each => each.innerText)")
                found.append((f"{role}: {path}", [each for text in texts for each in lines_of(text)]))
            page.context.close()
        browser.close()
    return found


if __name__ == "__main__":
    main()
