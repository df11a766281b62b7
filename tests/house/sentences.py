"""Every text of the product that a person can read: of pages, of the code, of scripts and of guides, each with its place.

`python -m tests.house.sentences meetings live` prints what breaks the style sheet (`docs/words.md`) in these apps.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house.source import PRODUCT, markup_of, place, product_files, templates, tree_of

BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|h[1-6]|t[dhr]|table|thead|tbody|tfoot|caption|div|section|nav|form|fieldset|legend|label|details|summary"
    r"|button|main|header|footer|aside|option|select|br|a|title|figcaption|blockquote|textarea|article|dialog|svg|text)\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
BRANCH = re.compile(
    r"\{%-?\s*(?:elif|else|if|endif|for|endfor|set|call|endcall|block|endblock|macro|endmacro|import|from|extends)\b.*?%\}",
    re.S,
)
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
SCRIPT_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
ENTITY = re.compile(r"&(?:#?\w+);")
FOR_PROGRAMMERS = {
    "AssertionError", "ImproperlyConfigured", "ImportError", "KeyError", "LookupError", "NotImplementedError", "RuntimeError",
    "TypeError", "ValueError", "debug", "warning", "error", "exception", "info", "critical", "getLogger", "RunSQL", "execute",
    "compile", "CheckConstraint", "UniqueConstraint", "Index", "trigger", "path",
}  # fmt: skip
"""What is called with a text that only a programmer or a machine reads."""
LEFT_OUT = (
    "/migrations/", "/masking/", "/compiled/", "/config/settings", "/demo/", "/audit/triggers", "/values/triggers", "/__init__",
)  # fmt: skip
MADE_FOR_MACHINES = re.compile(r"^(?:<|text/|application/|attachment;)")
"""Words that are read by the masks and the database; and what made-up people wrote."""


@dataclass(frozen=True)
class Text:
    """One text, what is filled in as {}. kind: template, literal, script, guide."""

    file: Path
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{place(self.file)}:{self.line} {self.text[:160]!r}"

    @property
    def app(self) -> str:
        return self.file.relative_to(PRODUCT).parts[0]


def _words_only(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", text))


def of_template(file: Path) -> Iterator[Text]:
    """What the expressions of a template say, and then what stands between its tags, a block or a branch at a time."""
    markup = markup_of(file)
    for expression in EXPRESSION.finditer(markup):
        line = markup.count("\n", 0, expression.start()) + 1
        for quoted in QUOTED.finditer(expression[0]):
            if " " in quoted[1] or quoted[1][:1].isupper():
                yield Text(file, line + expression[0].count("\n", 0, quoted.start()), "template", quoted[1])
    shown = BRANCH.sub(lambda found: "\x00" + "\n" * found[0].count("\n"), markup)
    shown = EXPRESSION.sub(lambda found: "{}" + "\n" * found[0].count("\n"), shown)
    shown = BLOCK.sub(lambda found: "\x00" + "\n" * found[0].count("\n"), shown)
    shown = ENTITY.sub("·", TAG.sub(lambda found: "\n" * found[0].count("\n"), shown))
    at = 1
    for piece in shown.split("\x00"):
        text = " ".join(piece.split())
        if _words_only(text.replace("{}", "")):
            lead = len(piece) - len(piece.lstrip())
            yield Text(file, at + piece.count("\n", 0, lead), "template", text)
        at += piece.count("\n")


def _joined(node: ast.expr) -> str | None:
    """The text of a literal or f-string, and of several that are added; what is filled in as {}."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _joined(node.left), _joined(node.right)
        return (
            None
            if left is None and right is None
            else f"{'{}' if left is None else left}{'{}' if right is None else right}"
        )
    return None


def _name(call: ast.Call) -> str:
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each literal below a node, without docstrings and without what programmers read."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and (_name(node) in FOR_PROGRAMMERS or _name(node).endswith(("Field", "ForeignKey"))):
        return  # also the name of a column, which only who reads the database sees
    if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
        text = _joined(node)
        if text is not None:
            yield node.lineno, text
            for inner in ast.walk(node):  # f"{'a' if b else 'c'}"
                if isinstance(inner, ast.FormattedValue):
                    yield from _literals(inner.value)
            return
    for child in ast.iter_child_nodes(node):
        yield from _literals(child)


def _of_code() -> Iterator[Text]:
    for file in product_files():
        if any(part in str(file) for part in LEFT_OUT):
            continue
        for line, text in _literals(tree_of(file)):
            is_said = " " in text.strip() or text[:1].isupper()
            if _words_only(text) and is_said and not MADE_FOR_MACHINES.match(text):
                yield Text(file, line, "literal", text)


def _of_scripts() -> Iterator[Text]:
    for file in sorted(PRODUCT.glob("*/scripts/*.js")):
        markup = re.sub(r"^\s*(?://|\*|/\*).*$", "", file.read_text(encoding="utf-8"), flags=re.M)
        for found in SCRIPT_TEXT.finditer(markup):
            text = re.sub(r"\$\{[^}]*\}", "{}", found[1] or found[2] or "")
            if " " in text.strip() and re.search(r"[a-z]{2} ", text):
                yield Text(file, markup.count("\n", 0, found.start()) + 1, "script", text)


