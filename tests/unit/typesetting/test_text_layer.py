"""The text layer: whatever the script, the glyphs stand for the words that were set."""

import io
from difflib import SequenceMatcher
from pathlib import Path

import pikepdf
import pytest

from printshop.preflight.reading.faces import read_face
from printshop.preflight.reading.read import read_pdf
from printshop.preflight.reading.tag_facts import Tag
from printshop.typesetting import render, text_layer

HERE = Path(__file__).resolve().parents[2]  # its fonts/ holds scripts that the shop has not yet

TEXTS = {  # without the Latin stops, which not all of these fonts have
    "hi": "आपके अधिकार हैं। बिना कागज़ात के भी मदद मिलती है। पुलिस से संपर्क करें। क्या कोई आपका पासपोर्ट रखता है",
    "bn": "আপনার অধিকার আছে। কাগজপত্র ছাড়াও সাহায্য পাওয়া যায়। "
    "পুলিশের সঙ্গে যোগাযোগ করুন। কেউ কি আপনার পাসপোর্ট রেখেছে",
    "ta": "உங்களுக்கு உரிமைகள் உண்டு ஆவணங்கள் இல்லாமலும் உதவி கிடைக்கும் காவல்துறையைத் தொடர்பு கொள்ளுங்கள்",
    "ur": "آپ کے حقوق ہیں۔ کاغذات کے بغیر بھی مدد ملتی ہے۔ "
    "پولیس سے رابطہ کریں۔ کیا کسی نے آپ کا پاسپورٹ رکھ لیا ہے",
}
FAMILIES = {
    "hi": "Noto Sans Devanagari",
    "bn": "Noto Sans Bengali",
    "ta": "Noto Sans Tamil",
    "ur": "Noto Nastaliq Urdu",
}


def written(language: str) -> bytes:
    """A paragraph in a script, in a narrow column, as the renderer writes it."""
    weasyprint, fonts, _ = render._engine(HERE)
    direction = "rtl" if language == "ur" else "ltr"
    html = (
        f'<html lang="{language}" dir="{direction}"><style>@page {{ size: 90mm 120mm }} '
        f'p {{ font: 12pt "{FAMILIES[language]}" }}</style><p>{TEXTS[language]}</p></html>'
    )
    document = weasyprint.HTML(string=html).render(font_config=fonts, pdf_tags=True)
    for page in document.pages:
        lines = (box for box in render.walk(page._page_box) if render._is_line(box))
        text_layer.mark_line_ends(render.walk(line) for line in lines)
    pdf: bytes = document.write_pdf(finisher=text_layer.finish, pdf_tags=True, pdf_version="1.6")
    return pdf


@pytest.mark.parametrize("language", TEXTS)
def test_read_aloud_it_says_the_words(language: str) -> None:
    """The tags say every word, also in scripts that build letters from parts."""
    reading = read_pdf(io.BytesIO(written(language))).tags
    paragraph = next(tag for tag in reading.tags() if tag.kind == "/P")
    assert reading.words(paragraph).split() == TEXTS[language].split()


@pytest.mark.parametrize("language", TEXTS)
def test_the_glyphs_alone_say_the_words(language: str) -> None:
    """Without the tags' own words: in the order of the content 97 words of 100 are right."""
    texts = list(read_pdf(io.BytesIO(written(language))).tags.pages[0].texts.values())
    if language == "ur":  # the renderer writes a line from its left end
        said = " ".join(" ".join(line.split()[::-1]) for line in texts)
        want = [word[::-1] for word in TEXTS[language].split()]
    else:
        said, want = "".join(texts), TEXTS[language].split()
    assert share(want, said.split()) >= 0.97


def share(want: list[str], got: list[str]) -> float:
    """The share of words that are there, in their order."""
    blocks = SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(want)


def test_the_same_glyph_stands_for_other_letters_elsewhere() -> None:
    """What the renderer alone cannot say: several codes lead to one glyph. Without it, upgrade."""
    with pikepdf.open(io.BytesIO(written("ta"))) as pdf:
        font = next(
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
        )
        glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        known = [glyphs[i : i + 2] for i in range(2, len(glyphs), 2)]
        face = read_face(font)
    assert len(known) > len(set(known))
    assert set(face.texts) == set(range(1, len(known) + 1))
    assert face.widths.keys() == face.texts.keys()


def test_the_bytes_are_the_same_each_time() -> None:
    """Codes are counted as the glyphs come."""
    assert written("hi") == written("hi")


def test_a_tag_is_a_value() -> None:
    """Marks come in reading order."""
    tag = Tag("/P", 1, ((1, 4), Tag("/Span", 1, ((1, 2),)), (1, 3)))
    assert list(tag.marks()) == [(1, 4), (1, 2), (1, 3)]
