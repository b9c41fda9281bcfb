"""Colour spaces as a file writes them, followed down to what is painted (ISO 32000-1, 8.6)."""

from dataclasses import dataclass
from typing import Any

import pikepdf

from printshop.preflight.reading.facts import Paint

DEEP = 8  # spaces within spaces: more is a circle
PLAIN = {
    "/G": "/DeviceGray",
    "/RGB": "/DeviceRGB",
    "/CMYK": "/DeviceCMYK",
    "/DeviceGray": "/DeviceGray",
    "/DeviceRGB": "/DeviceRGB",
    "/DeviceCMYK": "/DeviceCMYK",
}
DEFAULTS = {
    "/DeviceGray": "/DefaultGray",
    "/DeviceRGB": "/DefaultRGB",
    "/DeviceCMYK": "/DefaultCMYK",
}
FIRST = {"/DeviceGray": (0.0,), "/DeviceRGB": (0.0,) * 3, "/DeviceCMYK": (0.0, 0.0, 0.0, 1.0)}


@dataclass(frozen=True)
class Space:
    """A colour space: its family, and the inks it names; ``under`` is what a pattern paints in."""

    family: str
    names: tuple[str, ...] = ()
    under: str = ""

    @property
    def first(self) -> Paint:
        """The colour that holds before one is set (ISO 32000-1, 8.6.8)."""
        if self.names:
            return Paint(self.family, (1.0,) * len(self.names), self.names)
        return Paint(self.family, FIRST.get(self.family, ()))


def get(holder: Any, *keys: str) -> Any:
    """What lies under keys in dictionaries, one in another; None where something else does."""
    try:  # asking for its type first costs more than the answer
        for key in keys:
            holder = holder.get(key)
    except (AttributeError, TypeError, ValueError):
        return None
    return holder


def space_of(item: Any, resources: Any, deep: int = 0) -> Space:
    """The space that a name or an array stands for, through Indexed and the page's defaults."""
    if deep > DEEP or item is None:
        return Space("/Unknown")
    if isinstance(item, pikepdf.Name):
        name = str(item)
        if plain := PLAIN.get(name):
            other = get(resources, "/ColorSpace", DEFAULTS[plain])
            return Space(plain) if other is None else space_of(other, None, deep + 1)
        if name == "/Pattern":
            return Space(name)
        found = get(resources, "/ColorSpace", name)
        return Space(name) if found is None else space_of(found, resources, deep + 1)
    if not isinstance(item, pikepdf.Array) or not len(item):
        return Space("/Unknown")
    family = str(item[0])
    if family in PLAIN:
        return space_of(item[0], resources, deep + 1)
    if family in ("/Indexed", "/I") and len(item) > 1:
        return space_of(item[1], resources, deep + 1)
    if family == "/Pattern" and len(item) > 1:
        return Space("/Pattern", (), space_of(item[1], resources, deep + 1).family)
    if family == "/Separation" and len(item) > 1:
        return Space(family, (str(item[1]).strip("/"),))
    if family == "/DeviceN" and len(item) > 1 and isinstance(item[1], pikepdf.Array):
        return Space(family, tuple(str(n).strip("/") for n in item[1]))
    return Space(family)
