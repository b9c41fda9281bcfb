"""Which answers of a translator can be taken, and why each other one cannot.

Nothing is overwritten that was changed here after it was sent. What needs the whole shop, such as
whether a text fits, is asked of ``problems_of``, a function that looks at the shop with the answers
in it.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.exchange.model import Answer, trimmed
from printshop.findings import Finding, Where, error
from printshop.reading import characters
from printshop.shop.segments import Segment
from printshop.shop.words import TOKEN

Change = dict[str, str]  # new texts by identifier
AGAIN = "mend it in the file, and import the file again"


@dataclass(frozen=True)
class Judged:
    """What an import takes: ``texts`` to write and ``confirmed`` segments, by identifier.

    Confirmed are those that say what their source says now: they are recorded as compared.
    ``unanswered`` have no answer, or one that changes nothing. ``refused`` is how many answers
    are not taken; a finding may be about several of them.
    """

    texts: Change
    confirmed: tuple[str, ...]
    unanswered: tuple[str, ...]
    findings: tuple[Finding, ...]
    refused: int


def judged(
    segments: Sequence[Segment],
    answers: Sequence[Answer],
    file: str,
    problems_of: Callable[[Change], dict[str, Finding]],
) -> Judged:
    """Judge the answers in a file, which findings call ``file``, for the segments of a language.

    ``problems_of`` returns the finding about each text that cannot be printed, by identifier.
    """
    known = {segment.identifier: segment for segment in segments}
    times = Counter(answer.identifier for answer in answers if answer.identifier)
    texts: Change = {}
    confirmed: list[str] = []
    unanswered: list[str] = []
    findings: dict[str, Finding] = {}  # by identifier: an answer that came twice is told once
    for number, answer in enumerate(answers, 1):
        name = answer.identifier
        segment = known.get(name)
        if segment is not None and times[name] == 1 and _is_unanswered(segment, answer):
            unanswered.append(name)
            continue
        where = Where(file, 0, name or f"text {number}")
        problem = _problem(segment, answer, times[name], where)
        if problem:
            findings.setdefault(where.key, problem)
        elif segment is not None:
            confirmed.append(name)
            if trimmed(answer.target) != trimmed(segment.translation or ""):
                texts[name] = _with_ending(answer.target, segment)
    while texts:  # without a refused text another one may fit, or not: all are asked again
        refused = _gaps(segments, texts) or problems_of(texts)
        if not refused:
            break
        for name in refused.keys() & texts.keys() or list(texts):
            finding = refused.get(name) or next(iter(refused.values()))
            findings[name] = _of_answer(finding, Where(file, 0, name))
            del texts[name]
            confirmed.remove(name)
    return Judged(
        texts,
        tuple(confirmed),
        tuple(unanswered),
        tuple(_grouped(list(findings.values()))),
        len(answers) - len(confirmed) - len(unanswered),
    )


def _is_unanswered(segment: Segment, answer: Answer) -> bool:
    """Whether an answer is empty, or what was sent without a word that it is done."""
    if answer.problem:
        return False
    if not trimmed(answer.target):
        return True
    if answer.was_sent(answer.target) and not answer.is_final:
        return True
    return segment.state == "fresh" and _same(answer.target, segment.translation or "")


def _problem(segment: Segment | None, answer: Answer, times: int, where: Where) -> Finding | None:
    """Why an answer is not taken, without a look at the whole shop; None where it is."""
    for message, fix in _problems(segment, answer, times):
        return error("not-taken", message, where, fix)
    return None


def _problems(segment: Segment | None, answer: Answer, times: int) -> Iterator[tuple[str, str]]:
    """What is wrong with an answer, each with what to do; the first one is told."""
    if answer.problem and not answer.identifier:
        yield answer.problem, AGAIN
    if segment is None:
        message = f"there is no text '{answer.identifier}' any more, or its name was changed"
        yield message, "look where its words belong today"
        return
    if times > 1:
        yield f"{times} answers are for this text", "keep one of them in the file"
    if answer.problem:
        yield answer.problem, AGAIN
    if not _same(answer.source, segment.source):
        message = (
            f"it was made from other source words: they were {_quoted(answer.source)} "
            f"and are {_quoted(segment.source)} now"
        )
        yield message, "export this text again"
    here = segment.translation or ""
    if not answer.was_sent(here) and not _same(here, answer.target):
        sent = _quoted(answer.sent) if answer.was_sent(answer.sent) else "other words"
        message = (
            f"it was changed here meanwhile: sent {sent}, here now {_quoted(here)}, "
            f"came back {_quoted(answer.target)}"
        )
        yield message, "choose one of them, and write it into the file of the language by hand"
    if unprintable := _unprintable(answer.target):
        names = ", ".join(characters.described(c) for c in unprintable[:3])
        yield f"it has characters that cannot be printed: {names}", "type it again without them"
    wanted, given = (Counter(TOKEN.findall(text)) for text in (segment.source, answer.target))
    if wanted != given:
        lost = ", ".join(f"{{{name}}}" for name in (wanted - given).elements())
        extra = ", ".join(f"{{{name}}}" for name in (given - wanted).elements())
        said = "; ".join(
            filter(None, (lost and f"{lost} is missing", extra and f"{extra} is too much"))
        )
        fix = "each name in braces stands for a fact: keep it as the source has it"
        yield f"its tokens are not those of the source: {said}", fix


def _unprintable(text: str) -> list[str]:
    """Control characters, line ends that are none of ours, what stands for a lost letter."""
    inner = trimmed(text).replace("\n", "")
    bad = [
        c
        for c in inner
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in characters.LOST
    ]
    return list(dict.fromkeys(bad))


def _gaps(segments: Sequence[Segment], texts: Change) -> dict[str, Finding]:
    """The entries of lists that would have no entry before them: they would change their number."""
    found = {}
    there: dict[tuple[str, str], bool] = {}  # by list: whether all entries so far are there
    for segment in segments:
        if "[" not in segment.name:
            continue
        key = segment.stem, segment.role
        name = segment.identifier
        whole = there.setdefault(key, True)
        if name in texts and segment.translation is None and not whole:
            message = "an entry of its list before this one has no words yet"
            fix = "translate the whole list"
            found[name] = error("not-taken", message, Where(name), fix)
        there[key] = whole and (segment.translation is not None or name in texts)
    return found


def _of_answer(finding: Finding, where: Where) -> Finding:
    """A finding about the shop with an answer in it, as one about the answer."""
    code = "" if finding.code == "not-taken" else f" ({finding.code})"
    return error("not-taken", f"{finding.message}{code}", where, finding.fix or AGAIN)


def _grouped(findings: list[Finding]) -> Iterator[Finding]:
    """Findings of one wording as one, with the names of all their texts."""
    names: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        names.setdefault((finding.message, finding.fix), []).append(finding.where.key)
    for finding in findings:
        if keys := names.pop((finding.message, finding.fix), None):
            number = f"{len(keys)} texts: " if len(keys) > 1 else ""
            where = replace(finding.where, key=", ".join(keys))
            yield replace(finding, message=number + finding.message, where=where)


def _with_ending(target: str, segment: Segment) -> str:
    """An answer with the line ends that a block of the file has at its end."""
    old = segment.translation or ""
    lines = trimmed(target).split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines) + old[len(old.rstrip("\n")) :]


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same but for the white space around them."""
    return trimmed(one) == trimmed(other)


def _quoted(text: str) -> str:
    return f"“{' / '.join(line.strip() for line in text.strip().splitlines())}”"
