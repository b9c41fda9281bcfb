"""The CSS properties by which an SVG paints, and their values as SVG 1.1 attributes write them.

A value that a browser does not take is ``None``, and the one before it counts. One that a browser
takes but that is not drawn here raises ``NotDrawn``.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import tinycss2

from printshop.partners.logo_child.css_colours import NotDrawn, Tokens, Value, colour

NUMBERS = ("number", "percentage", "dimension")
ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
ABSOLUTE["q"] = ABSOLUTE["mm"] / 4
DEGREES = {"": 1.0, "deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
# Functions of CSS that compute a value; all others belong to one property, or are nothing.
COMPUTED = {"calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "attr", "env", "if"}


class Property(NamedTuple):
    """A property: whether it is inherited, its initial value, its values as an attribute's."""

    inherited: bool
    initial: str
    value: Callable[[Tokens], Value]


def significant(tokens: Tokens) -> list[Any]:
    """Tokens without white space and comments."""
    return [t for t in tokens if t.type not in ("whitespace", "comment")]


def address(token: Any) -> str | None:
    """The address in ``url(…)``, with quotes or without; None where it is another token."""
    if token.type == "url":
        return str(token.value).strip()
    if token.type == "function" and token.lower_name == "url":
        arguments = significant(token.arguments)
        if arguments and arguments[0].type == "string":
            return str(arguments[0].value).strip()
    return None


# ── grammars ─────────────────────────────────────────────────────────────────────────────────


def _words(*allowed: str) -> Callable[[Tokens], Value]:
    def value(tokens: Tokens) -> Value:
        word = _word(tokens)
        return word if word in allowed else None

    return value


def _word(tokens: Tokens) -> str:
    return str(tokens[0].lower_value) if len(tokens) == 1 and tokens[0].type == "ident" else ""


def _any(tokens: Tokens) -> Value:
    return " ".join(str(token.serialize()) for token in tokens)


def _paint(tokens: Tokens) -> Value:
    """A paint; with a colour in the values of a profile a browser does not take it."""
    for token in tokens:
        if getattr(token, "lower_name", "") in ("icc-color", "device-cmyk"):
            raise NotDrawn(f"a colour as '{token.lower_name}()'")
    if not tokens:
        return None
    if _word(tokens) in ("none", "context-fill", "context-stroke"):
        return _word(tokens)
    server = address(tokens[0])
    if server is None:
        return colour(tokens)
    rest = _paint(tokens[1:]) if len(tokens) > 1 else ""
    return None if rest is None else f"url({server}) {rest}".strip()


def reference(tokens: Tokens) -> Value:
    """``none`` or ``url(#…)``; shapes, pictures and other layers of CSS are not drawn."""
    if _word(tokens) == "none":
        return "none"
    server = address(tokens[0]) if len(tokens) == 1 else None
    if server is not None:
        return f"url({server})"
    if tokens and (len(tokens) > 1 or tokens[0].type == "function"):
        raise NotDrawn(f"'{tinycss2.serialize(tokens)[:40]}'")
    return None


def _ground(tokens: Tokens) -> Value:
    """The colour of a background; with a picture or a gradient it is not drawn."""
    if _word(tokens) == "none":
        return "none"
    for token in tokens:
        if address(token) is not None or "gradient" in getattr(token, "lower_name", ""):
            raise NotDrawn("a background with a picture or a gradient")
    return next((found for found in (colour([t]) for t in tokens) if found), None)


def _opacity(tokens: Tokens) -> Value:
    if len(tokens) != 1 or tokens[0].type not in ("number", "percentage"):
        return _computed(tokens)
    share = tokens[0].value / (100 if tokens[0].type == "percentage" else 1)
    return f"{min(max(share, 0.0), 1.0):.6g}"


def _number(tokens: Tokens) -> Value:
    if len(tokens) != 1 or tokens[0].type != "number":
        return _computed(tokens)
    return f"{tokens[0].value:.8g}"


