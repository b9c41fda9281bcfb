"""Tags, as other people's tools read them, and the links of a file for the screen."""

import io
import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from printshop.preflight.checks.tags import expected_blocks, tagged_blocks
from printshop.preflight.checks.text import letters_and_digits, text_lines
from printshop.preflight.reading.read import Run, read_pdf
from printshop.preflight.reading.tag_tree import read_tags
from printshop.preflight.rules import Case, Expected
from printshop.prepress import links
from tests.press import referees
from tests.press.pieces import FURTHER, PIECES, PRESS, Piece, piece, print_it, rendered


def pypdf_words(pdf: bytes) -> str:
    """What pypdf reads, in the order of the content; a word that is broken is whole again."""
    try:
        import pypdf
    except ImportError:
        referees.missing("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub("\u00ad\\s*", "", "\n".join(page.extract_text() for page in pages))


def copy_of(made: Piece) -> list[str]:
    """The words that were set, in the order of the content."""
    blocks = made.rendering.composition.blocks
    return [word for block in blocks for word in re.sub("\u00ad", "", block.words).split()]


def right(want: list[str], got: list[str]) -> float:
    """The share of words that are there, as often as they were set."""
    left = list(got)
    found = 0
    for word in want:
        if word in left:
            left.remove(word)
            found += 1
    return found / len(want)


LATIN = [(name, language) for name, language in PIECES if language != "ar"]


@pytest.mark.parametrize(("name", "language"), LATIN)
def test_pypdf_reads_the_words(name: str, language: str) -> None:
    """In the order of the content, 99 words of 100 at least."""
    made = piece(name, language)
    assert right(copy_of(made), pypdf_words(made.pdf).split()) >= 0.99


ARABIC = [(name, language) for name, language in PIECES if language == "ar"]


@pytest.mark.parametrize(("name", "language"), ARABIC)
def test_the_glyphs_of_a_leftward_script_say_the_words(name: str, language: str) -> None:
    """Without the tags' own words, in the order of the content: 97 words of 100 at least.

    A line's glyphs lie from its left end on; so they are read from the right, and what is read
    rightwards within it (numbers, addresses) is turned back. Each glyph says its letters in order.
    """
    made = piece(name, language)
    got = []
    for page in read_pdf(io.BytesIO(made.pdf)).pages:
        for line in text_lines(page):
            for runs in pieces_of(line):
                got += leftward([g.text for run in runs for g in run.glyphs]).split()
    assert right(copy_of(made), got) >= 0.97


def pieces_of(line: list[Run]) -> list[list[Run]]:
    """The runs of a line in pieces set at once: a piece begins where the pen goes back."""
    made: list[list[Run]] = []
    for run in line:
        if made and run.glyphs[0].x > made[-1][-1].glyphs[0].x - 1:
            made[-1].append(run)
        else:
            made.append([run])
    return made


def leftward(units: list[str]) -> str:
    """A line in the order in which it is read, from glyphs as they lie from left to right."""
    kinds = [_kind(unit) for unit in units]
    if "R" not in kinds:
        return "".join(units)
    said, i = "", len(units) - 1
    while i >= 0:
        if kinds[i] != "L":
            said, i = said + units[i], i - 1
            continue
        end = start = i
        while i >= 0 and kinds[i] != "R":  # neutral glyphs between two rightward ones go along
            start, i = (i if kinds[i] == "L" else start), i - 1
        said, i = said + "".join(units[start : end + 1]), start - 1
    return said


def _kind(unit: str) -> str:
    kinds = {unicodedata.bidirectional(c) for c in unit}
    return "R" if kinds & {"R", "AL"} else "L" if kinds & {"L", "EN", "ES"} else ""


@pytest.mark.parametrize(("name", "language"), [*PIECES, *FURTHER])
def test_read_aloud_every_word_is_said(name: str, language: str) -> None:
    """By the tags, in the layout's order: all words, in every script."""
    made = piece(name, language)
    reading = read_pdf(io.BytesIO(made.pdf))
    said = tagged_blocks(reading.tags)
    known = Expected(made.file, made.rendering.composition, made.rendering.fits)
    blocks = expected_blocks(Case(reading, (), made.file.press, known))
    want = [w for block in blocks for w in block.replace("\u00ad", "").split()]
    got = [w for block in said for w in block.replace("\u00ad ", "").replace("\u00ad", "").split()]
    assert right(want, got) >= 0.99
    assert letters_and_digits("".join(want)) == letters_and_digits("".join(got))


@pytest.mark.parametrize(("name", "language"), [*PIECES, *FURTHER])
def test_another_checker_finds_nothing(name: str, language: str, tmp_path: Path) -> None:
    """`pdfua` asks 16 of the 106 questions of the profile in its own way."""
    assert referees.tag_faults(piece(name, language).laid_in(tmp_path)) == []


def test_the_line_on_litter_is_said_in_three_languages() -> None:
    """Each sentence is in its own language; the Dutch one is in the file's."""
    reading = read_pdf(io.BytesIO(piece("leaflet", "nl").pdf)).tags
    said = {tag.language: reading.words(tag).strip() for tag in reading.tags() if tag.language}
    assert said == {
        "fr": "Ne pas jeter sur la voie publique.",
        "de": "Bitte nicht auf die Straße werfen.",
    }


@pytest.mark.parametrize("name", ["card", "poster.a4"])
def test_the_code_says_where_it_stands(name: str) -> None:
    """The picture's box is where the code is on the finished page."""
    made = piece(name, "ar")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        figure = next(e for e in links.elements(pdf.Root.StructTreeRoot) if str(e.S) == "/Figure")
        page = [p.obj.objgen for p in pdf.pages].index(figure.Pg.objgen)
        box = [float(v) for v in figure.A.BBox]
        height = float(pdf.pages[page].obj.MediaBox[3])
    with pypdfium2.PdfDocument(made.pdf) as shown:
        image = shown[page].render(scale=4).to_pil()
    x0, y0, x1, y1 = box
    cut = image.crop((int(4 * x0), int(4 * (height - y1)), int(4 * x1), int(4 * (height - y0))))
    assert len(set(referees.read_codes(cut.convert("L"))["zxing"])) == 1


@pytest.mark.parametrize("press", [PRESS, "screen"])
@pytest.mark.parametrize(("name", "language"), [("leaflet", "nl"), ("card", "ar")])
def test_poppler_reads_the_tags_in_silence(
    name: str, language: str, press: str, tmp_path: Path
) -> None:
    """Poppler knows each tag and each of its attributes, and where these may stand."""
    made = print_it(rendered(name, language), press)
    said = referees.run("pdfinfo", "-struct-text", made.laid_in(tmp_path))
    assert len(said.splitlines()) > 20
    assert [row for row in said.splitlines() if row.startswith(("Syntax", "Internal"))] == []


@pytest.mark.parametrize(("name", "language"), [("leaflet", "nl"), ("card", "ar")])
def test_links_for_the_screen(name: str, language: str) -> None:
    """Each phone number and address is a tagged link that lies on its words."""
    made = print_it(rendered(name, language), "screen")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        reading = read_tags(pdf, ())
        tokens = [
            token
            for block in made.rendering.composition.blocks
            for token in block.tokens
            if token.kind in ("phone", "mail", "web")
        ]
        assert len(tokens) == len(reading.annotations) > 0
        assert all(note.described and note.tagged for note in reading.annotations)
        assert reading.parent_errors == ()
        placed = [
            (n, [float(v) for v in a.Rect], str(a.Contents), str(a.A.URI))
            for n, page in enumerate(pdf.pages)
            for a in page.obj.get("/Annots", [])
        ]
    with pypdfium2.PdfDocument(made.pdf) as shown:
        for number, (left, low, right_, top), words, uri in placed:
            text = shown[number].get_textpage()
            said = text.get_text_bounded(left - 1, low, right_ + 1, top)
            assert words in said, (words, said)
            assert uri.startswith(("tel:+", "tel:1", "mailto:", "https://"))
            assert letters_and_digits(words) in letters_and_digits(uri)
