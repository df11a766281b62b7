"""The bench is run by hand, long after a change: what it imports must still be there."""

import importlib

import pytest


@pytest.mark.parametrize("name", ["catalogue", "filling", "meeting", "money", "stopwatch", "urls"])
def test_each_module_of_the_bench_finds_what_it_imports(name: str) -> None:
    importlib.import_module(f"bench.{name}")
