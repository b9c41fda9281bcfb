"""The child process that examines a file from outside, with limits.

``sandbox/intake`` starts it with a path. Before it opens the file it limits itself: memory,
seconds, no writing, no further process. It writes lines of JSON: first the findings, then those
about codes, then, where they are wanted, the pictures of one page a line, so that the findings are
known even if rendering a page exceeds the limits. Nothing in the file is ever run.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast

import pikepdf

from printshop.findings import Finding, Where, by_code, did_you_mean, error, review, shortened
from printshop.pdf.filters import exceeds_decoded
from printshop.preflight.campaign_signs import CampaignSigns, campaign_signs
from printshop.preflight.cycles import draws_itself
from printshop.preflight.examine import edition, examine, examined, findings_of
from printshop.preflight.page_codes import codes_of
from printshop.preflight.reading.facts import Reading
from printshop.preflight.rules import Case
from printshop.reading.yaml_file import read
from printshop.sandbox.messages import Codes, Examination, Refused, not_scanned
from printshop.sandbox.process import (
    NOT_DRAWN,
    OUT_OF_MEMORY,
    Limits,
    confine,
    result_writer,
    use_reserve,
)
from printshop.shop.press import Press

LIMITS = Limits(memory=2 << 30, seconds=20, files=64)
FOR_PICTURES = 20  # further seconds: for codes and pictures, for which pages are rendered
MOST_PAGES = 100
MOST_SHOWN = 12  # pages whose pictures are sent
MOST_FINDINGS = 500
LARGEST_STREAM = 48 << 20  # bytes, decoded: the page content of a detailed map has about 10 MB


def main(arguments: list[str]) -> int:
    """Examine one file and write the result.

    ``arguments``: root of the shop, condition or '', path, name for findings, 'pictures' or ''.
    """
    root, press_name, path, shown, pictures = arguments
    write_result = result_writer()
    sys.dont_write_bytecode = True  # from here on nothing is written
    confine(LIMITS, FOR_PICTURES)
    press, errors = condition(Path(root), press_name)
    if press is None:
        write_result(asdict(Refused(tuple(errors))))
        return 0
    exam, source, reading = examine_file(Path(path), shown, press, edition(Path(root), press))
    write_result(asdict(exam))
    if not exam.page_boxes:
        return 0
    use_reserve()
    try:
        found = codes_in(source, reading, press, campaign_signs(Path(root)), shown)
        write_result(asdict(Codes(tuple(found))))
        if not pictures:
            return 0
        for page in _pictures(source, exam):
            write_result(page)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # noqa: BLE001  # a foreign file can cause any: the parent says so
        return NOT_DRAWN
    return 0


def condition(root: Path, name: str) -> tuple[Press | None, list[Finding]]:
    """The printing condition of a name, or the default one if the name is empty; or findings.

    Only files in ``presses/`` are read: the rest of the shop may have errors.
    """
    paths = {path.stem: path for path in sorted((root / "presses").glob("*.yaml"))}
    if name and name not in paths:
        message = f"there is no press '{name}'"
        return None, [error("unknown-name", message, Where("--press"), did_you_mean(name, paths))]
    findings: list[Finding] = []
    # The likely one first: reading all would take longer than examining a page.
    likely = sorted(paths.values(), key=lambda path: b"default" not in path.read_bytes())
    for path in [paths[name]] if name else likely:
        press, reading_findings = read(root, path, Press)
        findings += reading_findings
        if press and (name or press.made == "default"):
            return press, []
    if not findings:
        fix = "write 'made: default' in one of presses/*.yaml, or name a condition with --press"
        findings = [error("unknown-name", "no press is the default", Where("presses/"), fix)]
    return None, findings


# ── examining ────────────────────────────────────────────────────────────────────────────────


def examine_file(
    path: Path, display_path: str, press: Press, state: str
) -> tuple[Examination, Path | io.BytesIO, Reading]:
    """Examine any PDF: the examination, the file that holds the pages examined, and their facts.

    That file is ``path``, or a shorter one in memory where there are too many pages.
    ``display_path`` is the file's name in findings, ``state`` the edition of the condition. Nothing
    in the file raises an exception: a file that cannot be read, or not to its end, has a finding
    that says why.
    """
    where = Where(display_path)
    findings: list[Finding] = []
    pages, source, reading = 0, cast("Path | io.BytesIO", path), None
    try:
        with pikepdf.open(path) as pdf:
            findings += _state(pdf, where)
            pages = len(pdf.pages)
            unfollowable = list(unfoldable(pdf, where))
            findings += [*_size(pages, where), *unfollowable]
            if pages and not unfollowable:
                if pages > MOST_PAGES:
                    source = _first_pages(pdf)
                reading, content_findings = examine(source, press, (), display_path)
                findings += content_findings
    except pikepdf.PasswordError:
        fix = "save it without a password: a press cannot open it either"
        findings = [error("encrypted", "the file opens with a password only", where, fix)]
    except MemoryError:
        findings.append(not_examined("it needs more memory than 2 GB", where))
    except Exception as why:  # noqa: BLE001  # a foreign file can cause any: it becomes a finding
        findings.append(_stopped(why, pages, where))
    reading = reading or Reading(())
    examination = examined(reading, press, state, _shortened(findings, where))
    return replace(examination, pages=pages), source, reading


def _stopped(why: Exception, pages: int, where: Where) -> Finding:
    """The finding for an exception while a file was read; ``pages`` is 0 if none was found."""
    if not pages:
        fix = "ask for the file again, or export it anew: it may have been cut off on its way"
        return error("damaged", "the file is damaged and cannot be repaired", where, fix)
    return not_examined(f"its content cannot be followed ({type(why).__name__})", where)


def not_examined(why: str, where: Where) -> Finding:
    """The finding for a file that could not be examined to its end."""
    fix = "export the file anew, simpler if you can; what was not examined may be wrong"
    return error("not-examined", f"the file was not examined to its end: {why}", where, fix)


def _state(pdf: pikepdf.Pdf, where: Where) -> Iterator[Finding]:
    """A finding where the file's structure had to be repaired to be read."""
    warnings = pdf.get_warnings()
    if warnings:
        fix = "export it anew; the other findings are of the repaired file"
        message = "the file is damaged; it was repaired for this examination"
        yield error("damaged", message, where, fix)


