"""A table in a Word document, for translators who have a word processor and nothing else.

A row for each text: number and identifier, source, translation as sent, new translation. What is
to be kept (tokens) has a grey ground. The identifier is what a row is known by when it comes back;
rows may stand in another order, or be gone.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from printshop.exchange.model import Answer, Batch, NotRead, Returned, Unit

WIDTHS = (22, 62, 62, 62)  # of the columns, in mm
PICTURE = 58  # mm
_PARTS = re.compile(r"(\{[^{}]*\}|\n)")
_IDENTIFIER = re.compile(r"^[\w.-]+/[\w.-]+(\[\d+\])?$")
_LANGUAGE = re.compile(r"\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\]\s*$")
# Elements that stand for a character.
_CHARACTERS = {
    "br": "\n",
    "cr": "\n",
    "tab": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_TRACKED = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
    *("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrExChange"),
)
COLUMNS = 4
_FIX = "send the table back as .docx, with its four columns as they were"


def write(batch: Batch) -> bytes:
    """A batch as a DOCX file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(15))
    document.styles["Normal"].font.name = "Noto Sans"
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = f"{batch.source_name} → {batch.title}"
    document.add_heading(f"{batch.title} [{batch.language}]", level=1)
    for line in (
        "Write each translation in the last column. Leave a row empty to change nothing.",
        "Keep what has a grey ground as it is: it stands for a number, an address or a name.",
        "Add no columns and no formatting, and switch tracking of changes off.",
    ):
        document.add_paragraph(line)
    names = ("Number", batch.source_name, "Translation so far", "New translation")
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat(table.rows[0])
    for number, unit in enumerate(batch.units, 1):
        _row(table.add_row().cells, number, unit, batch.direction)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _keep_whole(row)
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Mm(width)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _row(cells: Any, number: int, unit: Unit, direction: str) -> None:
    cells[0].paragraphs[0].add_run(str(number)).bold = True
    small = cells[0].add_paragraph().add_run(unit.identifier)
    small.font.size = Pt(7)
    _write(cells[1], unit.source, "ltr")
    for said in filter(None, (unit.note, unit.room)):
        run = cells[1].add_paragraph(style="Caption").add_run(said)
        run.font.size, run.italic = Pt(7.5), True
    if unit.picture:
        cells[1].add_paragraph(style="Caption").add_run().add_picture(
            io.BytesIO(unit.picture), width=Mm(PICTURE)
        )
    _write(cells[2], unit.sent, direction)
    _write(cells[3], "", direction)


def _write(cell: Any, text: str, direction: str) -> None:
    """Write a text into a cell; a token has a grey ground, a break by hand is a line break."""
    paragraph = cell.paragraphs[0]
    if direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for part in filter(None, _PARTS.split(text)):
        run = paragraph.add_run()
        if part == "\n":
            run.add_break()
            continue
        run.text = part
        if part.startswith("{") and part.endswith("}"):
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "D9D9D9")):
                shade.set(qn(f"w:{name}"), value)
            run._r.get_or_add_rPr().append(shade)
        elif direction == "rtl":
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _repeat(row: Any) -> None:
    """Let a row stand at the head of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    """Let no row be divided between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def read(data: bytes) -> Returned:
    """A file that came back. Raises ``NotRead``."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        language = next(filter(None, (_LANGUAGE.search(p.text) for p in document.paragraphs)), None)
        answers = tuple(_answers(body))
    except Exception as problem:  # a foreign file can raise anything
        message = "the file cannot be read as a Word document: it is cut off or damaged"
        raise NotRead("not-read", message, _FIX) from problem
    if not language:
        message = "the heading of the file does not name its language any more, such as [ro]"
        raise NotRead("not-read", message, "write the tag of the language back into the heading")
    if not answers:
        raise NotRead("not-read", "the file has no table with translations", _FIX)
    return Returned(language[1], answers)


def _answers(body: Any) -> Iterator[Answer]:
    """The answers in all tables of the document: a table may have been divided."""
    for row in body.iter(qn("w:tr")):
        cells = _within(row, "tc")
        names = (
            [line.strip() for p in _paragraphs(cells[0]) for line in _text(p).split("\n")]
            if cells
            else []
        )
        names = [name for name in names if _IDENTIFIER.match(name)]
        if not names:
            continue  # the head of the table, or a row that the translator added
        problem = _odd(row, cells, names)
        target = _cell_text(cells[3]) if len(cells) == COLUMNS else ""
        sent = _cell_text(cells[2]) if len(cells) == COLUMNS else ""
        source = _cell_text(cells[1]) if len(cells) > 1 else ""
        yield Answer(names[0], source, sent, target, bool(target), problem)


def _odd(row: Any, cells: list[Any], names: list[str]) -> str:
    """Why a row cannot be taken as it stands, '' where it can."""
    if len(cells) != COLUMNS or len(names) > 1 or _has(row, "gridSpan", "vMerge", "hMerge"):
        return "cells of its row were merged, added or taken out"
    if _has(row, *_TRACKED):
        return "it has tracked changes: accept or reject them"
    if _has(row, "fldChar", "fldSimple", "instrText"):
        return "it has a field, whose text is made by the word processor"
    if _has(row, "vanish", "webHidden"):
        return "it has hidden text"
    if _has(cells[3], "drawing", "pict", "tbl", "object"):
        return "it has a picture or a table"
    return ""


def _has(element: Any, *names: str) -> bool:
    """Whether there is an element of one of these names within another."""
    return next(element.iter(*(qn(f"w:{name}") for name in names)), None) is not None


def _within(element: Any, name: str) -> list[Any]:
    """The cells of a row, or the paragraphs of a cell, also those within a content control."""
    found = []
    for child in element:
        if child.tag == qn(f"w:{name}"):
            found.append(child)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            found += _within(child, name)
    return found


def _paragraphs(cell: Any) -> list[Any]:
    return _within(cell, "p")


def _cell_text(cell: Any) -> str:
    """The text of a cell, a line for each paragraph, without the captions beneath it."""
    kept = [_text(p) for p in _paragraphs(cell) if not _is_caption(p)]
    return "\n".join(kept).strip("\n")


def _is_caption(paragraph: Any) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and "caption" in str(style.get(qn("w:val"))).casefold()


def _text(paragraph: Any) -> str:
    """The text of a paragraph: a line break is one, a tab is a space."""
    parts = []
    for node in paragraph.iter(*(qn(f"w:{name}") for name in ("t", *_CHARACTERS))):
        name = node.tag.rpartition("}")[2]
        if name == "tab" and node.getparent().tag != qn("w:r"):
            continue  # a tab stop, which is no character
        parts.append(_CHARACTERS.get(name, node.text or ""))
    return "".join(parts)
