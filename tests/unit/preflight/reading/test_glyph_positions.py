"""Where glyphs stand: the same look has the same digest, and a line that moves has another."""

import io

import pikepdf

from printshop.preflight.reading.glyph_positions import STEP, look_digest
from printshop.shop.job import Shop
from printshop.typesetting.typeset import typeset
from tests.unit.typesetting.cards import card

POINT = 72 / 25.4  # in a millimetre


def moved(pdf: bytes, mm: float) -> bytes:
    """The file with all that is on its pages moved to the right."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_add(f"1 0 0 1 {mm * POINT:.5f} 0 cm".encode(), prepend=True)
        document.save(file)
    return file.getvalue()


def rendered(shop: Shop, hint: str) -> bytes:
    """The card with this text for its hint, as the renderer writes it."""
    rendering, findings = typeset(card(shop, hint))
    assert rendering is not None, findings
    return rendering.pdf


def test_the_same_words_look_the_same(opened_shop: Shop) -> None:
    """Setting a piece again gives the digest again; one word more gives another."""
    first = look_digest(rendered(opened_shop, "An umbrella"))
    assert len(first) == 16
    assert look_digest(rendered(opened_shop, "An umbrella")) == first
    assert look_digest(rendered(opened_shop, "An umbrella more")) != first


def test_a_step_counts(opened_shop: Shop) -> None:
    """What moves by a step or more has another digest."""
    pdf = rendered(opened_shop, "An umbrella")
    assert look_digest(moved(pdf, 0)) == look_digest(pdf)
    assert look_digest(moved(pdf, 2 * STEP)) != look_digest(pdf)
