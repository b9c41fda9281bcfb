"""Files with one wrong colour, picture, line, letter or code on a page that is right."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.press.wrong.injuries import (
    Injury,
    both,
    code,
    paint,
    picture,
    running_font,
    state,
    stream,
    text,
)

SQUARE = "30 25 5 5 re f"
PLACE = "q 5 0 0 5 30 25 cm"


def _lab(pdf: pikepdf.Pdf) -> Any:
    return Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])


def _icc(pdf: pikepdf.Pdf) -> Any:
    return Array([Name.ICCBased, stream(b"0" * 128, N=3)(pdf)])


def _icc_cmyk(pdf: pikepdf.Pdf) -> Any:
    return Array([Name.ICCBased, stream(b"0" * 128, N=4)(pdf)])


def _calrgb(pdf: pikepdf.Pdf) -> Any:
    return Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))])


def _indexed(pdf: pikepdf.Pdf) -> Any:
    return Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\x40\x40\x40")])


def _fade_of_no_function(pdf: pikepdf.Pdf) -> Any:
    function = stream(b"{ nothing }", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=Array([30, 0, 35, 0]),
        Function=pdf.make_indirect(function(pdf)),
    )


def _spot(name: str) -> Any:
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([0, 1, 1, 0]),
        N=1,
    )
    return lambda pdf: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def _shading(pdf: pikepdf.Pdf) -> Any:
    fade = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1
    )
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([30, 25, 35, 25]), Function=fade
    )


def _tiling(pdf: pikepdf.Pdf) -> Any:
    return stream(
        b"1 0 0 rg 0 0 3 3 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 6, 6]),
        XStep=6,
        YStep=6,
        Resources=Dictionary(),
    )(pdf)


def _form(content: bytes, **more: Any) -> Any:
    return stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]), **more)


def _mask(pdf: pikepdf.Pdf) -> Any:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    form = _form(b"1 1 0 rg 30 25 5 5 re f", Group=group, Resources=Dictionary())
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form(pdf)))


def _rgb_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def _left_over(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Old=_lab(pdf))


def _one_bit(pixels: int) -> Any:
    return stream(
        b"\xaa" * (pixels // 8) * pixels,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        BitsPerComponent=1,
        ColorSpace=Name.DeviceGray,
    )


def _bare_font(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def _mute_font(pdf: pikepdf.Pdf) -> None:
    name, _ = running_font(pdf)
    del pdf.pages[0].obj.Resources.Font[name]["/ToUnicode"]


def _cut_short(pdf: pikepdf.Pdf) -> None:
    """What is painted ends at the trim, and the bleed around it is bare."""
    for page in pdf.pages:
        obj: Any = page.obj
        x0, y0, x1, y1 = (float(v) for v in obj.TrimBox)
        clip = f"q {x0} {y0} {x1 - x0} {y1 - y0} re W n\n".encode()
        obj.Contents = pdf.make_stream(clip + obj.Contents.read_bytes() + b"\nQ\n")


def _states(**values: Any) -> dict[str, Any]:
    return {"X": state(**values)}


_IN_THE_DARK = "0.9 0.6 0.4 0.4 k 25 20 40 15 re f"
_K = "0 0 0 1 k"
_OVER = _states(OP=True, op=True, OPM=1)

SPECIMENS: dict[str, tuple[str, Injury]] = {
    "RGB fill": ("rgb", paint(f"1 0 0 rg {SQUARE}")),
    "RGB line": ("rgb", paint("1 0 0 RG 1 w 30 25 m 35 25 l S")),
    "RGB type": ("rgb", text(14, "0.5 0 0 rg")),
    "RGB picture": (
        "rgb",
        paint(f"{PLACE} /P Do Q", XObject={"P": picture(60, Name.DeviceRGB, 3)}),
    ),
    "picture of RGB palette": (
        "rgb",
        paint(f"{PLACE} /P Do Q", XObject={"P": picture(60, _indexed, 1, b"\0")}),
    ),
    "RGB picture in the content": (
        "rgb",
        paint(f"{PLACE} BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"),
    ),
    "RGB shading": (
        "rgb",
        paint("q 30 25 5 5 re W n /S sh Q", Shading={"S": _shading}),
    ),
    "RGB shading as a pattern": (
        "rgb",
        paint(
            f"/Pattern cs /T scn {SQUARE}",
            Pattern={"T": lambda p: Dictionary(PatternType=2, Shading=_shading(p))},
        ),
    ),
    "RGB in a pattern": ("rgb", paint(f"/Pattern cs /T scn {SQUARE}", Pattern={"T": _tiling})),
    "RGB in a form": (
        "rgb",
        paint("/F Do", XObject={"F": _form(b"1 0 0 rg 30 25 5 5 re f")}),
    ),
    "RGB in a soft mask": (
        "rgb",
        paint(f"/X gs {_K} {SQUARE}", ExtGState={"X": _mask}),
    ),
    "RGB group": ("rgb", _rgb_group),
    "Lab": ("not-in-inks", paint(f"/L cs 50 20 20 scn {SQUARE}", ColorSpace={"L": _lab})),
    "CalRGB": ("rgb", paint(f"/L cs 1 0 0 scn {SQUARE}", ColorSpace={"L": _calrgb})),
    "ICCBased": ("rgb", paint(f"/I cs 1 0 0 scn {SQUARE}", ColorSpace={"I": _icc})),
    "CMYK of a profile": (
        "not-in-inks",
        paint(f"/I cs 0 0 0 1 scn {SQUARE}", ColorSpace={"I": _icc_cmyk}),
    ),
    "Lab that nothing uses": ("unused-colour-space", _left_over),
    "spot colour": (
        "spot-colour",
        paint(f"/R cs 1 scn {SQUARE}", ColorSpace={"R": _spot("PANTONE 485 C")}),
    ),
    "spot colour under the name of an abbreviation": (
        "spot-colour",
        paint(f"/G cs 1 scn {SQUARE}", ColorSpace={"G": _spot("PANTONE 485 C")}),
    ),
    "RGB profile under the name of an abbreviation": (
        "rgb",
        paint(f"/CMYK cs 1 0 0 scn {SQUARE}", ColorSpace={"CMYK": _icc}),
    ),
    "die line": (
        "finishing-ink",
        paint("/R CS 1 SCN 1 w 30 25 5 5 re S", ColorSpace={"R": _spot("CutContour")}),
    ),
    "varnish over all": (
        "finishing-ink",
        paint("/R cs 1 scn 0 0 85 55 re f", ColorSpace={"R": _spot("Spot UV")}),
    ),
    "crop mark in the bleed": ("marks-in-bleed", paint("0 1 0 0 K 0.1 w 0 -2 m 0 -7 l S")),
    "picture up to the trim": (
        "edge-at-trim",
        paint("q 20 0 0 20 0 20 cm /P Do Q", XObject={"P": picture(240, Name.DeviceGray, 1)}),
    ),
    "registration colour": (
        "spot-colour",
        paint(f"/R cs 1 scn {SQUARE}", ColorSpace={"R": _spot("All")}),
    ),
    "too much ink, flat": ("too-much-ink", paint(f"0.9 0.9 0.9 0.5 k {SQUARE}")),
    "too much ink, picture": (
        "too-much-ink",
        paint(
            "q 40 0 0 40 20 8 cm /P Do Q",
            XObject={"P": picture(400, Name.DeviceCMYK, 4, b"\xd0")},
        ),
    ),
    "gradient whose function cannot be read": (
        "not-measured",
        paint("30 25 5 5 re W n /S sh", Shading={"S": _fade_of_no_function}),
    ),
    "coarse picture": (
        "low-resolution",
        paint(f"{PLACE} /P Do Q", XObject={"P": picture(20, Name.DeviceGray, 1)}),
    ),
    "rather coarse picture": (
        "low-resolution",
        paint(f"{PLACE} /P Do Q", XObject={"P": picture(40, Name.DeviceGray, 1)}),
    ),
    "coarse line art": (
        "low-resolution",
        paint(f"{PLACE} /P Do Q", XObject={"P": _one_bit(80)}),
    ),
    "two versions of a picture": (
        "alternate-image",
        paint(
            f"{PLACE} /P Do Q",
            XObject={"P": picture(60, Name.DeviceGray, 1, Alternates=Array([]))},
        ),
    ),
    "PostScript": (
        "postscript",
        paint("/P Do", XObject={"P": stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)}),
    ),
    "transfer function": (
        "transfer-function",
        paint("/X gs", ExtGState=_states(TR=Name.Identity)),
    ),
    "halftone": (
        "transfer-function",
        paint("/X gs", ExtGState=_states(HT=Dictionary(HalftoneType=1))),
    ),
    "font not embedded": ("font-not-embedded", _bare_font),
    "font without text layer": ("no-text-layer", _mute_font),
    "missing letter": (
        "missing-glyph",
        lambda pdf: paint(
            f"/X gs {_K} BT {running_font(pdf)[0]} 4.2 Tf 30 27 Td <0000> Tj ET", ExtGState=_OVER
        )(pdf),
    ),
    "black type knocks out": ("overprint-missing", text(10, _K)),
    "black type overprints in mode 0": (
        "overprint-missing",
        text(10, f"/X gs {_K}", states=_states(OP=True, op=True, OPM=0)),
    ),
    "black line knocks out": (
        "overprint-missing",
        paint("0 0 0 1 K 0.3 w 30 25 m 35 25 l S"),
    ),
    "white type overprints": (
        "white-overprints",
        text(14, "/X gs 0 0 0 0 k", _IN_THE_DARK, _OVER),
    ),
    "white area overprints": (
        "white-overprints",
        paint(f"{_IN_THE_DARK} /X gs 0 0 0 0 k {SQUARE}", ExtGState=_OVER),
    ),
    "white line overprints": (
        "white-overprints",
        paint("/X gs 0 0 0 0 K 1 w 30 25 m 35 25 l S", ExtGState=_OVER),
    ),
    "small type in three inks": ("thin-type", text(7, "0.8 0.8 0.4 0 k")),
    "small white type in one ink": (
        "thin-type",
        text(7, "0 0 0 0 k", "0 0 0 0.8 k 25 20 40 15 re f"),
    ),
    "small type knocked out of four inks": (
        "knocked-out-type",
        text(7, "0.02 0.04 0.1 0 k", _IN_THE_DARK),
    ),
    "hairline": ("thin-line", paint("0.4 0.4 0 0 K 0.05 w 30 25 m 35 25 l S")),
    "line of no width": (
        "thin-line",
        paint("/X gs 0 0 0 1 K 0 w 30 25 m 35 25 l S", ExtGState=_OVER),
    ),
    "line in one ink": ("thin-line", paint("0.4 0 0 0 K 0.07 w 30 25 m 35 25 l S")),
    "line made thin by a matrix": (
        "thin-line",
        paint("q 1 0 0 0.1 0 0 cm 0.4 0 0 0 K 0.5 w 30 250 m 35 250 l S Q"),
    ),
    "line drawn as an area": ("thin-line", paint("0.4 0 0 0 k 30 25 20 0.05 re f")),
    "slanting line drawn as an area": (
        "thin-line",
        paint("0.4 0 0 0 k 30 25 m 50 35 l 50.02 34.96 l 30.02 24.96 l h f"),
    ),
    "area made thin by a clip": (
        "thin-line",
        paint("q 30 25 20 0.05 re W n 0.4 0 0 0 k 20 20 40 10 re f Q"),
    ),
    "small black type in four inks": ("rich-black", text(11, "0.5 0.4 0.4 1 k")),
    "black type without black": ("rich-black", text(11, "0.9 0.9 0.9 0 k")),
    "tiny type marked as an artifact": (
        "type-too-small",
        text(5, f"/X gs {_K}", before="/Artifact BMC", states=_OVER),
    ),
    "type near the trim": (
        "outside-safe-zone",
        text(14, f"{_K}", before="1 0 0 1 -29 0 cm"),
    ),
    "rich black type": ("rich-black", text(14, "0.7 0.6 0.6 1 k")),
    "tiny type": ("type-too-small", text(5, f"/X gs {_K}", states=_OVER)),
    "hidden type": ("hidden-text", text(14, f"{_K} 3 Tr")),
    "bleed not filled": ("unfilled-bleed", _cut_short),
    "code too small": ("code-too-small", code(14)),
    "modules too small": ("code-too-small", code(10)),
    "code crowded": (
        "code-crowded",
        both(paint("0.9 0.6 0.4 0.4 k 15 5 50 45 re f"), code(20, quiet=1)),
    ),
    "code reversed": ("code-colour", code(20, dark="0 0 0 0", light="0 0 0 1")),
    "code on a tint": ("code-colour", code(20, light="0 0 0.2 0")),
    "code in four inks": ("code-colour", code(20, dark="0.9 0.6 0.4 0.6")),
}
