"""Logos: what partners hand in, as one page in inks; seen by pdfium and by Ghostscript's plates."""

import base64
import io
import os
import resource
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from printshop.colour.icc import Pixels, colour_to_press
from printshop.findings import Finding, Severity
from printshop.orders.model import Logo
from printshop.partners.logo import take_logo
from printshop.reading.yaml_file import read
from printshop.sandbox.intake import why_ended
from printshop.sandbox.process import ProcessResult
from printshop.shop.press import Press
from tests.in_process import heavy_in_a_child
from tests.press import logos
from tests.press.pieces import ROOT
from tests.press.referees import colour_operators, foreign_colours, separations
from tests.unit.colour.test_icc import wide

ENDED = ProcessResult(-9, b"", "time")  # how a child ends that uses up its time
MEMORY = 2 << 20  # kB
pytestmark = pytest.mark.usefixtures("children_here")
PROFILE = (ROOT / "presses/icc/ISOcoated_v2_300_bas.icc").read_bytes()


def press() -> Press:
    """The condition that is the default."""
    paths = [p for p in (ROOT / "presses").glob("*.yaml") if b"made: default" in p.read_bytes()]
    found, _ = read(ROOT, paths[0], Press)
    assert found
    return found


def taken(
    folder: Path, data: bytes, ending: str, black: bool = False
) -> tuple[Logo | None, list[Finding]]:
    """A file's bytes taken in as a logo."""
    path = folder / f"logo.{ending}"
    path.write_bytes(data)
    return take_logo(ROOT, path, path.name, press(), black)


def made(folder: Path, data: bytes, ending: str, black: bool = False) -> Logo:
    """A logo of which nothing is to be said."""
    logo, told = taken(folder, data, ending, black)
    assert logo is not None, told
    assert told == []
    assert foreign_colours(logo.pdf) == []
    return logo


def seen(logo: Logo, across: int = 400) -> Pixels:
    """The page of a logo as pdfium shows it, so many pixels across."""
    with pypdfium2.PdfDocument(logo.pdf) as document:
        page = document[0]
        return np.asarray(page.render(scale=across / page.get_width()).to_pil().convert("RGB"))


def pictures(logo: Logo) -> list[Any]:
    """The pictures that a logo's file holds."""
    with pikepdf.open(io.BytesIO(logo.pdf)) as pdf:
        streams = [i for i in pdf.objects if isinstance(i, pikepdf.Stream)]
        return [str(i.get("/ColorSpace")) for i in streams if i.get("/Subtype") == "/Image"]


def plates(logo: Logo, folder: Path, x: float, y: float) -> tuple[float, ...]:
    """C, M, Y and K in percent at a place of the page, in shares from its upper left corner."""
    path = folder / "made.pdf"
    path.write_bytes(logo.pdf)
    found = separations(path, folder, 150, sheet=True)[0].plates
    rows, columns = found["Cyan"].shape
    at = int(y * rows), int(x * columns)
    return tuple(float(found[name][at]) for name in ("Cyan", "Magenta", "Yellow", "Black"))


def near(one: tuple[float, ...], other: tuple[float, ...], by: float = 1.5) -> bool:
    """Whether inks in percent are the same, but for rounding."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def in_inks(rgb: tuple[int, int, int]) -> tuple[float, ...]:
    """A colour as the condition prints it, in percent."""
    r, g, b = (v / 255 for v in rgb)
    return tuple(100 * v for v in colour_to_press((r, g, b), PROFILE, press().limits.ink))


# ── refused ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", heavy_in_a_child(logos.REFUSED, logos.HEAVY))
def test_refused(name: str, tmp_path: Path) -> None:
    """Whatever is handed in, the answer is an error with its code, within the child's limits."""
    ending, make, code = logos.REFUSED[name]
    logo, told = taken(tmp_path, make(), ending)
    assert not any(why_ended(ENDED) in f.message for f in told)
    assert logo is None
    assert code in {f.code for f in told if f.severity is Severity.ERROR}, told
    assert all(f.where.path == f"logo.{ending}" and f.fix for f in told)
    assert not any("Traceback" in f.message or "Error" in f.message for f in told)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY


