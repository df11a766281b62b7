"""Every regular expression of the product, found in its source, and the texts that would hold a worker with it.

A pattern is probed with texts made for it: each kind of character that it can tell apart, alone and by twos, behind each
beginning of a text that it would find, and each such beginning over and over; at the end a character that it refuses.
The texts grow from a few characters to 200,000, and only the slowest go on, so that a bad pattern is found while it
still answers.
"""

import ast
import importlib
import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from scripts.build_styles import node_programs
from tests.house.source import PRODUCT, place, tree_of

LONGEST = 200_000  # characters of a text, as of the longest answer
LIMIT = 0.2  # seconds of processor time for it
SIZES = (12, 20, 40, 60, 80, 100, 200, 400, 2_000, 8_000, LONGEST)
LEAST = 0.003  # seconds; under it a small text says nothing
GO_ON = {400: 24, 8_000: 5}  # how many texts, the slowest, go on after a size
WAYS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
SHOWN = frozenset({"compile", *WAYS})
PLACE_OF_FLAGS = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3,
                  "sub": 4, "subn": 4}  # fmt: skip
OTHERS = {"re_path": "search", "RegexValidator": "search", "RegexField": "search"}
USUAL = "aAzé190_ \t\n\r\v\xa0,.-–'’\"/@<:;=+!\x00😀"


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and in which ways it is used."""

    where: str
    pattern: re.Pattern[Any]
    ways: tuple[str, ...]


@dataclass
class Source:
    """The patterns of some files, and the places where one is built from data, which the source alone does not tell."""

    patterns: list[Found] = field(default_factory=list)
    built: dict[str, str] = field(default_factory=dict)
    """The place by its name, `file::function`."""


@cache
def source() -> Source:
    """All that the product's Python files hold."""
    files = sorted(PRODUCT.rglob("*.py"))
    return of_files(files, {file: module_of(file) for file in files})


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(PRODUCT.parent).with_suffix("").parts).removesuffix(".__init__")


def of_files(files: list[Path], modules: dict[Path, str]) -> Source:
    """The patterns of these files; a name of its module that stands in one is looked up in the module itself."""
    ways = ways_by_name([tree_of(file) for file in files])
    found = Source()
    for file in files:
        for call, function in calls_of(tree_of(file)):
            method = method_of(call)
            if method is None:
                continue
            where = f"{place(file)}:{call.lineno}"
            try:
                pattern = pattern_of(call, method, modules[file], function)
            except NameError:
                found.built[where] = f"{place(file)}::{function.name if function else ''}"
                continue
            used = (method,) if method != "compile" else ways.get(name_of(call, tree_of(file)), tuple(sorted(WAYS)))
            found.patterns.append(Found(where, pattern, used))
    return found


Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls_of(tree: ast.AST, function: Function | None = None) -> Iterator[tuple[ast.Call, Function | None]]:
    """Every call, with the function in which it stands."""
    for node in ast.iter_child_nodes(tree):
        inner = node if isinstance(node, Function) else function
        if isinstance(node, ast.Call):
            yield node, inner
        yield from calls_of(node, inner)


def method_of(call: ast.Call) -> str | None:
    """How a call of `re` or Django uses its pattern; None for any other call, and where the pattern is compiled."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=attr) if attr in SHOWN:
            return attr
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in OTHERS:
            return OTHERS[name]
    return None


def pattern_of(call: ast.Call, method: str, module: str, function: Function | None) -> re.Pattern[Any]:
    """The pattern of a call, compiled. Raises NameError where it is built from what only the running function knows."""
    keywords = {word.arg: word.value for word in call.keywords}
    written = call.args[0] if call.args else keywords.get("pattern") or keywords.get("regex")
    assert written is not None, ast.dump(call)
    at = PLACE_OF_FLAGS.get(method, len(call.args))
    flags = keywords.get("flags") or (call.args[at] if at < len(call.args) else ast.Constant(0))
    local = bound_in(function) if function else set()
    if local & {node.id for part in (written, flags) for node in ast.walk(part) if isinstance(node, ast.Name)}:
        raise NameError(ast.unparse(written))
    names = vars(importlib.import_module(module))
    text, number = (eval(ast.unparse(part), dict(names)) for part in (written, flags))
    return re.compile(text, number)


def bound_in(function: Function) -> set[str]:
    """The names that a function binds itself."""
    bound = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    return bound | {
        node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def name_of(call: ast.Call, tree: ast.AST) -> str:
    """The name to which a compiled pattern is bound; empty where it has none."""
    for node in ast.walk(tree):
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and value is not None and call in ast.walk(value):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            return target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
    return ""


def ways_by_name(trees: list[ast.Module]) -> dict[str, tuple[str, ...]]:
    """In which ways each name is used anywhere, as `_WORD.sub(…)` or `rules.WORD.sub(…)`."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in WAYS:
                name = getattr(node.value, "id", None) or getattr(node.value, "attr", None)
                if name and name != "re":
                    found.setdefault(name, set()).add(node.attr)
    return {name: tuple(sorted(ways)) for name, ways in found.items()}


