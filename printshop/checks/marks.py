"""Check the marks of the copy: braces of tokens, quotation marks, and spaces."""

import re
import unicodedata
from collections.abc import Iterator

from printshop.findings import Finding, Where, error, review
from printshop.reading.characters import BRACES, UNSPACED, described, place, times
from printshop.shop.words import TOKEN, CopySheet, Language

QUOTES = "\"“”„‟«»‹›‘‚‛'"
APOSTROPHES = "'’"
NO_BREAK = "\u00a0\u202f"
SPACES = f" \n{NO_BREAK}"
MARKS = "?!;:"  # with a space before them in some languages, in most without

_BRACE = re.compile("[{}｛｝❴❵]")
_ODD_SPACE = re.compile(rf"[^\S \n{NO_BREAK}]|[{NO_BREAK}][{SPACES}]|[ \n][{NO_BREAK}]")
_MARK = re.compile(rf"[{QUOTES}{MARKS}]|[^\S \n]")
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(\{[^{}]*\})|(\{[^{}]*\})([^\W\d_]+)")


def check_marks(language: Language, facts: set[str], sheet: CopySheet) -> list[Finding]:
    """Findings about the marks of a sheet; ``facts`` are the names that may stand in braces."""
    findings: list[Finding] = []
    for key, text in sheet.texts():
        plain = text
        if _BRACE.search(text):
            where = sheet.at("items", *key)
            broken = list(_braces(text, facts, where))
            findings += broken or _glued(language, text, where)
            plain = TOKEN.sub(lambda token: "0" * len(token.group()), text)
        if _MARK.search(plain):
            where = sheet.at("items", *key)
            findings += _quotes(language, plain, where)
            findings += _spaces(language, plain, where)
    return findings


def _braces(text: str, facts: set[str], where: Where) -> Iterator[Finding]:
    """An error where braces are doubled, not closed, of another width, or hold a name with more."""
    plain = "".join(BRACES.get(c, c) for c in text)
    odd = plain != text or _BRACE.search(TOKEN.sub("", text))
    names = TOKEN.findall(plain)
    meant = {name: _meant(name, facts) for name in names if name not in facts}
    near = [name for name, fact in meant.items() if fact]
    if not odd and not near:
        return
    at = next((m.start() for m in _BRACE.finditer(text) if m.group() in BRACES), -1)
    if near:
        at, fact = plain.index(f"{{{near[0]}}}"), meant[near[0]]
        message = f"'{{{near[0]}}}' is not the name of a fact, and would be printed as it stands"
        yield error("broken-token", message, where, f"write {{{fact}}}")
        return
    if at < 0:
        at = _first_unpaired(text)
    known = [name for name in names if name in facts]
    known += [w for w in re.findall(r"[\w.-]+", plain[at:]) if w in facts]
    message = f"'{text[at]}' {_what_is_wrong(text, at)}, {place(text, at)}"
    fix = f"write {{{known[0]}}}" if known else "write { and } once around the name of a fact"
    yield error("broken-token", message, where, fix)


def _first_unpaired(text: str) -> int:
    """The index of the first brace that is part of no token."""
    rest = TOKEN.sub(lambda token: " " * len(token.group()), text)
    return next(m.start() for m in _BRACE.finditer(rest))


def _what_is_wrong(text: str, at: int) -> str:
    """What is wrong with the brace at an index that is part of no token."""
    if text[at] in BRACES:
        return "is not the brace { or }"
    if text[at] in (text[max(0, at - 1) : at], text[at + 1 : at + 2]):
        return "is doubled"
    return "is not closed" if text[at] == "{" else "is not opened"


def _meant(name: str, facts: set[str]) -> str:
    """The fact that a name means but for spaces, capitals and width; '' where there is none."""
    tidy = "".join(unicodedata.normalize("NFKC", name).split()).lower()
    return tidy if tidy in facts else ""


def _glued(language: Language, text: str, where: Where) -> Iterator[Finding]:
    """A review where letters touch a token: an affix would have to agree with what is printed."""
    if language.script in UNSPACED:
        return
    found = list(_GLUED.finditer(text))
    if found:
        before, token, other, after = found[0].groups()
        message = f"'{found[0].group()}': letters touch {token or other}{times(len(found))}"
        apart = f"{before} {token}" if token else f"{other} {after}"
        fix = f"write '{apart}', or with an apostrophe or a hyphen between"
        yield review("glued-token", message, where, fix)


def _quotes(language: Language, text: str, where: Where) -> Iterator[Finding]:
    """A review of quotation marks that are straight, or of another language."""
    own = {*language.quotes, *language.letters, "’"}
    wrong: dict[str, list[int]] = {}
    for i, char in enumerate(text):
        other = char in "\"'" or (language.quotes and char in QUOTES)
        if other and char not in own:
            wrong.setdefault(char, []).append(i)
    if wrong:
        char, places = next(iter(wrong.items()))
        inside = re.match(r"\w.\w", text[max(0, places[0] - 1) :])
        if char in APOSTROPHES and inside:
            fix = "write ’ for an apostrophe"
        elif language.quotes:
            pairs = zip(language.quotes[::2], language.quotes[1::2], strict=False)
            fix = "write " + " or ".join(f"{a}…{b}" for a, b in pairs)
        else:
            fix = "write the language's own quotation marks"
        name = "straight" if char in "\"'" else "of another language"
        number = sum(map(len, wrong.values()))
        message = f"the mark {char} is {name}, {place(text, places[0])}{times(number)}"
        yield review("wrong-quotes", message, where, fix)


def _spaces(language: Language, text: str, where: Where) -> Iterator[Finding]:
    """Reviews of spaces that are not for running text, are doubled, or stand at the wrong marks."""
    found = [m for m in _ODD_SPACE.finditer(text) if m.group() != "\u3000"]
    if found:
        said = ", ".join(described(c) for c in dict.fromkeys(found[0].group()) if c != " ")
        what = "stands beside another space" if len(found[0].group()) > 1 else "stands in the text"
        message = f"{said} {what}, {place(text, found[0].start())}{times(len(found))}"
        yield review("odd-space", message, where, "write one space, or one no-break space")
    if wrong := _at_marks(language, text):
        at, fix = wrong[0]
        message = f"the space at '{text[at]}' is not as in {language.name}, {place(text, at)}"
        yield review("odd-space", f"{message}{times(len(wrong))}", where, fix)


def _at_marks(language: Language, text: str) -> list[tuple[int, str]]:
    """The places where a mark has no no-break space before it, or a space too many; each's fix."""
    wrong = []
    for mark in re.finditer(rf"(\w|^|[{SPACES}])([{MARKS}»])(?=[{SPACES}»)\]]|$)", text):
        before, char = mark.groups()
        if char in language.spaced and before not in NO_BREAK:
            wrong.append(
                (mark.start(2), f"write a no-break space (U+202F or U+00A0) before {char}")
            )
        elif char not in language.spaced and char in MARKS and before and before in SPACES:
            wrong.append((mark.start(2), f"write {char} without a space before it"))
    if "»" in language.spaced:
        for mark in re.finditer(rf"«(?![{NO_BREAK}])", text):
            wrong.append((mark.start(), "write a no-break space (U+00A0) after «"))
    return sorted(wrong)
