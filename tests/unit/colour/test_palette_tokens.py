"""Inks: a page set in names gets the colours of each condition, exactly."""

import pikepdf
import pytest

from printshop.colour.palette_tokens import colours_by_number, placeholder, token_number
from printshop.prepress import resolve_inks
from printshop.shop.job import Shop


def _stream(text: str) -> list[pikepdf.ContentStreamInstruction]:
    pdf = pikepdf.new()
    return list(pikepdf.parse_content_stream(pdf.make_stream(text.encode())))  # type: ignore[arg-type]


def _operands(name: str) -> str:
    return name.removeprefix("device-cmyk(").removesuffix(")")


def test_every_token_has_a_name_of_its_own(opened_shop: Shop) -> None:
    """Tokens of the same inks have different names, and each name leads back to its token."""
    palette = opened_shop.palette
    names = [placeholder(palette, token) for token in palette.colours]
    assert len(set(names)) == len(names)
    for number, name in enumerate(names, 1):
        assert token_number([float(v) for v in _operands(name).split()]) == number


def test_no_recipe_is_taken_for_a_name(opened_shop: Shop) -> None:
    """A colour that somebody mixed is none of the names."""
    for colour in opened_shop.palette.colours.values():
        assert token_number([ink / 100 for ink in colour.cmyk]) == 0
    assert token_number([0.5]) == token_number([0.003, 0.007, 0.001]) == 0


@pytest.mark.parametrize(
    ("colours", "wanted"),
    [
        ("cmyk", "0 .44 .88 0 k"),
        ("rgb", ".9647 .6353 .2078 rg"),
        ("toner", ".9647 .6353 .2078 rg"),
    ],
)
def test_inked(opened_shop: Shop, colours: str, wanted: str) -> None:
    """The name goes, with the colour space before it; the condition's colour comes."""
    palette = opened_shop.palette
    content = f"/DeviceCMYK cs {_operands(placeholder(palette, 'signal'))} scn 0 0 9 9 re f"
    table = colours_by_number(palette, colours)  # type: ignore[arg-type]
    made = pikepdf.unparse_content_stream(resolve_inks.ink(_stream(content), table))
    expected = pikepdf.unparse_content_stream(_stream(f"{wanted} 0 0 9 9 re f"))
    numbers = [float(v) for v in made.split()[: wanted.count(" ")]]
    assert numbers == pytest.approx([float(v) for v in wanted.split()[:-1]], abs=1e-4)
    assert made.split()[wanted.count(" ") :] == expected.split()[wanted.count(" ") :]


def test_a_stroke_stays_a_stroke(opened_shop: Shop) -> None:
    """SCN becomes K, not k."""
    name = _operands(placeholder(opened_shop.palette, "ink"))
    table = colours_by_number(opened_shop.palette, "cmyk")
    made = resolve_inks.ink(_stream(f"/DeviceCMYK CS {name} SCN"), table)
    assert [str(op) for _, op in made] == ["K"]


def test_what_bears_no_name_is_left(opened_shop: Shop) -> None:
    """A colour that a layout mixed itself goes to the press as it is."""
    content = "/DeviceCMYK cs 0.1 0.2 0.3 0.4 scn 0.5 g 1 0 0 rg"
    made = resolve_inks.ink(_stream(content), colours_by_number(opened_shop.palette, "rgb"))
    assert pikepdf.unparse_content_stream(made) == pikepdf.unparse_content_stream(_stream(content))


def test_gray_is_black_toner_alone(opened_shop: Shop) -> None:
    """Where red, green and blue are alike, a small printer gets one number."""
    table = colours_by_number(opened_shop.palette, "toner")
    white = list(opened_shop.palette.colours).index("white") + 1
    assert table[white] == (1.0,)
