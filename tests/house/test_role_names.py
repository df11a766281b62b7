"""Who serves, represents or is waited for is a permission or a field of a role: no rule goes by a role's name."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from locality.accounts.roles import ROLES

SRC = Path(__file__).parents[2] / "src" / "locality"
DATA = ("accounts/roles.py", "demo/", "masking/")
"""The roles themselves, the made-up county, and lists of words of English."""
EXACTLY = {
    "communities/rules.py": "one chair and one clerk a community, a deputy for a clerk, no chair who acts for a school",
    "communities/actions/offices.py": "the sentences about the last administrator and the last of a locality team",
    "communities/management/commands/create_administrator.py": "gives just this office",
    "communities/jinja2/communities/offices_table.html": "a deputy is named beside the clerk",
    "meetings/actions/advisers.py": "invites to just this office",
    "gaps/presenters.py": "the invitation offers the office that is missing",
    "support/models/placement.py": "the roles that can be asked to find a school",
}
"""Where something is about exactly one role, and what."""
OTHER_WORDS = {
    "gaps/rules.py": "kinds of gaps, in addresses",
    "help/library.py": "names of guides",
    "insights/rules/forecast.py": "a stage of a request",
    "live/pages/page_forms.py": "kinds of rows of a register",
    "meetings/models/agenda.py": "a kind of item",
    "meetings/models/live.py": "kinds of rows of a register",
    "meetings/tasks.py": "who is reminded, in words",
    "meetings/actions/advisers.py": "what the log names",
    "resource_requests/models/council.py": "whom a question goes to",
    "resource_requests/models/decision.py": "how a decision was made",
}
"""Where a word that is also a role's name is something else, and what."""


def test_a_roles_name_stands_only_where_it_is_about_that_role() -> None:
    found = defaultdict(set)
    for path in [*SRC.rglob("*.py"), *SRC.rglob("*.html")]:
        name = str(path.relative_to(SRC))
        if name.startswith(DATA) or "/migrations/" in name:
            continue
        text = path.read_text()
        found[name] = _named_in_python(text) if path.suffix == ".py" else _named_in_template(text)
    assert {name for name, words in found.items() if words} == {*EXACTLY, *OTHER_WORDS}


def _named_in_python(source: str) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ROLES
    }


def _named_in_template(source: str) -> set[str]:
    return set(re.findall(rf"role == \"({'|'.join(ROLES)})\"", source))
