"""The demonstration: a made-up county, personas only in demo mode."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from locality.accounts.actions.ending_sessions import sign_in_as
from locality.accounts.models import User
from locality.demo.people import PERSONAS
from locality.demo.seeding import seed
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S
from tests.installed import REAL

ROOT = Path(__file__).parents[3]
COUNT = """
import os, django
django.setup()
from django.urls import get_resolver
print([name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("demo")])
"""


@pytest.mark.django_db
def test_nobody_becomes_a_persona_outside_demo_mode(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = False
    user = User.objects.create(email="a@b.example", name="A")
    with pytest.raises(PermissionDenied):
        sign_in_as(RequestFactory().get("/"), user)


@pytest.mark.parametrize(("demo", "there"), [("1", True), ("0", False)])
def test_the_addresses_of_the_demonstration_exist_in_demo_mode_alone(demo: str, there: bool, tmp_path: Path) -> None:
    env = REAL | {
        "LOCALITY_DEMO": demo, "LOCALITY_VAR": str(tmp_path), "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "locality.config.settings",
    }  # fmt: skip
    found = subprocess.run([sys.executable, "-c", COUNT], env=env, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ("demo_personas" in found.stdout) is there


@pytest.mark.django_db
def test_the_county_is_like_a_real_one_in_size_and_has_a_request_in_each_state() -> None:
    seeded = seed()
    schools = [school for found in seeded.schools.values() for school in found]
    assert len(seeded.communities) == 53
    assert 520 <= len(schools) <= 600
    states = set(ResourceRequest.objects.values_list("state", flat=True))
    assert states >= {
        S.DRAFT,
        S.READY_TO_SIGN,
        S.SUBMITTED,
        S.RETURNED,
        S.ACCEPTED,
        S.APPROVED,
        S.DECLINED,
        S.ACKNOWLEDGED,
        S.PROCESSED,
    }
    for persona in PERSONAS:
        assert User.objects.filter(email=persona.email).exists()
