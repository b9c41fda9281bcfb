"""Colour spaces: the meaning of a name or an array in a PDF (ISO 32000-1, 8.6).

Abbreviations (``/G``, ``/RGB``, ``/CMYK``, ``/I``) exist in inline images only (8.9.7), and pikepdf
writes them out in ``PdfInlineImage.obj``. So none is read here: a resource of such a name is what
its file defines, such as a spot colour.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from printshop.pdf.objects import MALFORMED, get
from printshop.pdf.paint import Paint
from printshop.pdf.profiles import profile_of

DEEPEST = 8  # spaces within spaces: more is taken for a circular reference
MOST = 32  # channels of a profile
DEFAULTS = {  # 8.6.5.6
    "/DeviceGray": "/DefaultGray",
    "/DeviceRGB": "/DefaultRGB",
    "/DeviceCMYK": "/DefaultCMYK",
}
_CHANNELS = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
}


@dataclass(frozen=True, eq=False)
class ColourSpace:
    """A colour space as a file defines it.

    ``channels``: number of components, 0 where that is not known. ``names``: the colorants of
    Separation and DeviceN. ``base``: the base space of Indexed, the alternate space of Separation
    and DeviceN, the underlying space of an uncoloured pattern. ``item``: the array itself, for its
    profile, table or tint transform; None for a name. ``said``: what a finding calls it, where that
    is neither its family nor its profile.
    """

    family: str
    channels: int = 0
    names: tuple[str, ...] = ()
    base: "ColourSpace | None" = None
    item: Any = field(default=None, repr=False)
    said: str = ""

    @cached_property
    def words(self) -> str:
        """What a finding calls it: ``DeviceRGB``, ``CMYK of the profile 'Coated FOGRA39'``."""
        if self.family == "/ICCBased" and not self.said:
            return profile_of(self.item[1] if len(self.item) > 1 else None).words(self.channels)
        return self.said or self.family.strip("/")

    @property
    def initial(self) -> tuple[float, ...]:
        """The components of the initial colour (ISO 32000-1, 8.6.8)."""
        if self.family == "/DeviceCMYK":
            return 0.0, 0.0, 0.0, 1.0
        return (1.0 if self.names else 0.0,) * self.channels

    @property
    def is_listed(self) -> bool:
        """Whether it is more than a name that no resource has."""
        return self.item is not None or self.family in _FAMILIES or self == UNKNOWN

    @property
    def is_readable(self) -> bool:
        """Whether its colours can be known: all that it rests on is there, and of a known kind."""
        if self.family in ("/Indexed", "/Separation", "/DeviceN"):
            enough = self.item is not None and len(self.item) >= 4
            return enough and self.base is not None and self.base.is_readable
        if self.family == "/ICCBased":
            return self.channels in (1, 3, 4)
        return self.family in _FAMILIES

    @property
    def painted(self) -> "ColourSpace":
        """The base space of Indexed, whose table holds the colours; otherwise the space itself."""
        return self.base if self.family == "/Indexed" and self.base else self

    def paint(self, values: tuple[float, ...]) -> Paint:
        """The colour of some components; for an uncoloured pattern in the underlying space."""
        underlying = self.base if self.family == "/Pattern" else None
        space = underlying or self
        said = space.words if space.family == "/ICCBased" else ""
        return Paint(space.family, values, self.names, said)


_FAMILIES = {*_CHANNELS, "/ICCBased", "/DeviceN", "/Pattern"}
GRAY = ColourSpace("/DeviceGray", 1)
RGB = ColourSpace("/DeviceRGB", 3)
CMYK = ColourSpace("/DeviceCMYK", 4)
DEVICE = {space.family: space for space in (GRAY, RGB, CMYK)}
UNKNOWN = ColourSpace("/Unknown")
PATTERN = ColourSpace("/Pattern")


def resolve(item: Any, resources: Any, *, defaults: bool = False, depth: int = 0) -> ColourSpace:
    """The colour space of a name or an array; raises nothing.

    ``resources`` is the dictionary in which names are looked up. With ``defaults`` its DefaultGray,
    DefaultRGB and DefaultCMYK replace the device spaces (8.6.5.6). A name that is not listed is
    returned as family; what is malformed or refers to itself is ``/Unknown``.
    """
    if depth > DEEPEST or item is None:
        return UNKNOWN
    if isinstance(item, pikepdf.Name):
        name = str(item)
        if device := DEVICE.get(name):
            default = get(resources, "/ColorSpace", DEFAULTS[name]) if defaults else None
            return device if default is None else resolve(default, None, depth=depth + 1)
        if name == "/Pattern":
            return PATTERN
        listed = get(resources, "/ColorSpace", name)
        if listed is None:
            return ColourSpace(name)
        return resolve(listed, resources, defaults=defaults, depth=depth + 1)
    if not isinstance(item, pikepdf.Array) or not len(item):
        return UNKNOWN
    family = str(item[0])
    if family in DEVICE:
        return resolve(item[0], resources, defaults=defaults, depth=depth + 1)
    base = None
    index = _BASES.get(family)
    if index is not None and len(item) > index:
        base = resolve(item[index], resources, defaults=defaults, depth=depth + 1)
    return ColourSpace(family, _channels(family, item), _names(family, item), base, item)


# By family, the index of the base, alternate or underlying space in the array.
_BASES = {"/Indexed": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}


def _names(family: str, item: Any) -> tuple[str, ...]:
    """The colorants of a space (8.6.6.4 and 8.6.6.5)."""
    if family == "/Separation" and len(item) > 1:
        return (str(item[1]).strip("/"),)
    if family == "/DeviceN" and len(item) > 1 and isinstance(item[1], pikepdf.Array):
        return tuple(str(name).strip("/") for name in item[1])
    return ()


def _channels(family: str, item: Any) -> int:
    if family == "/ICCBased" and len(item) > 1:
        try:
            return min(max(0, int(get(item[1], "/N") or 0)), MOST)
        except MALFORMED:
            return 0
    if family == "/DeviceN":
        return len(_names(family, item))
    return _CHANNELS.get(family, 0)
