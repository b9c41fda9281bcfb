"""A screen file and a sheet for the office are asked other things than a press file."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from printshop.preflight.examine import examine
from printshop.shop.press import Press
from tests.press.pieces import print_it, rendered
from tests.press.test_wrong import good, press, spoiled
from tests.press.wrong.injuries import PT, annotation, both, moved, paint, without


def _condition(**changes: object) -> Press:
    return press().model_copy(update={"intent": None, "bleed": 0.0, "large": None, **changes})


SCREEN = _condition(standard="pdf/ua-1", links=True)
SHEET = _condition(standard="sheet")
RED = paint("1 0 0 rg 30 25 5 5 re f")
LINK = annotation("/Link", 30, 25, A=Dictionary(S=Name.URI, URI=String("https://example.org")))
FOR_SCREENS = both(moved("/BleedBox", 3, 3, -3, -3), RED, LINK)


def _codes(pdf: bytes, against: Press) -> set[str]:
    return {f.code for f in examine(io.BytesIO(pdf), against, (), "foreign.pdf")[1]}


def _on_a4(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = Array([0, 0, 210 * PT, 297 * PT])


def test_a_screen_file_may_have_rgb_and_links() -> None:
    """RGB and links belong to it; nothing is said of plates."""
    made = print_it(rendered("card", "nl"), "screen").pdf
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages[1].Annots) == 6
    assert _codes(made, SCREEN) == set()
    assert {"rgb", "annotation", "wrong-bleed"} <= _codes(spoiled(FOR_SCREENS), press())


def test_a_screen_file_has_no_bleed() -> None:
    """It ends at the trim; a foreign one may bring more, ours may not."""
    assert "wrong-bleed" not in _codes(good(), SCREEN)


def test_a_script_is_named_on_screens_too() -> None:
    """A link may lead somewhere and do no more."""
    script = annotation("/Link", 30, 25, A=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    found = _codes(spoiled(both(FOR_SCREENS, script)), SCREEN)
    assert "active-content" in found
    assert "active-content" not in _codes(spoiled(FOR_SCREENS), SCREEN)


def test_a_sheet_is_a4() -> None:
    """Office printers hold A4."""
    bare = both(without("/TrimBox"), without("/BleedBox"))
    assert "wrong-sheet" in _codes(spoiled(bare), SHEET)
    assert _codes(spoiled(both(bare, _on_a4)), SHEET) == set()


@pytest.mark.parametrize("standard", ["pdf/ua-1", "sheet"])
def test_a_password_is_named_everywhere(standard: str) -> None:
    """Whatever it is for: it must open."""
    lock = pikepdf.Encryption(owner="owner", user="secret", R=4)
    pdf = spoiled(lambda pdf: None, encryption=lock, deterministic_id=False)
    assert _codes(pdf, _condition(standard=standard)) == {"encrypted"}