def _length(tokens: Tokens) -> Value:
    if len(tokens) != 1 or tokens[0].type not in NUMBERS:
        return _computed(tokens)
    return str(tokens[0].serialize())


def _positive(tokens: Tokens) -> Value:
    value = _length(tokens)
    return None if value is None or tokens[0].value < 0 else value


def _auto(tokens: Tokens) -> Value:
    return "auto" if _word(tokens) == "auto" else _positive(tokens)


def _computed(tokens: Tokens) -> Value:
    """None for an invalid value; raises ``NotDrawn`` for one that a function computes."""
    for token in tokens:
        if getattr(token, "lower_name", "") in COMPUTED:
            raise NotDrawn(f"'{token.lower_name}()'")
    return None


def _dashes(tokens: Tokens) -> Value:
    if _word(tokens) == "none":
        return "none"
    lengths = [_positive([t]) for t in tokens if t.type != "literal" or t.value != ","]
    return " ".join(v for v in lengths if v) if lengths and None not in lengths else None


def _font_size(tokens: Tokens) -> Value:
    return _positive(tokens) or ("16px" if _word(tokens) == "medium" else None)


def _path(tokens: Tokens) -> Value:
    if len(tokens) == 1 and getattr(tokens[0], "lower_name", "") == "path":
        arguments = significant(tokens[0].arguments)
        return str(arguments[-1].value) if arguments and arguments[-1].type == "string" else None
    return "" if _word(tokens) == "none" else None


# ── transforms ───────────────────────────────────────────────────────────────────────────────


def _number_of(token: Any, units: dict[str, float]) -> float:
    if token.type == "number":
        return float(token.value)
    unit = getattr(token, "lower_unit", token.type)
    if unit not in units:
        raise NotDrawn(f"a transform with '{token.serialize()}'")
    return float(token.value) * units[unit]


def _arguments(tokens: Tokens, units: dict[str, float]) -> list[float]:
    separators = {",", "/"}
    return [_number_of(t, units) for t in tokens if getattr(t, "value", "") not in separators]


def transform(tokens: Tokens) -> Value:
    """Functions of a CSS transform as those of the attribute, without units."""
    if _word(tokens) == "none":
        return ""
    done = []
    for token in tokens:
        if token.type != "function":
            return None
        name, written = token.lower_name, significant(token.arguments)
        if name in ("rotate", "skewx", "skewy", "skew", "rotatez"):
            n = _arguments(written, DEGREES)
        else:
            n = _arguments(written, ABSOLUTE | ({"percentage": 0.01} if "scale" in name else {}))
        done.append(_function(name, n))
    return " ".join(done)


def _function(name: str, n: list[float]) -> str:
    x, y = n[0] if n else 0.0, n[1] if len(n) > 1 else None
    match name:
        case "matrix" if len(n) == 6:
            return f"matrix({' '.join(f'{v:.8g}' for v in n)})"
        case "translate" | "translatex":
            return f"translate({x:.8g} {y or 0.0:.8g})"
        case "translatey":
            return f"translate(0 {x:.8g})"
        case "scale":
            return f"scale({x:.8g} {x if y is None else y:.8g})"
        case "scalex" | "scaley":
            return f"scale({x:.8g} 1)" if name == "scalex" else f"scale(1 {x:.8g})"
        case "rotate" | "rotatez":
            return f"rotate({x:.8g})"
        case "skewx" | "skewy":
            return f"skew{name[-1].upper()}({x:.8g})"
        case "skew":
            shear = math.tan(math.radians(x)), math.tan(math.radians(y or 0.0))
            return f"matrix(1 {shear[1]:.8g} {shear[0]:.8g} 1 0 0)"
    raise NotDrawn(f"the transform '{name}()'")


