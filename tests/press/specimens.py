"""Bad specimens: one wrong file for each rule of preflight.

Five are made the way a person would make them, in a copy of the shop: a template, a style or a
layout that is wrong. The others are small injuries to one good file, the Dutch card.
"""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from printshop.findings import Finding, Severity
from printshop.preflight.examine import findings_of, opened
from printshop.prepress.press_file import SLUG_FONT
from printshop.proofing.rasterise import rasterise
from printshop.shop.job import Rendering
from printshop.typesetting.qr_code import code_svg
from tests.press import specimens_tags
from tests.press.pieces import ROOT, Piece, in_one_stream, open_at, piece, print_it, render

PT = 72 / 25.4


def errors(made: Piece) -> list[Finding]:
    """What preflight holds against a file."""
    found = findings_of(
        opened(made.file, made.rendering, rasterise(made.pdf)), "output/specimen.pdf"
    )
    return [f for f in found if f.severity is Severity.ERROR]


# ── from a wrong shop ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Wrong:
    """A piece of a shop in which some words of some files were replaced."""

    piece: str
    language: str
    changes: tuple[tuple[str, str, str], ...]  # path, what stands there once, what stands there now

    def make(self, root: Path) -> Piece:
        """The finished file from a copy of the real shop in ``root``."""
        for name in ("content", "layouts", "presses", "fonts"):
            shutil.copytree(ROOT / name, root / name)
        # A picture that somebody drew by hand: a code that leads elsewhere.
        elsewhere = code_svg("https://example.org/elsewhere", "device-cmyk(0 0 0 1)", _WHITE)
        (root / "layouts/card/elsewhere.svg").write_text(elsewhere, "utf-8")
        for path, old, new in self.changes:
            words = (root / path).read_text("utf-8")
            assert words.count(old) == 1, f"{path} has '{old}' {words.count(old)} times"
            (root / path).write_text(words.replace(old, new), "utf-8")
        return print_it(render(open_at(root), self.piece, self.language))


_WHITE = "device-cmyk(0 0 0 0)"
_CARD = "layouts/card/page.html.j2"
_LEAFLET = "layouts/leaflet/layout.yaml"

FROM_A_SHOP = {
    # Somebody moved the slogan down and told the layout not to mind.
    "on-the-figure": Wrong(
        "leaflet",
        "nl",
        (
            (
                _LEAFLET,
                "box: [204.5, 23, 86, 78]\n    base: 43",
                "clear: false\n    box: [204.5, 74, 86, 76]",
            ),
        ),
    ),
    # The two grounds of the outside meet on the fold itself.
    "colour-change-on-fold": Wrong(
        "leaflet",
        "nl",
        (
            (_LEAFLET, "[-6, -6, 102, 222], ground: signal", "[-6, -6, 103, 222], ground: signal"),
            (_LEAFLET, "[96, -6, 100, 222], ground: paper", "[97, -6, 99, 222], ground: paper"),
        ),
    ),
    # The number is to be read from farther away than its size allows.
    "read-too-near": Wrong(
        "card", "nl", (("layouts/card/layout.yaml", "number: 1.6,", "number: 3,"),)
    ),
    # The template turns the number's direction round.
    "number-out-of-order": Wrong(
        "card",
        "ar",
        (
            (
                _CARD,
                "{{ fact(campaign.hotline) }}",
                '{{ fact(campaign.hotline).replace("ltr", "rtl") }}',
            ),
        ),
    ),
    # A word on the outside of the card gives its owner away.
    "outside-tells": Wrong(
        "card",
        "nl",
        (("content/nl/card.yaml", "cover: Nuttige nummers", "cover: Hulp bij uitbuiting"),),
    ),
    # A style that copyfit does not see moves the title out of its frame.
    "overhang": Wrong(
        "card",
        "nl",
        (
            (
                "layouts/card/style.css",
                ".cover { font-weight: 700 }",
                ".cover { font-weight: 700; transform: translateX(-3mm) }",
            ),
        ),
    ),
    "code-unreadable": Wrong(
        "card", "nl", ((_CARD, "{{ code() }}", '<img class="code" alt="QR" src="elsewhere.svg">'),)
    ),
    # A style that copyfit does not see pushes a sentence below the page: the renderer drops it
    # without a word.
    "lost-words": Wrong(
        "card",
        "nl",
        (
            (
                "layouts/card/style.css",
                ".mark {",
                "#inside .choice { position: relative; top: 40mm }\n.mark {",
            ),
        ),
    ),
}

