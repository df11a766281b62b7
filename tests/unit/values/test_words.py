"""Words are counted by one explicit set of separators, the same in every language."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.values.words import SEPARATORS, WHITESPACE, count_words

MIXED = st.text(
    # what is not assigned to one language's tables may be a format character to the other's
    st.one_of(st.sampled_from(sorted(WHITESPACE)), st.characters(exclude_categories=("Cs", "Cn"))),
    max_size=60,
)
BLANK = "\u115f\u1160\u3164\uffa0\u2800"  # letters and a sign that are blank to the eye
SEEN = st.characters(exclude_categories=("Cs", "Cf"), exclude_characters=[*sorted(WHITESPACE), *BLANK])

# The plainest second implementation, over UTF-16 units as a browser holds text, without what shows nothing
JAVASCRIPT = """
const [separators, texts] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const between = new Set(separators);
console.log(JSON.stringify(texts.map((typed) => {
  const text = typed.replace(/[\\p{Cf}\\u115f\\u1160\\u3164\\uffa0\\u2800]/gu, "");
  let words = 0, inside = false;
  for (let i = 0; i < text.length; i += 1) {
    const separator = between.has(text.charCodeAt(i));
    if (!separator && !inside) words += 1;
    inside = !separator;
  }
  return words;
})));
"""

AWKWARD = [
    "",
    " ",
    "one",
    " one  two\n\nthree\t",
    "don’t well-being 6,000 £5 and/or",
    "no\u00a0break\u202fspace\u3000wide",
    "\ufeffstart of a pasted text",
    "zero\u200bwidth is one word",
    "nothing \u200b between \u2800 spaces \u00ad is \ufeff a word",
    "\x1cseparators\x1fof files are letters here",
    "next\x85line",
    "👩🏽‍🏫 teaches 𝒞ommunities",
    "e\u0301cole",
    "<b>bold</b>" * 3,
]


@pytest.mark.clause("FORM-05")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("one", 1),
        ("two words", 2),
        ("a\u00a0b\u2009c", 3),
        ("well-being, don’t", 2),
        ("a\u200bb", 1),
        ("a \u200b b", 2),
        ("\u2800\n\ufeff", 0),
    ],
)
def test_words_are_runs_between_separators(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.slow_property
@given(st.lists(st.text(SEEN, min_size=1), max_size=30), st.data())
def test_any_separators_between_words_leave_the_count(words: list[str], data: st.DataObject) -> None:
    spaces = st.text(st.sampled_from(sorted(WHITESPACE)), min_size=1, max_size=3)
    text = data.draw(spaces) + "".join(word + data.draw(spaces) for word in words)
    assert count_words(text) == len(words)


@pytest.mark.slow_property
@given(MIXED, MIXED)
def test_joined_by_a_line_two_texts_count_as_their_sum(first: str, second: str) -> None:
    assert count_words(f"{first}\n{second}") == count_words(first) + count_words(second)


@pytest.mark.clause("FORM-05")
@pytest.mark.slow_property
def test_javascript_counts_the_same() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed here")
    examples: list[str] = []

    @pytest.mark.slow_property
    @given(MIXED)
    def collect(text: str) -> None:
        examples.append(text)

    collect()
    texts = AWKWARD + examples
    answer = subprocess.run(
        [node, "-e", JAVASCRIPT], input=json.dumps([SEPARATORS, texts]), capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout) == [count_words(text) for text in texts]
