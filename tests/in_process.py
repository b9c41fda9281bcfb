"""The children's work done in the test's own process: faster, and measured by coverage.

A child starts with an empty environment in an empty folder, and binds itself so that it can write
nothing. Here its ``main`` runs without these limits: only for files that need none. The same comes
out of a real child: ``tests/unit/sandbox/test_intake.py``.
"""

import os
import re
import resource
import sys
import tempfile
import warnings
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from printshop.sandbox.process import ProcessResult

MAIN = re.compile(r"from (printshop\.\S+) import main")


def run(
    command: Sequence[str], environment: Mapping[str, str], seconds: float, most: int
) -> ProcessResult:
    """Do what ``sandbox.process.run`` does for one of our modules, but here and without limits."""
    at = command.index("-c") + 1
    module = MAIN.search(command[at])
    assert module, "this is no child of ours"
    main = import_module(module[1]).main
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # a child's are heard by nobody
        patch.setattr(resource, "setrlimit", lambda *_: None)
        patch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
        for name in ("TMPDIR", "FONTCONFIG_FILE"):  # a child may set these for itself
            patch.setenv(name, os.environ.get(name, ""))
            if not os.environ[name]:
                patch.delenv(name)
        patch.chdir(Path(folder).resolve())
        return _captured(main, list(command[at + 1 :]), most)


def _captured(main: Any, arguments: list[str], most: int) -> ProcessResult:
    """The exit code of a ``main``, and what it printed to the file descriptor of its output."""
    kept, fdopen = (os.dup(1), os.dup(2)), os.fdopen
    with tempfile.TemporaryFile() as out, ExitStack() as opened, pytest.MonkeyPatch.context() as p:
        # A child leaves its output open until it ends.
        p.setattr(os, "fdopen", lambda *how: opened.enter_context(fdopen(*how)))
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(out.fileno(), 1)
        try:
            code = main(arguments)
        finally:
            sys.stdout.flush()
            for number, descriptor in enumerate(kept, 1):
                os.dup2(descriptor, number)
                os.close(descriptor)
        out.seek(0)
        printed = out.read()
    return ProcessResult(code, printed[:most], "output" if len(printed) > most else "")


def heavy_in_a_child(cases: Iterable[Any], heavy: Set[Any]) -> list[Any]:
    """Cases as parameters of a test with ``children_here``: heavy ones need a child's limits."""
    assert heavy <= set(cases)
    return [pytest.param(c, marks=pytest.mark.child) if c in heavy else c for c in cases]
