"""The engine: the libraries that typeset, by name and version.

The same inputs give the same bytes on the same engine. Its Python packages are pinned; Pango,
HarfBuzz, fontconfig and FreeType come from the system. Their versions are read from the library
files that the renderer opens, without loading the renderer.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from printshop.reading.yaml_file import digest

PACKAGES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "pypdfium2", "zxing-cpp", "pillow")
UNKNOWN = "unknown"  # the version of a library that is missing or has no version function


@dataclass(frozen=True)
class Engine:
    """Pairs of name and version: of the system's libraries, and of the Python packages."""

    libraries: tuple[tuple[str, str], ...]
    packages: tuple[tuple[str, str], ...]

    @property
    def system(self) -> str:
        """The system's libraries as text: 'Pango 1.56.3, HarfBuzz 10.2.0, …'."""
        return _listed(self.libraries)

    def described(self) -> str:
        """All libraries and packages as text, the system's libraries first."""
        return _listed((*self.libraries, *self.packages))


def _listed(versions: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name} {number}" for name, number in versions)


@lru_cache
def engine() -> Engine:
    """The engine of this process."""
    libraries = tuple((name, _version(files, ask)) for name, files, ask in _LIBRARIES)
    return Engine(libraries, tuple((name, version(name)) for name in PACKAGES))


def engine_digest() -> str:
    """A digest of the engine; with another one the same text may be set differently."""
    return digest(engine().described())


def version_text() -> str:
    """The engine as ``--version`` prints it."""
    return engine().described()


def _version(files: tuple[str, ...], ask: Callable[[ctypes.CDLL], str]) -> str:
    """The version of the first library file that can be opened."""
    for file in files:
        try:
            return ask(ctypes.CDLL(file))
        except (OSError, AttributeError):
            continue
    return UNKNOWN


def _pango(library: ctypes.CDLL) -> str:
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())


def _harfbuzz(library: ctypes.CDLL) -> str:
    library.hb_version_string.restype = ctypes.c_char_p
    return str(library.hb_version_string().decode())


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())  # 21401 for 2.14.1
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    if library.FT_Init_FreeType(ctypes.byref(handle)):
        return UNKNOWN
    numbers = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(handle, *map(ctypes.byref, numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


# By the names under which the renderer opens them, on Linux and on macOS. FreeType is opened by
# Pango and fontconfig, not by the renderer.
_LIBRARIES: tuple[tuple[str, tuple[str, ...], Callable[[ctypes.CDLL], str]], ...] = (
    ("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib"), _pango),
    ("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), _harfbuzz),
    ("fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib"), _fontconfig),
    ("FreeType", ("libfreetype.so.6", "libfreetype.6.dylib"), _freetype),
)
