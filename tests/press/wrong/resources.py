"""Files whose content names what nobody has, or draws what cannot be read."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.press.wrong import fonts
from tests.press.wrong.injuries import PT, Injury, paint, picture, stream

SQUARE = "30 25 5 5 re f"
PLACE = "q 5 0 0 5 30 25 cm"
_MISSING = {
    "font": f"BT /Gone {14 / PT:.4f} Tf 30 27 Td (A) Tj ET",
    "picture": f"{PLACE} /Gone Do Q",
    "graphics state": f"/Gone gs 0 0 0 1 k {SQUARE}",
    "colour space": f"/Gone cs 1 scn {SQUARE}",
    "pattern": f"/Pattern cs /Gone scn {SQUARE}",
    "gradient": "/Gone sh",
    "property list": f"/Span /Gone BDC 0 0 0 1 k {SQUARE} EMC",
    "colour space of a picture in the content": (
        f"{PLACE} BI /W 1 /H 1 /BPC 8 /CS /Gone ID a EI Q"
    ),
}


def _odd_picture(**more: Any) -> Any:
    """A gray picture with other entries."""

    def make(pdf: pikepdf.Pdf) -> Any:
        made = picture(60, Name.DeviceGray, 1)(pdf)
        for key, value in more.items():
            if value is None:
                del made[f"/{key}"]
            else:
                made[f"/{key}"] = value
        return made

    return make


def _packed(name: str, data: bytes) -> Any:
    """A picture in a filter."""

    def make(pdf: pikepdf.Pdf) -> Any:
        made = picture(60, Name.DeviceGray, 1)(pdf)
        made.write(data, filter=Name(name))
        return made

    return make


def _space(*entries: Any) -> Any:
    return lambda pdf: Array(entries)


def _drawn(made: Any) -> Injury:
    return paint(f"{PLACE} /P Do Q", XObject={"P": made})


_UNREADABLE: dict[str, Injury] = {
    "picture without a size": _drawn(_odd_picture(Width=None)),
    "picture without a colour space": _drawn(_odd_picture(ColorSpace=None)),
    "picture that ends too early": _drawn(_odd_picture(Height=90, Width=90)),
    "picture in an unknown filter": _drawn(_packed("/FutureDecode", b"what")),
    "picture that is no JPEG": _drawn(_packed("/DCTDecode", b"what")),
    "colour space of an unknown kind": paint(
        f"/S cs 1 scn {SQUARE}", ColorSpace={"S": _space(Name.Future, 1)}
    ),
    "spot colour without an alternate": paint(
        f"/S cs 1 scn {SQUARE}", ColorSpace={"S": _space(Name.Separation, Name.Cyan)}
    ),
    "pattern of an unknown kind": paint(
        f"/Pattern cs /T scn {SQUARE}", Pattern={"T": lambda pdf: Dictionary(PatternType=9)}
    ),
    "object of an unknown kind": _drawn(stream(b"", Type=Name.XObject, Subtype=Name.Future)),
    "CMap of an unknown name": fonts.shown(
        fonts.composite(Name("/Strange-H"), fonts.to_unicode(2, {1: "A"})), "<0001>"
    ),
    "type before a font": paint("q BT 30 27 Td (A) Tj ET Q"),
}

SPECIMENS: dict[str, tuple[str, Injury]] = {
    **{f"missing {name}": ("missing-resource", paint(op)) for name, op in _MISSING.items()},
    **{name: ("unreadable-content", injury) for name, injury in _UNREADABLE.items()},
}
