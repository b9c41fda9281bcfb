"""The scripts that write what is committed in ``docs/``: loaded by their path, each once."""

import importlib.util
from functools import lru_cache
from types import ModuleType

from tests.house.rooms import ROOT


@lru_cache
def script(path: str) -> ModuleType:
    """A script as a module; ``path`` is from the root of the project."""
    spec = importlib.util.spec_from_file_location(
        path.replace("/", "_").removesuffix(".py"), ROOT / path
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
