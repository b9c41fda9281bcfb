"""The QR code on the finished page, read by two decoders that share no code."""

import pytest
from PIL import Image

from tests.press import referees
from tests.press.pieces import FURTHER, PIECES, piece, real_shop

ADDRESS = "https://www.stopmensenhandel.be"
SPOILED = [p for p in PIECES if not p[0].endswith((".a1", ".a2"))]  # there the modules are huge


def test_the_campaign_prints_this_address() -> None:
    """The address of the code is the one that these tests look for."""
    assert real_shop().campaign.code_address == ADDRESS


@pytest.mark.parametrize("dpi", [300, 100])
@pytest.mark.parametrize(("name", "language"), [*PIECES, *FURTHER])
def test_codes_decode_at_final_size(name: str, language: str, dpi: int) -> None:
    """At 300 and at 100 dpi, each page that has a code, and only that, gives the address."""
    made = piece(name, language)
    faces = made.file.job.layout.pages.values()
    for face, image in zip(faces, referees.trims(made.pdf, dpi), strict=True):
        want = [ADDRESS] * face.codes
        assert referees.read_codes(image) == {"zxing": want, "zbar": want}


@pytest.mark.parametrize(("name", "language"), SPOILED)
def test_codes_decode_when_the_picture_is_bad(name: str, language: str) -> None:
    """Blurred, turned, pale and with dot gain, at 300 dpi and brought down to 100."""
    made = piece(name, language)
    faces = made.file.job.layout.pages.values()
    failed = []
    for face, image in zip(faces, referees.trims(made.pdf, 300), strict=True):
        if not face.codes:
            continue
        for how, bad in referees.spoiled(image).items():
            small = bad.resize((bad.width // 3, bad.height // 3), Image.Resampling.BOX)
            for dpi, shown in ((300, bad), (100, small)):
                failed += [
                    f"{who} at {dpi} dpi, {how}: {read}"
                    for who, read in referees.read_codes(shown).items()
                    if read != [ADDRESS] * face.codes
                ]
    assert failed == []