def _size(pages: int, where: Where) -> Iterator[Finding]:
    if not pages:
        fix = "export it anew"
        yield error("damaged", "the file has no page that can be found", where, fix)
    if pages > MOST_PAGES:
        message = f"the file has {pages} pages; the first {MOST_PAGES} were examined"
        yield error("too-many-pages", message, where, "split the file, and examine each part")


def unfoldable(pdf: pikepdf.Pdf, where: Where) -> Iterator[Finding]:
    """Findings for a stream that decodes to more than is read, or a form that draws itself."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") == "/Image":
            continue
        if exceeds_decoded(item, LARGEST_STREAM):
            reason = f"a part of it unpacks to more than {LARGEST_STREAM >> 20} MB"
            yield not_examined(reason, where)
            return
    if draws_itself(pdf):
        yield not_examined("a form in it draws itself, without end", where)


def _first_pages(pdf: pikepdf.Pdf) -> io.BytesIO:
    """The file without the pages that are not examined; all else is kept."""
    del pdf.pages[MOST_PAGES:]
    out = io.BytesIO()
    pdf.save(out, static_id=False)
    out.seek(0)
    return out


def _shortened(findings: list[Finding], where: Where) -> list[Finding]:
    """The findings without repetition, with messages cut to 1000 characters, at most 500."""
    distinct = [replace(f, message=f.message[:1000]) for f in dict.fromkeys(findings)]
    short, left_out = shortened(distinct, MOST_FINDINGS)
    if left_out:
        fix = "correct what is listed, then examine the file again"
        message = f"{left_out.total()} findings more are not listed: {by_code(left_out)}"
        short.append(review("more-findings", message[:1000], where, fix))
    return short


# ── codes ────────────────────────────────────────────────────────────────────────────────────


def codes_in(
    source: Path | io.BytesIO,
    reading: Reading,
    press: Press,
    campaign: CampaignSigns | None,
    display_path: str,
) -> list[Finding]:
    """The findings about the codes of a file, or why they were not looked for."""
    where = Where(display_path)
    try:
        scans = codes_of(source, reading)
        case = Case(reading, (), press, scans=scans, campaign=campaign)
        return _shortened(findings_of(case, display_path), where)
    except MemoryError:
        why = "it needs more memory than 2 GB"
    except Exception as problem:  # noqa: BLE001  # a foreign file can cause any
        why = f"its pages cannot be drawn ({type(problem).__name__})"
    return [not_scanned(why, where)]


# ── pictures ─────────────────────────────────────────────────────────────────────────────────


def _pictures(source: Path | io.BytesIO, exam: Examination) -> Iterator[dict[str, Any]]:
    # Imported here: numpy, Pillow and the rasteriser take longer to load than all rules to run.
    from printshop.proofing.page_pictures import PLATE_SIDE, SIDE, show

    for page in show(source, exam, MOST_SHOWN, SIDE, PLATE_SIDE):
        yield asdict(page)
