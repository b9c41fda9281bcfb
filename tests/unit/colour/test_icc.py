"""Separate: what becomes of colours from outside, as numbers."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from printshop.colour.icc import (
    COLOURED,
    NEUTRAL,
    Pixels,
    colour_to_press,
    is_truncated,
    limit_tac,
    luma,
    max_tac,
    prepare_for_renderer,
    profile_fits,
    separate,
    to_black,
)

PROFILE = (
    Path(__file__).resolve().parents[3] / "presses/icc/ISOcoated_v2_300_bas.icc"
).read_bytes()
LIMIT = 290.0
TURNED = 0x0112  # the EXIF tag for which way up a picture was taken


def wide() -> bytes:
    """A profile with the primaries of Adobe RGB (1998) and gamma 2.2, made here: ICC.1, 8.3.3."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))

    name = b"a test's own"
    curve = b"curv\0\0\0\0" + struct.pack(">IH2x", 1, round(2.2 * 256))
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + bytes(79),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for key, data in tags.items():
        data += bytes(-len(data) % 4)
        table += key + struct.pack(">2I", at + len(body), len(data))
        body += data
    rest = struct.pack(">I", len(tags)) + table + body
    head = struct.pack(">I4xI", 128 + len(rest), 0x02400000) + b"mntrRGB XYZ "
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + rest


def row(*colours: tuple[int, ...]) -> Pixels:
    """Pixels side by side."""
    return np.array([colours], np.uint8)