# Wrongs that are easily passed over: the code that names each, and how it comes about.
SUBTLE = {
    # A number that a template sets as plain words among Arabic ones: `800 055 78 32+`.
    "unisolated": (
        "number-out-of-order",
        Wrong(
            "card",
            "ar",
            (
                (
                    _CARD,
                    "{{ fact(campaign.hotline) }}",
                    "{{ campaign.facts[campaign.hotline].value }}",
                ),
            ),
        ),
    ),
    # A line that stands on the cover as well is lost on the back: blocks are counted.
    "repeated": (
        "lost-words",
        Wrong(
            "leaflet",
            "nl",
            (
                (
                    "layouts/leaflet/style.css",
                    "#back-contact p {",
                    "#outside #back-contact .hotline-label { display: none }\n#back-contact p {",
                ),
            ),
        ),
    ),
    # A sentence cut off by its box: its words are in the file, and nobody sees them.
    "clipped": (
        "lost-words",
        Wrong(
            "card",
            "nl",
            (
                (
                    "layouts/card/style.css",
                    ".mark {",
                    "#inside .choice { height: 0; overflow: hidden }\n.mark {",
                ),
            ),
        ),
    ),
}


# ── from one good file ───────────────────────────────────────────────────────────────────────


def injured(code: str) -> Piece:
    """The Dutch card with one small wrong in it, named after the rule that must see it."""
    good = piece("card", "nl")
    with pikepdf.open(io.BytesIO(good.pdf)) as pdf:
        in_one_stream(pdf)
        INJURIES[code](pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    rendering = good.rendering
    if code == "empty-page":  # the page was to have no words, so that none is lost
        rendering = _without_first_page_words(rendering)
    return Piece(replace(good.file, pdf=out.getvalue()), rendering)


def _without_first_page_words(rendering: Rendering) -> Rendering:
    composition = rendering.composition
    first = composition.job.side(1)
    kept = tuple(block for block in composition.blocks if block.page != first)
    return replace(rendering, composition=replace(composition, blocks=kept))


def _paint(page: int, operators: str) -> Callable[[pikepdf.Pdf], None]:
    """Something more is painted on a page: in mm from the trim's corner."""

    def do(pdf: pikepdf.Pdf) -> None:
        obj = pdf.pages[page].obj
        x, y = (float(v) for v in obj.TrimBox[:2])
        more = f"\nq {PT:.6f} 0 0 {PT:.6f} {x:.4f} {y:.4f} cm {operators} Q\n"
        obj.Contents = pdf.make_stream(obj.Contents.read_bytes() + more.encode())

    return do


def _letter(
    font: str, size: float, x: float, y: float, code: str = "", inks: str = "0 0 0 1"
) -> Callable[[pikepdf.Pdf], None]:
    """One more letter, or the glyph of a code, in a font of the first page: mm from the trim."""

    def do(pdf: pikepdf.Pdf) -> None:
        name, first = _font(pdf, font)
        show = f"{inks} k BT {name} {size / PT:.4f} Tf {x} {y} Td <{code or first}> Tj ET"
        _paint(0, show)(pdf)

    return do


def _font(pdf: pikepdf.Pdf, font: str) -> tuple[str, str]:
    """The resource's name of a font of the first page, and the code of a glyph that it has."""
    for name, item in pdf.pages[0].obj.Resources.Font.items():
        if font in str(item.BaseFont):
            widths = item.DescendantFonts[0].W
            return name, f"{int(widths[0]):04x}"
    raise AssertionError(f"the card has no {font}")


def _shift(key: str, *by: float) -> Callable[[pikepdf.Pdf], None]:
    """A box of every page, with its corners moved by mm."""

    def do(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj[key] = Array(
                [round(float(v) + d * PT, 4) for v, d in zip(page.obj[key], by, strict=True)]
            )

    return do


def _both(*steps: Callable[[pikepdf.Pdf], None]) -> Callable[[pikepdf.Pdf], None]:
    def do(pdf: pikepdf.Pdf) -> None:
        for step in steps:
            step(pdf)

    return do


def _again(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def _emptied(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")


def _other_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA51")


def _not_x(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"pdfxid:GTS_PDFXVersion", b"pdfxid:GTS_PDFAVersion"))


def _four_inks(pdf: pikepdf.Pdf) -> None:
    """All that is set in petrol on the first page is set in a black of four inks."""
    page = pdf.pages[0].obj
    content = page.Contents.read_bytes()
    petrol, rich = b"0.94 0.62 0.48 0.46 k", b"0.5 0.4 0.4 1 k"
    assert petrol in content
    page.Contents = pdf.make_stream(content.replace(petrol, rich))


def _image(pdf: pikepdf.Pdf) -> None:
    picture = Stream(pdf, b"\x80" * 3600)
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width = picture.Height = 60  # 305 ppi at 5 mm
    picture.BitsPerComponent, picture.ColorSpace = 8, Name.DeviceGray
    resources = pdf.pages[0].obj.Resources
    resources.XObject = Dictionary({**resources.get("/XObject", {}), "/Photo": picture})
    _paint(0, "5 0 0 5 30 25 cm /Photo Do")(pdf)


def _bare_font(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def _strange_font(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "Fira" in str(item.get("/BaseFont", "")):
            item.BaseFont = Name("/ABCDEF+Comic-Neue")


def _mark(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    """The edition mark has other glyphs: of its nine, each is two bytes."""

    def do(pdf: pikepdf.Pdf) -> None:
        page, found, font = pdf.pages[0], 0, ""
        content = []
        parsed: list[Any] = list(pikepdf.parse_content_stream(page))
        for operands, operator in parsed:
            op = str(operator)
            font = str(operands[0]) if op == "Tf" else font
            shown = bytes(operands[0]) if op == "Tj" and font == SLUG_FONT else b""
            if len(shown) == 18:
                found += 1
                operands = [String(change(shown))]
            content.append((operands, operator))
        assert found == 1
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))

    return do


INJURIES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "wrong-trim": _both(_shift("/TrimBox", 0, 0, 0, -1), _shift("/BleedBox", 0, 0, 0, -1)),
    "boxes-not-nested": _shift("/MediaBox", 0, 0, -9, 0),
    "wrong-bleed": _shift("/BleedBox", 1, 1, -1, -1),
    "wrong-page-count": _again,
    "empty-page": _emptied,
    "wrong-intent": _other_intent,
    "not-pdfx": _not_x,
    "rgb": _paint(0, "1 0 0 rg 30 25 5 5 re f"),
    "too-much-ink": _paint(0, "0.9 0.9 0.9 0.5 k 30 25 5 5 re f"),
    "black-not-k-only": _four_inks,
    "image": _image,
    "font-not-embedded": _bare_font,
    "unexpected-font": _strange_font,
    "missing-glyph": _letter("Noto", 8, 30, 25, "0000"),
    "type-too-small": _letter("Noto", 5, 30, 25),
    "outside-safe-zone": _letter("Noto", 8, 30, 2),
    "low-contrast": _letter("Noto", 8, 30, 25, inks="0 0 0 0.3"),
    "collision": _both(_letter("Noto", 8, 30, 25), _letter("Noto", 8, 30, 26.2)),
    "no-edition-mark": _mark(lambda _: b""),
    "wrong-edition-mark": _mark(lambda glyphs: glyphs[2:4] * 4 + glyphs[8:]),
    **specimens_tags.INJURIES,
}

# What an injury to the paint, or to the words, hurts besides.
BESIDE = {"not-tagged", "text-layer", "glyph-without-text", "no-edition-mark"}
