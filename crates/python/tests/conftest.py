"""What the tests need beside the package. `cargo xtask python` brings all of it and sets SARTOR_FULL: then nothing is skipped."""

import importlib
import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "crates/python/examples"


def need(name):
    """A module; without it the test is skipped."""
    return importlib.import_module(name) if os.environ.get("SARTOR_FULL") else pytest.importorskip(name)


def named(variable):
    """The path that a variable names; without it the test is skipped."""
    value = os.environ.get(variable)
    if not value:
        assert not os.environ.get("SARTOR_FULL"), f"{variable} is not set"
        pytest.skip(f"{variable} is not set")
    return pathlib.Path(value)