def photograph(rows: int = 300, columns: int = 400) -> Pixels:
    """A made-up photograph: a sky over a dark ground, every hue in it, and noise."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:rows, 0:columns] / np.array([rows, columns])[:, None, None]
    hue = np.stack([np.cos(6.28 * (x + shift)) for shift in (0, 1 / 3, 2 / 3)], -1)
    light = (1 - y)[..., None] ** 1.5
    values = 255 * light * (0.75 + 0.25 * hue) + rng.normal(0, 6, (rows, columns, 3))
    made: Pixels = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return made


def shown(inks: Pixels) -> Pixels:
    """Inks as a screen shows them: relative colorimetric with black point compensation."""
    picture = Image.frombytes("CMYK", (inks.shape[1], inks.shape[0]), inks.tobytes())
    made = ImageCms.profileToProfile(
        picture,
        io.BytesIO(PROFILE),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert made
    pixels: Pixels = np.asarray(made)
    return pixels


def apart(one: Pixels, other: Pixels) -> NDArray[np.float64]:
    """The difference of two pictures in sRGB, ΔE*ab (CIE 1976), pixel by pixel."""
    lab = []
    for pixels in (one, other):
        made = ImageCms.profileToProfile(
            Image.fromarray(pixels),
            ImageCms.createProfile("sRGB"),
            ImageCms.createProfile("LAB"),
            outputMode="LAB",
        )
        assert made
        values = np.asarray(made).astype(float)
        values[..., 0] *= 100 / 255
        values[..., 1:] = (values[..., 1:] + 128) % 256
        lab.append(values)
    squares = (lab[0] - lab[1]) ** 2
    return np.asarray(np.sqrt(squares.sum(-1)), np.float64)


# ── grays ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("channels", [1, 3])
def test_a_ramp_of_grays_is_black_alone(channels: int) -> None:
    """All 256 grays, in RGB or in one channel: no C, M or Y; white is paper, black is full."""
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], channels, axis=2)
    inks = separate(ramp, PROFILE, LIMIT)
    assert not inks[..., :3].any()
    black = inks[0, :, 3].astype(int)
    assert (black[0], black[-1]) == (255, 0)
    assert (np.diff(black) <= 0).all()
    # The shadows stay open: the darkest grays do not all print as full black.
    assert len(set(black[:16])) >= 4
    assert len(set(black[:64])) >= 30


def test_a_gray_prints_as_light_as_it_is() -> None:
    """A middle gray is as light on paper as on the screen, to a hundredth of the range."""
    gray = separate(row((128, 128, 128)), PROFILE, LIMIT)
    assert apart(shown(gray), row((128, 128, 128))).max() < 5


def test_a_gray_of_jpeg_is_black_alone() -> None:
    """Channels that differ by what JPEG does to a gray are gray."""
    inks = separate(row((120, 120 + NEUTRAL, 121), (240, 241, 240)), PROFILE, LIMIT)
    assert not inks[..., :3].any()


def test_gray_and_colour_blend_without_a_step() -> None:
    """From gray to coloured by one step of 255 at a time: no ink jumps."""
    walk = row(*((128, 128, 128 - step) for step in range(3 * COLOURED)))
    inks = separate(walk, PROFILE, LIMIT)[0].astype(int)
    assert np.abs(np.diff(inks, axis=0)).max() <= 14


# ── ink ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("limit", [300.0, 290.0, 250.0, 200.0])
def test_no_colour_is_over_the_limit(limit: float) -> None:
    """Every saturated and dark colour, and a noisy photograph, at four limits."""
    steps = np.linspace(0, 255, 18).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), -1).reshape(1, -1, 3)
    assert max_tac(separate(cube, PROFILE, limit)) <= limit
    assert max_tac(separate(photograph(), PROFILE, limit)) <= limit


def test_less_ink_keeps_the_black_and_the_hue() -> None:
    """Over the limit C, M and Y give way in proportion; under it nothing does."""
    inks = row((200, 100, 50, 255), (10, 20, 30, 40))
    made = limit_tac(inks, 200.0)
    assert made[0, 0].tolist() == [145, 72, 36, 255]
    assert made[0, 1].tolist() == inks[0, 1].tolist()
    assert limit_tac(row((9, 9, 9, 255)), 100.0)[0, 0].tolist() == [0, 0, 0, 255]


# ── colour ───────────────────────────────────────────────────────────────────────────────────


def test_a_photograph_comes_back_as_it_was() -> None:
    """There and back through the profile: what can be printed differs by no more than is seen."""
    picture = photograph()
    difference = apart(shown(separate(picture, PROFILE, LIMIT)), picture)
    assert difference.mean() < 5
    assert np.percentile(difference, 95) < 14


def test_a_profile_of_its_own_is_honoured() -> None:
    """The same numbers are another colour in a wider space; a broken or strange profile is sRGB."""
    green = row((40, 200, 60))
    plain = separate(green, PROFILE, LIMIT)
    own = separate(green, PROFILE, LIMIT, wide())
    assert profile_fits(wide(), "RGB")
    assert np.abs(own.astype(int) - plain).max() > 10
    for other in (b"no profile", PROFILE):
        assert (separate(green, PROFILE, LIMIT, other) == plain).all()


def test_a_flat_colour_is_a_pixel_of_it() -> None:
    """A logo drawn in vectors and one drawn in pixels have the same inks."""
    pixel = separate(row((0, 102, 204)), PROFILE, LIMIT)[0, 0]
    flat = colour_to_press((0, 102 / 255, 204 / 255), PROFILE, LIMIT)
    assert np.allclose(np.array(flat) * 255, pixel, atol=0.02)
    assert colour_to_press((0, 0, 0), PROFILE, LIMIT) == (0, 0, 0, 1)
    assert colour_to_press((1, 1, 1), PROFILE, LIMIT) == (0, 0, 0, 0)
    assert (luma((1, 1, 1)), luma((0, 0, 0))) == (1, 0)


def test_the_same_twice() -> None:
    """Rows are done in parts: where a part ends does not show, and a second time gives the same."""
    picture = photograph(600, 20)
    whole = separate(picture, PROFILE, LIMIT)
    assert (separate(picture, PROFILE, LIMIT) == whole).all()
    assert (separate(picture[100:], PROFILE, LIMIT) == whole[100:]).all()


# ── files as they arrive ─────────────────────────────────────────────────────────────────────


def saved(kind: str, mode: str = "RGB", turned: int = 1, profile: bytes = b"") -> bytes:
    """A picture file: 30 × 20 pixels, red at the left."""
    pixels = np.zeros((20, 30, 3), np.uint8)
    pixels[:, :15, 0] = 200
    exif = Image.Exif()
    exif[TURNED] = turned
    out = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(out, kind, exif=exif, icc_profile=profile or None)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        saved("PNG"),
        saved("JPEG"),
        saved("JPEG", profile=wide()),
        saved("JPEG", mode="CMYK", turned=6),
        b"no picture",
    ],
    ids=["png", "jpeg", "jpeg with a profile", "inks", "no picture"],
)
def test_a_picture_that_lies_straight_is_left_alone(data: bytes) -> None:
    """Byte for byte: the renderer keeps what is in it."""
    assert prepare_for_renderer(data) == data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF"])
def test_a_truncated_picture(kind: str) -> None:
    """It is told from one that is whole, and from what is no picture at all."""
    noise = np.random.default_rng(1).integers(0, 256, (40, 40, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, kind)
    whole = out.getvalue()
    assert not is_truncated(whole)
    assert is_truncated(whole[: len(whole) * 2 // 3])
    assert not is_truncated(b"no picture")


@pytest.mark.parametrize("profile", [b"", wide()], ids=["without", "with a profile"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_turned_picture_is_turned(kind: str, profile: bytes) -> None:
    """EXIF 6: the left of the samples is the top of the picture; nothing turns it a second time."""
    with Image.open(
        io.BytesIO(prepare_for_renderer(saved(kind, turned=6, profile=profile)))
    ) as made:
        assert made.format == "PNG"
        assert made.size == (20, 30)
        assert made.getexif().get(TURNED, 1) == 1
        assert "icc_profile" not in made.info
        top, bottom = made.getpixel((10, 3)), made.getpixel((10, 27))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > 50 > bottom[0]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_a_png_with_a_profile_is_srgb(mode: str) -> None:
    """The renderer loses the profile of a PNG: its colours are carried over, its alpha is kept."""
    with Image.open(
        io.BytesIO(prepare_for_renderer(saved("PNG", mode=mode, profile=wide())))
    ) as made:
        assert ("A" in made.getbands()) == (mode == "RGBA")
        red = made.convert("RGB").getpixel((3, 3))
    assert isinstance(red, tuple)
    assert (red[0] > 215) == (mode != "L")


def test_black_alone_keeps_black_and_paper() -> None:
    """Black ink becomes itself, bare paper stays bare, all inks together are all black."""
    ramp = np.zeros((1, 256, 4), np.uint8)
    ramp[0, :, 3] = np.arange(256)
    made = to_black(ramp, PROFILE)[0, :, 0].astype(int)
    assert np.abs(made - np.arange(256)).max() <= 6
    assert made[0] == 0
    assert to_black(np.full((1, 1, 4), 255, np.uint8), PROFILE)[0, 0, 0] == 255


def test_black_alone_has_the_lightness_of_the_colour() -> None:
    """Yellow stays light, blue is dark, the others lie between; more ink is never lighter."""
    inks = [(0, 0, 255, 0), (255, 0, 0, 0), (0, 255, 0, 0), (255, 255, 0, 0)]
    yellow, cyan, magenta, blue = to_black(np.array([inks], np.uint8), PROFILE)[0, :, 0]
    assert 0 < yellow < 50 < cyan < magenta < blue
    steps = np.zeros((1, 256, 4), np.uint8)
    steps[0, :, 1] = np.arange(256)
    assert (np.diff(to_black(steps, PROFILE)[0, :, 0].astype(int)) >= 0).all()
