"""The examiner: reads a file from outside in a process of its own, on a short leash.

Started by ``intake`` with a path and nothing else, it binds itself before it opens the file:
memory, seconds, no writing, no further process. It says what it found as lines of JSON: first the
findings, then, where they are asked for, the pictures, page by page, so that what was found
stands even if a picture is too much for it. Nothing in the file is ever run.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast

import pikepdf

from printshop.findings import Finding, Where, did_you_mean, error, review
from printshop.pdf.filters import unpacks_past
from printshop.preflight.examine import edition, examine, examined
from printshop.preflight.reading.facts import Reading
from printshop.sandbox.messages import Examined, Refused
from printshop.sandbox.process import Limits, confine, result_writer, use_reserve
from printshop.shop.press import Press
from printshop.shop.yaml_file import read

LIMITS = Limits(memory=2 << 30, seconds=20, files=64)
FOR_PICTURES = 20  # seconds more
MOST_PAGES = 100
MOST_SHOWN = 12  # pages with pictures
MOST_FINDINGS = 500
LARGEST_STREAM = 48 << 20  # bytes of page content when unpacked: a detailed map has about ten MB


def main(arguments: list[str]) -> int:
    """Examine one file: root of the shop, condition or '', path, name to show, 'pictures' or ''."""
    root, press_name, path, shown, pictures = arguments
    say = result_writer()
    sys.dont_write_bytecode = True  # from here on nothing is written
    confine(LIMITS, FOR_PICTURES)
    press, told = condition(Path(root), press_name)
    if press is None:
        say(asdict(Refused(tuple(told))))
        return 0
    exam, source = examine_file(Path(path), shown, press, edition(Path(root), press))
    say(asdict(exam))
    if pictures and exam.leaves:
        use_reserve()
        for page in _pictures(source, exam):
            say(page)
    return 0


def condition(root: Path, name: str) -> tuple[Press | None, list[Finding]]:
    """The printing condition of a name, or the default one where there is no name, and findings.

    Only the conditions are read: the rest of the shop may be as broken as it likes.
    """
    paths = {path.stem: path for path in sorted((root / "presses").glob("*.yaml"))}
    if name and name not in paths:
        message = f"there is no press '{name}'"
        return None, [error("unknown-name", message, Where("--press"), did_you_mean(name, paths))]
    told: list[Finding] = []
    # The likely one first: reading all would take longer than examining a page.
    likely = sorted(paths.values(), key=lambda path: b"default" not in path.read_bytes())
    for path in [paths[name]] if name else likely:
        press, findings = read(root, path, Press)
        told += findings
        if press and (name or press.made == "default"):
            return press, []
    if not told:
        fix = "write 'made: default' in one of presses/*.yaml, or name a condition with --press"
        told = [error("unknown-name", "no press is the default", Where("presses/"), fix)]
    return None, told


# ── examining ────────────────────────────────────────────────────────────────────────────────


def examine_file(
    path: Path, shown: str, press: Press, state: str
) -> tuple[Examined, Path | io.BytesIO]:
    """What is to be said of any PDF, and where the pages that were read stand.

    ``shown`` is what findings call the file. Nothing that the file holds raises: where the reader
    stops, a finding says so.
    """
    where = Where(shown)
    told: list[Finding] = []
    pages, source, reading = 0, cast("Path | io.BytesIO", path), None
    try:
        with pikepdf.open(path) as pdf:
            told += _state(pdf, where)
            pages = len(pdf.pages)
            endless = list(unfoldable(pdf, where))
            told += [*_size(pages, where), *endless]
            if pages and not endless:
                if pages > MOST_PAGES:
                    source = _first_pages(pdf)
                reading, found = examine(source, press, (), shown)
                told += found
    except pikepdf.PasswordError:
        fix = "save it without a password: a press cannot open it either"
        told = [error("encrypted", "the file opens with a password only", where, fix)]
    except MemoryError:
        told.append(not_examined("it needs more memory than 2 GB", where))
    except Exception as why:  # noqa: BLE001  # a foreign file can do anything wrong: it is told
        told.append(_stopped(why, pages, where))
    made = examined(reading or Reading(()), press, state, _shortened(told, where))
    return replace(made, pages=pages), source


def _stopped(why: Exception, pages: int, where: Where) -> Finding:
    if not pages:
        fix = "ask for the file again, or export it anew: it may have been cut off on its way"
        return error("damaged", "the file is broken and cannot be mended", where, fix)
    return not_examined(f"its content cannot be followed ({type(why).__name__})", where)


def not_examined(why: str, where: Where) -> Finding:
    """Of a file that the examiner could not read to its end."""
    fix = "export the file anew, simpler if you can; what was not examined may be wrong"
    return error("not-examined", f"the file was not examined to its end: {why}", where, fix)


def _state(pdf: pikepdf.Pdf, where: Where) -> Iterator[Finding]:
    warnings = pdf.get_warnings()
    if warnings:
        fix = "export it anew; what is said below is of the file as far as it could be mended"
        message = "the file is damaged; it was mended for this examination"
        yield error("damaged", message, where, fix)


def _size(pages: int, where: Where) -> Iterator[Finding]:
    if not pages:
        fix = "export it anew"
        yield error("damaged", "the file has no page that can be found", where, fix)
    if pages > MOST_PAGES:
        message = f"the file has {pages} pages; the first {MOST_PAGES} were examined"
        yield error("too-many-pages", message, where, "split the file, and examine each part")


def unfoldable(pdf: pikepdf.Pdf, where: Where) -> Iterator[Finding]:
    """What a file holds that unpacks to more than is read, or that draws itself without end."""
    forms: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") == "/Image":
            continue
        if unpacks_past(item, LARGEST_STREAM):
            large = f"a part of it unpacks to more than {LARGEST_STREAM >> 20} MB"
            yield not_examined(large, where)
            return
        if item.get("/Subtype") == "/Form":
            forms[item.objgen] = _drawn(item)
    if _circle(forms):
        yield not_examined("a form in it draws itself, without end", where)


def _drawn(form: Any) -> set[tuple[int, int]]:
    named = form.get("/Resources", {}).get("/XObject", {})
    return {item.objgen for item in named.values()}


def _circle(edges: dict[tuple[int, int], set[tuple[int, int]]]) -> bool:
    """Whether something leads back to itself: what leads nowhere is taken away until all is."""
    left = {a: {b for b in to if b in edges} for a, to in edges.items()}
    while free := {a for a, to in left.items() if not to}:
        left = {a: to - free for a, to in left.items() if a not in free}
    return bool(left)


def _first_pages(pdf: pikepdf.Pdf) -> io.BytesIO:
    """The file without the pages that are not examined; all else is left in it."""
    del pdf.pages[MOST_PAGES:]
    out = io.BytesIO()
    pdf.save(out, static_id=False)
    out.seek(0)
    return out


def _shortened(told: list[Finding], where: Where) -> list[Finding]:
    """The findings with their quotations cut, and no more of them than anybody reads."""
    kept = [replace(f, message=f.message[:1000]) for f in dict.fromkeys(told)]
    if len(kept) > MOST_FINDINGS:
        left = len(kept) - MOST_FINDINGS
        kept = kept[:MOST_FINDINGS]
        fix = "mend what is listed, then examine the file again"
        kept.append(review("more-findings", f"{left} findings more are not listed", where, fix))
    return kept


# ── pictures ─────────────────────────────────────────────────────────────────────────────────


def _pictures(source: Path | io.BytesIO, exam: Examined) -> Iterator[dict[str, Any]]:
    # Only here: numpy, Pillow and the rasteriser cost more time than all the questions.
    from printshop.proofing.page_pictures import PLATE_SIDE, SIDE, show

    for page in show(source, exam, MOST_SHOWN, SIDE, PLATE_SIDE):
        yield asdict(page)