def _of_guides() -> Iterator[Text]:
    for file in sorted(PRODUCT.glob("help/guides/*.md")):
        at = 1
        for block in re.split(r"(\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.)\s?))", file.read_text(encoding="utf-8")):
            for piece in block.split("|"):
                text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(piece.split()))
                text = re.sub(r"^(?:[-*#]+|\d+\.) |\*\*|`", "", text)
                if _words_only(text):
                    yield Text(file, at, "guide", text)
            at += block.count("\n")


@cache
def texts() -> tuple[Text, ...]:
    """Every text that a person can read."""
    of_pages = (text for file in templates() for text in of_template(file))
    return (*of_pages, *_of_code(), *_of_scripts(), *_of_guides())


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, by full stop, question mark, colon or line."""
    return [each for each in re.split(r"(?<=[.?!:;])\s+|\n", text) if each.strip()]


@dataclass(frozen=True)
class Rule:
    """A line of the style sheet that a pattern can hold. say: what to write instead."""

    name: str
    pattern: str
    say: str
    kinds: tuple[str, ...] = ("template", "literal", "script", "guide")

    def breaks(self, text: Text) -> bool:
        return text.kind in self.kinds and bool(re.search(self.pattern, text.text))


RULES = (
    Rule(
        "told",
        r"\b(?:is|are|was|were) told\b|\bTold\b|\bwill tell:|(?i:\bnobody is\b)",
        "We’ll email: … / We’ve emailed …",
    ),
    Rule("somebody", r"(?i)\b(?:some|no|any|every)body\b", "someone, no one, anyone, everyone"),
    Rule("e-mail", r"(?i)\be-mail", "email"),
    Rule("negative contraction", r"(?i)\b\w+n[’']t\b", "cannot, do not, is not"),
    Rule("begin", r"(?i)\b(?:begins?|began|begun|beginning)\b", "start, started"),
    Rule("anew", r"(?i)\banew\b|\ball the same\b", "again; anyway"),
    Rule("mend", r"(?i)\bmend(?:s|ed|ing)?\b", "change, put right"),
    Rule("the word", r"(?i)\b(?:give|gave|given|have|has|had) the word\b", "call, is speaking"),
    Rule("put off", r"(?i)\bput(?:s|ting)? (?:\w+ )?off\b", "move to a later meeting"),
    Rule(
        "take",
        r"(?i)\b(?:take[ns]?|took|taking) (?:(?!the\b|part\b|place\b)\w+ )?(?:in|out|off|up)\b",
        "add, remove, start",
    ),
    Rule("draw up", r"(?i)\bdr(?:aw|aws|awn|ew|awing) (?:\w+ )?up\b", "create"),
    Rule("fare", r"(?i)\bfare[sd]?\b", "status"),
    Rule("hand over", r"(?i)\bhand(?:s|ed|ing)?[ -](?:\w+ )?over\b|\bhand-overs?\b", "send"),
    Rule("office", r"(?i)\boffices?\b", "role"),
    Rule("stand", r"(?i)\bst(?:ands?|ood)\b(?! for)", "is, appears, shows"),
    Rule("promise", r"(?i)\bpromise[sd]?\b", "committed"),
    Rule("gather", r"(?i)\bgather(?:s|ed|ing)?\b", "add"),
    Rule("running", r"(?i)\bmeetings? running\b|\b(?:times|months|days) running\b", "in a row"),
    Rule("serve", r"(?i)\bserve[sd]?\b", "is for"),
    Rule(
        "choose",
        r"^(?:Choose|Give (?!details of support agreed)|Answer the question “)",
        "Select … (chosen), Enter … (typed)",
        ("literal", "template"),
    ),
    Rule(
        "meeting of",
        r"(?i)\bmeetings? of (?:\{|Monday|Tuesday|Wednesday|Thursday|Friday)",
        "meeting on {day}; the {community} meeting",
    ),
    Rule("together", r"^Together\b", "Total"),
    Rule("semicolon", r";(?!\w*=)", "two sentences, or a list"),
    Rule("what you asked for", r"(?i)\bwhat (?:you|was) asked for\b|\bfits? what\b", "matches your search or filters"),
    Rule(
        "empty button",
        r"^(?:Confirm|Record|Mark|Write|Open|Adjust|Do it|Record it|Take it out|Submit|OK|Go)$",
        "verb and object",
        ("template",),
    ),
    Rule("ISO date", r"\b20\d\d-\d\d-\d\d\b", "show_day"),
    Rule("buttons", r"(?i)\bwhom (?:the|a) buttons?\b", "who gets an email"),
)
LONGEST_SENTENCE = 25
"""Words; what is filled in counts as one."""


def broken(rule: Rule) -> list[Text]:
    return [text for text in texts() if rule.breaks(text)]


def too_long() -> list[Text]:
    """Texts with a sentence of more than 25 words."""
    return [
        text
        for text in texts()
        if any(len(re.findall(r"[\w{}’'-]+", each)) > LONGEST_SENTENCE for each in sentences_of(text.text))
    ]


def main(apps: list[str]) -> None:
    """Print what breaks the style sheet in these apps; in all where none is named."""
    for rule in RULES:
        found = [text for text in broken(rule) if not apps or text.app in apps]
        if found:
            print(f"\n== {rule.name}: {len(found)}. Write: {rule.say}")
            print("\n".join(map(str, found)))
    found = [text for text in too_long() if not apps or text.app in apps]
    print(f"\n== longer than {LONGEST_SENTENCE} words: {len(found)}")
    print("\n".join(f"{text} …" for text in found))


if __name__ == "__main__":
    main(sys.argv[1:])
