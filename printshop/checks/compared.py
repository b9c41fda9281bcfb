"""Check that each translation still says what its source says.

Whoever has compared a text with its source records the source's words (``generate.py fresh``).
Where the source has other words today, the translation of that segment is stale; no other is.
"""

from printshop.checks.sentences import sentences
from printshop.findings import GENERATE, Finding, Gate, Where, many, review
from printshop.shop.words import Compared, CopySheet


def check_compared(source: CopySheet, sheet: CopySheet, compared: Compared) -> list[Finding]:
    """Reviews of the segments of a translation that are stale, or were never compared.

    ``compared`` is the language's record. Where no segment of the file was compared, that is one
    finding. A segment that the source or the translation lacks has a finding of its own elsewhere.
    """
    recorded = compared.files.get(sheet.stem, {})
    roles = [role for role in source.items if _same_shape(source, sheet, role)]
    if roles and not any(s in recorded for role in roles for s in source.segments(role)):
        message = f"nobody has recorded that this file was compared with {source.path}"
        fix = f"compare the two; when they say the same, type: {_command(sheet)}"
        return [review("not-compared", message, sheet.at("items"), fix, Gate.SIGN_OFF)]
    return [f for role in roles for f in _segment_findings(source, sheet, recorded, role)]


def never_compared(source: str, language: str) -> Finding:
    """The review of a language of which no file was compared, or whose record is gone."""
    path = f"content/{language}/compared.yaml"
    message = f"nobody has recorded that any text was compared with content/{source}/"
    fix = "bring the file back if it was lost; else compare each text file, and when both say the "
    fix += f"same, type: {GENERATE} fresh {language}/… with the file's name"
    return review("not-compared", message, Where(path), fix, Gate.SIGN_OFF)


def is_stale(finding: Finding) -> bool:
    """Whether a finding says that a translation is not, or may not be, up to date."""
    return finding.code in ("stale", "not-compared")


def _same_shape(source: CopySheet, sheet: CopySheet, role: str) -> bool:
    return source.segments(role).keys() == sheet.segments(role).keys()


def _segment_findings(
    source: CopySheet, sheet: CopySheet, recorded: dict[str, str], role: str
) -> list[Finding]:
    today = source.segments(role)
    then = {name: text for name, text in recorded.items() if name.partition("[")[0] == role}
    if then and then.keys() != today.keys():  # its entries have moved: no one of them can be told
        message = (
            f"{_place(source, role)} had {many(len(then), 'text')} when this was compared with it, "
            f"and has {len(today)} now"
        )
        if len(then) == len(today):
            message = f"the record of {_place(source, role)} has other texts than there are"
        return [review("stale", message, sheet.at("items", role), _fix(sheet, role), Gate.SIGN_OFF)]
    findings = []
    for n, (name, text) in enumerate(today.items()):
        if then.get(name) == text:
            continue
        where = sheet.at("items", role) if name == role else sheet.at("items", role, n)
        if name in then:
            was, now = _changed(then[name], text)
            message = (
                f"{_place(source, role, n)} has changed since this was compared with it: "
                f"it was {was} and is {now}"
            )
        else:
            message = f"nobody has recorded that this was compared with {_place(source, role, n)}"
        code = "stale" if name in then else "not-compared"
        findings.append(review(code, message, where, _fix(sheet, name), Gate.SIGN_OFF))
    return findings


def _place(source: CopySheet, *key: str | int) -> str:
    where = source.at("items", *key)
    return f"{where.path}:{where.line}"


def _changed(then: str, now: str) -> tuple[str, str]:
    """The old and the new words between quotation marks, each on one line.

    Of a text of several sentences those that differ: a comma is not found in a paragraph.
    """
    before, after = sentences(then), sentences(now)
    same = _alike(before, after)
    rest = len(before) - same, len(after) - same
    tail = min(_alike(before[::-1], after[::-1]), *rest)
    if tail in rest:  # sentences were only added, or only taken out
        return _quoted(then), _quoted(now)
    start, end = "… " if same else "", " …" if tail else ""
    was, is_now = (" ".join(text[same : len(text) - tail]) for text in (before, after))
    if not (start or end):
        return _quoted(then), _quoted(now)
    return _quoted(f"{start}{was}{end}"), _quoted(f"{start}{is_now}{end}")


def _alike(some: list[str], others: list[str]) -> int:
    """How many entries at the beginning of two lists are the same."""
    pairs = zip(some, others, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(some), len(others)))


def _quoted(text: str) -> str:
    """A text between quotation marks, on one line."""
    return f"“{' / '.join(line.strip() for line in text.strip().splitlines())}”"


def _fix(sheet: CopySheet, segment: str) -> str:
    return (
        "change the translation where it now says something else; when both say the same, "
        f"type: {_command(sheet)} {segment}"
    )


def _command(sheet: CopySheet) -> str:
    return f"{GENERATE} fresh {sheet.language}/{sheet.stem}"