def test_refused_at_the_door(tmp_path: Path) -> None:
    """What is not there, a folder, a pipe and a file of 33 MB are not opened."""
    for name, code in (("none.svg", "missing-file"), ("", "unreadable")):
        logo, told = take_logo(ROOT, tmp_path / name, "logo", press())
        assert logo is None
        assert [f.code for f in told] == [code]
    os.mkfifo(tmp_path / "pipe.svg")
    assert take_logo(ROOT, tmp_path / "pipe.svg", "logo", press())[1][0].code == "unreadable"
    with (tmp_path / "large.svg").open("wb") as file:
        file.truncate((32 << 20) + 1)
    assert take_logo(ROOT, tmp_path / "large.svg", "logo", press())[1][0].code == "file-too-large"


def test_read_by_its_content(tmp_path: Path) -> None:
    """A PNG that calls itself an SVG is read as the PNG it is, and a person is told."""
    logo, told = taken(tmp_path, logos.transparent(), "svg")
    assert logo is not None
    assert [(f.code, f.severity) for f in told] == [("logo-misnamed", Severity.REVIEW)]


def test_first_page_of_several(tmp_path: Path) -> None:
    """Of several pages the first is taken, and a person is told."""
    logo, told = taken(tmp_path, logos.pdf(b"0 1 1 0 k " + logos.BOX, pages=3), "pdf")
    assert logo is not None
    assert [(f.code, f.severity) for f in told] == [("logo-pages", Severity.REVIEW)]


# ── vectors ──────────────────────────────────────────────────────────────────────────────────


def test_svg_stays_vectors(tmp_path: Path) -> None:
    """A drawing keeps its curves, is trimmed to what is seen, and is painted in inks."""
    logo = made(tmp_path, logos.svg(logos.GRADIENT), "svg")
    assert pictures(logo) == []
    assert logo.pixels == 0
    assert logo.aspect == pytest.approx(130 / 60, rel=0.002)
    assert colour_operators(logo.pdf) <= {"k", "K", "g", "G", "/Pattern"}
    assert near(plates(logo, tmp_path, 0.2, 0.5), in_inks((0, 102, 204)))
    gray = plates(logo, tmp_path, 0.8, 0.3)
    assert gray[:3] == (0, 0, 0)
    assert gray[3] > 40
    left, right = plates(logo, tmp_path, 0.56, 0.83), plates(logo, tmp_path, 0.98, 0.83)
    assert left[1] > 80 > 40 > right[1]  # the gradient runs from red to green
    assert right[0] > 60 > 20 > left[0]


def test_a_gradient_that_changes_at_once(tmp_path: Path) -> None:
    """Where two stops meet, one ink ends and the next begins, without a ramp of samples."""
    stops = "".join(
        f'<stop offset="{at}" stop-color="{colour}"/>'
        for at, colour in ((0.2, "#c81e28"), (0.5, "#c81e28"), (0.5, "#0a5a96"), (0.8, "#0a5a96"))
    )
    drawing = (
        f'<linearGradient id="g">{stops}</linearGradient><path d="M0 0H200V100H0z" fill="url(#g)"/>'
    )
    logo = made(tmp_path, logos.svg(drawing), "svg")
    row = seen(logo, 2000)[10].astype(int)
    changed = np.flatnonzero(np.abs(np.diff(row, axis=0)).max(axis=1) > 2)
    assert changed.size
    assert changed[-1] - changed[0] <= 2


def test_circles_are_round(tmp_path: Path) -> None:
    """A circle has a circle's area, within 4 per mille: the renderer's bulge by up to 1.7 %."""
    round_one = made(tmp_path, logos.svg('<circle cx="50" cy="50" r="40"/>'), "svg")
    inked = float((seen(round_one, 1000)[..., 0] < 128).mean())
    assert inked == pytest.approx(np.pi / 4, rel=0.004)


def test_page_starts_at_the_logo(tmp_path: Path) -> None:
    """The page begins at 0,0, ends where the logo ends, and nothing white is left around it."""
    logo = made(tmp_path, logos.pdf(b"0 1 1 0 k " + logos.BOX), "pdf")
    with pikepdf.open(io.BytesIO(logo.pdf)) as pdf:
        assert len(pdf.pages) == 1
        x0, y0, x1, y1 = (float(v) for v in pdf.pages[0].mediabox)
    assert (x0, y0) == (0, 0)
    assert (x1, y1) == pytest.approx((100, 50), abs=0.2)
    shown = seen(logo)
    assert (shown[2:-2, 2:-2].max(-1) > 200).all()  # red all over
    assert (shown[2:-2, 2:-2].min(-1) < 100).all()