def single(name: str, units: dict[str, float]) -> Callable[[Tokens], Value]:
    """The grammar of the properties ``translate``, ``rotate`` and ``scale``."""

    def value(tokens: Tokens) -> Value:
        if _word(tokens) == "none":
            return ""
        if any(t.type not in NUMBERS for t in tokens):
            raise NotDrawn(f"'{name}: {tinycss2.serialize(tokens)[:40]}'")
        return _function(name, _arguments(tokens, units))

    return value


PROPERTIES = {
    "color": Property(True, "#000000", colour),
    "fill": Property(True, "#000000", _paint),
    "fill-opacity": Property(True, "1", _opacity),
    "fill-rule": Property(True, "nonzero", _words("nonzero", "evenodd")),
    "stroke": Property(True, "none", _paint),
    "stroke-opacity": Property(True, "1", _opacity),
    "stroke-width": Property(True, "1", _positive),
    "stroke-linecap": Property(True, "butt", _words("butt", "round", "square")),
    "stroke-linejoin": Property(
        True, "miter", _words("miter", "round", "bevel", "arcs", "miter-clip")
    ),
    "stroke-miterlimit": Property(True, "4", _number),
    "stroke-dasharray": Property(True, "none", _dashes),
    "stroke-dashoffset": Property(True, "0", _length),
    "clip-rule": Property(True, "nonzero", _words("nonzero", "evenodd")),
    "visibility": Property(True, "visible", _words("visible", "hidden", "collapse")),
    "marker-start": Property(True, "none", reference),
    "marker-mid": Property(True, "none", reference),
    "marker-end": Property(True, "none", reference),
    "paint-order": Property(True, "normal", _any),
    "font-size": Property(True, "16px", _font_size),
    "image-rendering": Property(True, "auto", _any),
    "opacity": Property(False, "1", _opacity),
    "stop-color": Property(False, "#000000", colour),
    "stop-opacity": Property(False, "1", _opacity),
    "clip-path": Property(False, "none", reference),
    "mask": Property(False, "none", reference),
    "mask-type": Property(False, "luminance", _words("luminance", "alpha")),
    "filter": Property(False, "none", _any),
    "display": Property(False, "inline", _any),
    "overflow": Property(False, "visible", _words("visible", "hidden", "scroll", "auto", "clip")),
    "mix-blend-mode": Property(False, "normal", _any),
    "isolation": Property(False, "auto", _words("auto", "isolate")),
    "vector-effect": Property(False, "none", _any),
    "transform": Property(False, "", transform),
    "transform-origin": Property(False, "0 0", _any),
    "transform-box": Property(False, "view-box", _any),
}
# Properties in styles alone: as attributes they are none, or those of some elements.
STYLED = {
    "translate": Property(False, "", single("translate", ABSOLUTE)),
    "rotate": Property(False, "", single("rotate", DEGREES)),
    "scale": Property(False, "", single("scale", {"percentage": 0.01})),
    "background-color": Property(False, "none", _ground),
    "x": Property(False, "0", _length),
    "y": Property(False, "0", _length),
    "cx": Property(False, "0", _length),
    "cy": Property(False, "0", _length),
    "r": Property(False, "0", _positive),
    "rx": Property(False, "auto", _auto),
    "ry": Property(False, "auto", _auto),
    "width": Property(False, "auto", _auto),
    "height": Property(False, "auto", _auto),
    "d": Property(False, "", _path),
}
# What a browser draws and this does not, unless its value is one of ``WITHOUT_EFFECT``.
NOT_DRAWN = {
    *("backdrop-filter", "offset-path", "offset", "perspective", "zoom", "all", "animation"),
    *("animation-name", "mask-image", "-webkit-mask", "-webkit-mask-image", "-webkit-filter"),
    *("background-image", "border", "outline", "box-shadow", "-webkit-clip-path"),
}
WITHOUT_EFFECT = {"none", "normal", "auto", "1", "0", "initial", "unset", "inherit", ""}
