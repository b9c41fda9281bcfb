"""The engine: what sets the type is known by name and version, before anything is loaded."""

import ctypes
import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from printshop.typesetting import engine

ROOT = Path(__file__).resolve().parents[3]


def test_every_library_says_its_version() -> None:
    """Pango, HarfBuzz, fontconfig and FreeType of this machine, then the pinned packages."""
    here = engine.engine()
    assert [name for name, _ in here.libraries] == ["Pango", "HarfBuzz", "fontconfig", "FreeType"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", number) for _, number in here.libraries), here
    assert f"weasyprint {version('weasyprint')}" in here.described()
    assert here.described().startswith(f"{here.system}, ")
    assert engine.version_text() == here.described()


def test_the_renderer_sees_the_same_pango() -> None:
    """The version is of the library that the renderer opens, not of another one that lies about."""
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    said = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    assert dict(engine.engine().libraries)["Pango"] == said


def test_nothing_large_is_loaded() -> None:
    """A run that has nothing to do asks for the engine, and does not load the renderer."""
    program = (
        "import sys; from printshop.typesetting import engine; engine.engine();"
        "print(sorted({'weasyprint', 'cffi', 'fontTools', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_another_engine_has_another_name() -> None:
    """One version that is otherwise makes another engine."""
    here = engine.engine()
    other = replace(here, libraries=(("Pango", "1.0.0"), *here.libraries[1:]))
    assert other.described() != here.described()


def test_a_library_that_is_not_there() -> None:
    """It is called unknown; the renderer will say more of it."""

    def ask(_: ctypes.CDLL) -> str:
        raise AttributeError

    assert engine._version(("libnothing-of-this-name.so.0",), str) == engine.UNKNOWN
    assert engine._version(("libc.so.6",), ask) == engine.UNKNOWN