def test_turned_and_cropped_pages(tmp_path: Path) -> None:
    """A page that is turned lies as it is looked at; what its TrimBox cuts off stays off."""
    with pikepdf.open(io.BytesIO(logos.pdf(b"0 1 1 0 k " + logos.BOX + b" 0 0 9 9 re f"))) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.pages[0].obj.TrimBox = pikepdf.Array([20, 10, 180, 90])
        out = io.BytesIO()
        pdf.save(out)
    logo = made(tmp_path, out.getvalue(), "pdf")
    assert logo.aspect == pytest.approx(0.5, rel=0.005)


def test_inks_stay_as_they_are(tmp_path: Path) -> None:
    """DeviceCMYK and DeviceGray of a PDF are not converted."""
    content = b"0.1 0.7 0.3 0.05 k 0 0 50 50 re f 0.4 g 50 0 50 50 re f"
    logo = made(tmp_path, logos.pdf(content), "pdf")
    assert near(plates(logo, tmp_path, 0.25, 0.5), (10, 70, 30, 5), 0.5)
    assert near(plates(logo, tmp_path, 0.75, 0.5), (0, 0, 0, 60), 0.5)


def srgb() -> bytes:
    """The profile that most pictures mean."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


SPACES: dict[str, tuple[bytes, Any, tuple[float, ...]]] = {
    "rgb": (b"0.784314 0.117647 0.156863 rg ", None, in_inks(logos.RED)),
    "neutral rgb": (b"0.5 0.5 0.5 rg ", None, in_inks((128, 128, 128))),
    "a profile": (b"/Own cs 0.7843 0.1176 0.1569 sc ", logos.icc(srgb(), 3), in_inks(logos.RED)),
    "a cmyk profile": (b"/Own cs 0.2 0.4 0.6 0.1 sc ", logos.icc(PROFILE, 4), (20, 40, 60, 10)),
    "a spot colour": (b"/Spot cs 0.8 scn ", logos.spot, (40, 80, 0, 0)),
    "two further inks": (b"/Two cs 0.4 0.8 scn ", logos.inks_mixed, (40, 80, 0, 0)),
    "a named gray": (b"/DeviceGray cs 0.3 sc ", None, (0, 0, 0, 70)),
    "lab": (b"/Lab cs 43.6 62 37 scn ", logos.lab, in_inks(logos.RED)),
}  # fmt: skip


@pytest.mark.parametrize("name", SPACES)
def test_spaces(name: str, tmp_path: Path) -> None:
    """A fill in any space reaches the plates in the inks that it stands for."""
    content, space, wanted = SPACES[name]
    more = {"ColorSpace": space} if space else {}
    logo = made(tmp_path, logos.pdf(content + logos.BOX, **more), "pdf")
    found = plates(logo, tmp_path, 0.5, 0.5)
    assert near(found, wanted, 6 if name == "lab" else 1.5), (found, wanted)
    assert max(found) > 20


def test_a_picture_in_a_spot_colour(tmp_path: Path) -> None:
    """A picture of one further ink keeps its pixels and gets a table of the four inks."""
    drawn = b"q 100 0 0 50 50 25 cm /Picture Do Q"
    logo = made(tmp_path, logos.pdf(drawn, XObject=logos.spotted), "pdf")
    assert near(plates(logo, tmp_path, 0.1, 0.5), (50, 100, 0, 0))
    assert near(plates(logo, tmp_path, 0.9, 0.5), (25, 50, 0, 0))


def test_pixels_among_vectors_count(tmp_path: Path) -> None:
    """A PDF or an SVG that only wraps a picture says how many pixels that has across."""
    drawn = b"q 100 0 0 50 50 25 cm /Picture Do Q"
    assert made(tmp_path, logos.pdf(drawn, XObject=logos.spotted), "pdf").pixels in (1, 2)
    address = f"data:image/png;base64,{base64.b64encode(logos.transparent()).decode()}"
    wrapped = logos.svg(f'<image width="200" height="100" href="{address}"/>')
    assert made(tmp_path, wrapped, "svg").pixels == pytest.approx(200, abs=4)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_in_a_drawing_cut_short(tmp_path: Path, kind: str) -> None:
    """It is refused as one that comes alone: the renderer would set what is there."""
    picture = getattr(logos, kind)(logos.plate("RGB", "white", logos.RED))
    half = base64.b64encode(picture[: len(picture) * 2 // 3]).decode()
    drawn = f'<image width="200" height="100" href="data:image/{kind};base64,{half}"/>'
    for data, ending in ((logos.svg(drawn), "svg"), (base64.b64decode(half), kind)):
        logo, told = taken(tmp_path, data, ending)
        assert logo is None
        assert [f.code for f in told] == ["damaged"]


def test_type_is_refused(tmp_path: Path) -> None:
    """Type in a logo would bring a face that the piece has not: it is to come as outlines."""
    font = next(p for p in sorted((ROOT / "fonts").rglob("*.ttf"))).read_bytes()
    logo, told = taken(tmp_path, logos.typed(font), "pdf")
    assert logo is None
    assert [f.code for f in told] == ["logo-text"]


def test_damaged_and_mended(tmp_path: Path) -> None:
    """A PDF that lost its end is mended, and a person is asked to look."""
    data = logos.pdf(b"0 1 1 0 k " + logos.BOX)
    logo, told = taken(tmp_path, data[: data.rindex(b"xref")], "pdf")
    assert logo is not None
    assert [(f.code, f.severity) for f in told] == [("damaged", Severity.REVIEW)]


def test_half_on_paper_is_mixed(tmp_path: Path) -> None:
    """What is half seen over white paper is mixed with it, opaque: inks as inks, RGB as RGB."""
    content = b"/Half gs 0 1 0 0 k " + logos.BOX
    logo = made(tmp_path, logos.pdf(content, ExtGState=logos.fading), "pdf")
    assert near(plates(logo, tmp_path, 0.5, 0.5), (0, 50, 0, 0))
    drawn = b"q 100 0 0 50 50 25 cm /Picture Do Q"
    logo = made(tmp_path, logos.pdf(drawn, XObject=logos.softly), "pdf")
    whole, half = (plates(logo, tmp_path, x, 0.5) for x in (0.1, 0.9))
    assert near(whole, in_inks(logos.RED))
    r, g, b = (255 - round((255 - v) * 128 / 255) for v in logos.RED)
    assert near(half, in_inks((r, g, b)))
    with pikepdf.open(io.BytesIO(logo.pdf)) as pdf:
        assert not any("/SMask" in i for i in pdf.objects if isinstance(i, pikepdf.Stream))


def test_an_inline_image_in_rgb(tmp_path: Path) -> None:
    """A picture within the content is converted like any other, also to black alone."""
    drawn = b"q 100 0 0 50 50 25 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xc8\x1e\x28 EI Q"
    logo = made(tmp_path, logos.pdf(drawn), "pdf")
    assert near(plates(logo, tmp_path, 0.5, 0.5), in_inks(logos.RED))
    assert made(tmp_path, logos.pdf(drawn), "pdf", black=True).ink > 0


def test_paint_of_no_opacity(tmp_path: Path) -> None:
    """It is left out, over artwork too; what is half seen over artwork is drawn as a picture."""
    over = '<path d="M0 0h200v100h-200z" fill="#000" opacity="{}"/>'
    logo = made(tmp_path, logos.svg(logos.MARK + over.format(0)), "svg")
    assert logo.pixels == 0
    assert near(plates(logo, tmp_path, 0.5, 0.5), in_inks(logos.RED))
    logo = made(tmp_path, logos.svg(logos.MARK + over.format(0.5)), "svg")
    assert logo.pixels > 1000
    r, g, b = (round(v / 2) for v in logos.RED)
    assert near(plates(logo, tmp_path, 0.5, 0.5), in_inks((r, g, b)), 4)


def test_multiplied_on_paper_is_itself(tmp_path: Path) -> None:
    """A paint that multiplies over paper alone is itself; over another it is refused."""
    content = b"/Mixed gs 0 1 0 0 k " + logos.BOX
    logo = made(tmp_path, logos.pdf(content, ExtGState=logos.fading), "pdf")
    assert near(plates(logo, tmp_path, 0.5, 0.5), (0, 100, 0, 0))
    under = b"1 0 0 0 k 0 0 200 100 re f "
    refused, told = taken(tmp_path, logos.pdf(under + content, ExtGState=logos.fading), "pdf")
    assert refused is None
    assert [f.code for f in told] == ["logo-see-through"]


# ── pixels ───────────────────────────────────────────────────────────────────────────────────

MARKS: dict[str, tuple[str, Any]] = {
    "rgba": ("png", logos.transparent),
    "rgb": ("png", lambda: logos.png(logos.plate("RGB", "white", logos.RED))),
    "palette": ("png", lambda: logos.png(logos.plate("RGB", "white", logos.RED).quantize(4))),
    "palette with a hole": (
        "png",
        lambda: logos.png(logos.plate("P", 0, 1).convert("P"), transparency=0),
    ),
    "gray": ("png", lambda: logos.png(logos.plate("L", 255, 60))),
    "gray with alpha": ("png", lambda: logos.png(logos.plate("LA", (0, 0), (60, 255)))),
    "one bit": ("png", lambda: logos.png(logos.plate("1", 1, 0))),
    "16 bits": ("png", lambda: logos.png(sixteen())),
    "jpeg": ("jpg", lambda: logos.jpeg(logos.plate("RGB", "white", logos.RED))),
    "gray jpeg": ("jpg", lambda: logos.jpeg(logos.plate("L", 255, 60))),
    "cmyk jpeg": ("jpg", lambda: logos.rich_jpeg((0, 200, 160, 20))),
}


def sixteen() -> Image.Image:
    """A gray picture of sixteen bits a sample."""
    return Image.fromarray(np.asarray(logos.plate("L", 255, 60)).astype(np.uint16) * 257)


@pytest.mark.parametrize("name", MARKS)
def test_pixels_are_trimmed(name: str, tmp_path: Path) -> None:
    """Pictures of every make lose their margin, whether white or see-through, and keep the rest."""
    ending, make = MARKS[name]
    logo = made(tmp_path, make(), ending)
    lossy = 8 if ending == "jpg" else 0
    assert logo.pixels == pytest.approx(200, abs=lossy)
    assert logo.aspect == pytest.approx(2, abs=0.1 if lossy else 0)
    assert logo.ink > 0.5
    assert seen(logo)[100, 200].min() < 110


def test_rgb_pixels_take_the_profile(tmp_path: Path) -> None:
    """A red in RGB is the red of the condition; a gray is black ink alone."""
    logo = made(tmp_path, logos.transparent(), "png")
    assert near(plates(logo, tmp_path, 0.5, 0.5), in_inks(logos.RED))
    gray = made(tmp_path, logos.transparent((90, 90, 90)), "png")
    assert near(plates(gray, tmp_path, 0.5, 0.5), in_inks((90, 90, 90)))
    assert plates(gray, tmp_path, 0.5, 0.5)[:3] == (0, 0, 0)


def test_a_profile_is_honoured(tmp_path: Path) -> None:
    """The same numbers mean another red in another profile."""
    picture = logos.plate("RGB", "white", logos.RED)
    plain = made(tmp_path, logos.png(picture), "png")
    own = made(tmp_path, logos.png(picture, icc_profile=wide()), "png")
    one, other = plates(plain, tmp_path, 0.5, 0.5), plates(own, tmp_path, 0.5, 0.5)
    assert not near(one, other, 3)


def test_exif_turns_upright(tmp_path: Path) -> None:
    """A JPEG that was held upright is taken upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    logo = made(tmp_path, logos.jpeg(logos.plate("RGB", "white", logos.RED), exif=exif), "jpg")
    assert logo.aspect == pytest.approx(0.5, abs=0.05)