# How a text is made that a pattern finds hard


Atom = Callable[[str], bool]


def atoms_of(parsed: Any, *, any_case: bool) -> Iterator[Atom]:
    """What the pattern asks of one character, wherever it asks anything."""
    for operation, value in parsed:
        name = str(operation)
        if name in {"LITERAL", "NOT_LITERAL", "IN", "CATEGORY"}:
            yield lambda letter, asked=(operation, value): _takes(*asked, letter, any_case=any_case)
        for inner in _inner(name, value):
            yield from atoms_of(inner, any_case=any_case)


def _inner(name: str, value: Any) -> list[Any]:
    if name == "BRANCH":
        return list(value[1])
    if name == "GROUPREF_EXISTS":
        return [part for part in value[1:] if part is not None]
    if name in {"SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT", "ASSERT", "ASSERT_NOT"}:
        return [value[-1]]
    return [value] if name == "ATOMIC_GROUP" else []


CLASSES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _takes(operation: Any, value: Any, letter: str, *, any_case: bool) -> bool:
    name = str(operation)
    letters = {letter, letter.lower(), letter.upper()} if any_case else {letter}
    if name == "LITERAL":
        return chr(value) in letters
    if name == "NOT_LITERAL":
        return chr(value) not in letters
    if name == "RANGE":
        return any(len(each) == 1 and value[0] <= ord(each) <= value[1] for each in letters)
    if name == "CATEGORY":
        kind = str(value).removeprefix("CATEGORY_")
        return bool(re.match(CLASSES[kind.removeprefix("NOT_")], letter)) != kind.startswith("NOT_")
    assert name == "IN", name
    members = [member for member in value if str(member[0]) != "NEGATE"]
    return any(_takes(*member, letter, any_case=any_case) for member in members) == (len(members) == len(value))


def letters_of(parsed: Any) -> Iterator[str]:
    """The characters that stand in the pattern, and both ends of each range."""
    for operation, value in parsed:
        name = str(operation)
        if name in {"LITERAL", "NOT_LITERAL"}:
            yield chr(value)
        elif name == "RANGE":
            yield from map(chr, value)
        elif name == "IN":
            yield from letters_of(value)
        for inner in _inner(name, value):
            yield from letters_of(inner)


def kinds_of(parsed: Any, letters: str, *, any_case: bool) -> list[str]:
    """Of all these characters one of each kind that the pattern can tell apart, those that it asks for first."""
    atoms = list(atoms_of(parsed, any_case=any_case))
    kinds: dict[tuple[bool, ...], str] = {}
    for letter in letters:
        sort = (*(atom(letter) for atom in atoms), letter == "\n", bool(re.match(r"\w", letter)), letter.isspace())
        kinds.setdefault(sort, letter)
    return [letter for _, letter in sorted(kinds.items(), key=lambda kind: -sum(kind[0][:-3]))]


def example_of(parsed: Any, kinds: list[str], *, any_case: bool, branch: int = 0) -> str:
    """A short text that the pattern finds, or nearly: of each choice the one with this number."""
    made = ""
    for operation, value in parsed:
        name = str(operation)
        if name == "LITERAL":
            made += chr(value)
        elif name in {"NOT_LITERAL", "IN", "ANY"}:
            fitting = [kind for kind in kinds if name == "ANY" or _takes(operation, value, kind, any_case=any_case)]
            made += fitting[0] if fitting else "a"
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            once = example_of(value[2], kinds, any_case=any_case, branch=branch)
            made += once * max(min(value[0], 20), 1)
        elif name == "BRANCH":
            made += example_of(value[1][branch % len(value[1])], kinds, any_case=any_case, branch=branch)
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            made += example_of(_inner(name, value)[0], kinds, any_case=any_case, branch=branch)
    return made