def test_cmyk_jpeg_keeps_its_inks(tmp_path: Path) -> None:
    """The inks of a CMYK JPEG reach the plates as they were, and are held under the limit."""
    logo = made(tmp_path, logos.rich_jpeg((0, 200, 160, 20)), "jpg")
    wanted = tuple(v / 2.55 for v in (0, 200, 160, 20))
    assert near(plates(logo, tmp_path, 0.5, 0.5), wanted, 2)
    rich = made(tmp_path, logos.rich_jpeg((250, 250, 250, 250)), "jpg")
    assert sum(plates(rich, tmp_path, 0.5, 0.5)) <= press().limits.ink


def test_many_pixels_are_left_out(tmp_path: Path) -> None:
    """A large picture is taken with 3,000 pixels across, and says how many it had."""
    picture = Image.new("RGB", (4000, 1000), logos.RED)
    logo = made(tmp_path, logos.png(picture), "png")
    assert logo.pixels == 4000
    with pikepdf.open(io.BytesIO(logo.pdf)) as pdf:
        assert int(pdf.pages[0].Resources.XObject.Logo.Width) == 3000


# ── black, bytes ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ending", "make"),
    [
        ("svg", lambda: logos.svg(logos.GRADIENT)),
        ("pdf", lambda: logos.pdf(b"/Spot cs 0.8 scn " + logos.BOX, ColorSpace=logos.spot)),
        ("pdf", lambda: logos.pdf(b"q 100 0 0 50 50 25 cm /Picture Do Q", XObject=logos.softly)),
        ("png", logos.transparent),
        ("jpg", lambda: logos.rich_jpeg((0, 200, 160, 20))),
    ],
)
def test_in_black(ending: str, make: Any, tmp_path: Path) -> None:
    """A monochrome logo has one plate, and there the lightness that its colour has on paper."""
    data = make()
    colour, black = (made(tmp_path, data, ending, b) for b in (False, True))
    inks, alone = (plates(logo, tmp_path, 0.2, 0.5) for logo in (colour, black))
    assert alone[:3] == (0, 0, 0)
    assert alone[3] > 20
    assert lightness(alone) == pytest.approx(lightness(inks), abs=2.5)
    assert colour_operators(black.pdf) <= {"g", "G", "/Pattern"}
    assert not any("CMYK" in space for space in pictures(black))


def lightness(inks: tuple[float, ...]) -> float:
    """L* of inks in percent on the condition's paper."""
    pixel = Image.new("CMYK", (1, 1), tuple(round(v * 2.55) for v in inks))
    space, lab = ImageCms.ImageCmsProfile(io.BytesIO(PROFILE)), ImageCms.createProfile("LAB")
    change = ImageCms.buildTransform(space, lab, "CMYK", "LAB")
    shown = ImageCms.applyTransform(pixel, change)
    assert shown is not None
    return float(np.asarray(shown)[0, 0, 0]) / 2.55


def test_not_drawn_in_black(tmp_path: Path) -> None:
    """What cannot be brought into black alone is refused there, and only there."""
    data = logos.pdf(logos.INLINE)
    assert near(plates(made(tmp_path, data, "pdf"), tmp_path, 0.5, 0.5), (100, 0, 0, 0))
    logo, told = taken(tmp_path, data, "pdf", True)
    assert logo is None
    assert [f.code for f in told] == ["logo-not-drawn"]


def test_black_keeps_the_order(tmp_path: Path) -> None:
    """What was darker stays darker, and white stays white."""
    fills = ("#000", "#1a237e", "#c81e28", "#2e9e4f", "#ffd600", "#fff")
    drawn = "".join(
        f'<path d="M{n * 20} 0h20v40h-20z" fill="{fill}"/>' for n, fill in enumerate(fills)
    )
    # A thin line beneath keeps the white one within the trim.
    logo = made(tmp_path, logos.svg(drawn + '<path d="M0 40h120v2h-120z"/>'), "svg", True)
    tones = [plates(logo, tmp_path, (n + 0.5) / 6, 0.4)[3] for n in range(6)]
    assert tones == sorted(tones, reverse=True)
    assert tones[0] > 99
    assert tones[-1] == 0
    assert tones[-2] < 35


def test_same_bytes(tmp_path: Path) -> None:
    """The same file makes the same bytes in another folder under another name."""
    for ending, data in (("svg", logos.svg(logos.GRADIENT)), ("png", logos.transparent())):
        found: list[Logo] = []
        for name in ("one", "another"):
            folder = tmp_path / name / ending
            folder.mkdir(parents=True)
            path = folder / f"{name}.{ending}"
            path.write_bytes(data)
            os.utime(path, (len(found), len(found)))
            logo, _ = take_logo(ROOT, path, "logo", press())
            assert logo
            found.append(logo)
        assert found[0] == found[1]