@dataclass(frozen=True)
class Probe:
    """A text by its parts: `unit` is repeated until the text is as long as wanted."""

    head: str
    unit: str
    tail: str

    def text(self, length: int) -> str:
        return self.head + self.unit * max(1, (length - len(self.head)) // len(self.unit)) + self.tail

    def __str__(self) -> str:
        return f"{self.head!r} + {self.unit!r} over and over + {self.tail!r}"


MOST_BEGINNINGS = 24


def probes_of(pattern: str | bytes, flags: int) -> list[Probe]:
    """The texts to try: each has its kinds of characters in every place where they could hold the pattern up."""
    parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    any_case = bool((parsed.state.flags | flags) & re.IGNORECASE)
    written = list(letters_of(parsed))
    around = [chr(ord(letter) + step) for letter in written for step in (-1, 1) if 0 < ord(letter) + step < 0x110000]
    letters = "".join(dict.fromkeys([*written, *USUAL, *around]))
    if isinstance(pattern, bytes):
        letters = letters.encode("latin-1", "ignore").decode("latin-1")
    kinds = kinds_of(parsed, letters, any_case=any_case)
    examples = {example_of(parsed, kinds, any_case=any_case, branch=branch) for branch in range(4)}
    beginnings = sorted({each[:length] for each in examples for length in range(1, len(each) + 1)}, key=len)[
        :MOST_BEGINNINGS
    ]
    refused = [next((kind for kind in reversed(kinds) if kind.isalnum() == word), "!") for word in (False, True)]
    heads = [("", one) for one in kinds]
    heads += [("", one + two) for one, two in product(kinds, kinds) if one != two]
    heads += [("", beginning) for beginning in beginnings]
    heads += [(beginning, one) for beginning, one in product(beginnings, kinds)]
    heads += [("", beginning + one) for beginning, one in product(beginnings, kinds)]
    return [Probe(head, unit, tail) for head, unit in heads for tail in refused]


# How long it takes


def too_slow(found: Found) -> str | None:
    """The way and the text that hold a worker too long; None where nothing does."""
    pattern = found.pattern
    for way in found.ways:

        def seconds(text: str, way: str = way) -> float:
            given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
            return seconds_of(lambda: run(pattern, way, given))

        if slow := slowest(seconds, probes_of(pattern.pattern, pattern.flags & ~re.UNICODE)):
            return f"{found.where} {way}: {slow}"
    return None


def run(pattern: re.Pattern[Any], way: str, text: Any) -> None:
    """Use the pattern on a text, to the end of it."""
    if way in {"sub", "subn"}:
        pattern.sub(lambda found: found[0][:1], text)
    elif way == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, way)(text)


def seconds_of(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def slowest(seconds: Callable[[str], float], probes: list[Probe]) -> str | None:
    """What to say of the first text that takes too long for its length; None where none does."""
    for size in SIZES:
        limit = max(LIMIT * size / LONGEST, LEAST)
        took: dict[Probe, float] = {}
        for probe in probes:
            text = probe.text(size)
            took[probe] = seconds(text)
            if took[probe] > limit:  # once more: the machine may have been busy with something else
                took[probe] = min(took[probe], seconds(text), seconds(text))
            if took[probe] > limit:
                return f"{took[probe] * 1000:.0f} ms for {size:,} characters, {probe}"
        if size in GO_ON:
            probes = sorted(probes, key=lambda probe: -took[probe])[: GO_ON[size]]
    return None


# The scripts of the pages


NODE = Path(__file__).with_name("patterns.mjs")


def in_node(*, read: list[Path], probe: list[tuple[str, str, list[str]]]) -> Any:
    """What node says: of each file its patterns and the calls that make one; of each pattern the seconds per text."""
    node, _, environment = node_programs()
    answer = subprocess.run(
        [node, "--expose-internals", "--no-warnings", str(NODE)],
        input=json.dumps({"read": [str(file) for file in read], "probe": probe}),
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)
