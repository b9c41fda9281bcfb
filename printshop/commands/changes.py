"""The verb ``changes``: what changed in pieces since they were signed or built, as pages."""

from collections.abc import Sequence
from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.delivery.kept_words import kept_words
from printshop.findings import Exit, Finding, Where, did_you_mean, error, exit_of, in_order, stops
from printshop.proofing.change_page import Change, Earlier, change_page
from printshop.reading.yaml_file import read
from printshop.shop import catalog, sign_off
from printshop.shop.earlier import as_compared, as_it_was
from printshop.shop.file_names import FileName, campaign_word
from printshop.shop.job import JobTicket, Rendering, Shop
from printshop.shop.review_words import ReviewWords
from printshop.shop.signing import SignedWords
from printshop.typesetting.compose import compose
from printshop.typesetting.typeset import typeset

WORDS = "layouts/_shared/review/changes.yaml"
FOLDER = "review"  # in output/


def changes(root: Path, targets: Sequence[str], reader: str) -> Exit:
    """Write a page for each piece (``ro/leaflet``) into ``output/review/``, and print where.

    ``reader`` is the language of its headings, '' for that of the source. What is wrong with one
    piece does not keep the others from being shown.
    """
    shop, findings = open_shop(root)
    words, unread = read(root, root / WORDS, ReviewWords)
    if shop is None or words is None:
        print_findings(in_order([*findings, *unread]))
        return Exit.INPUTS
    reader = reader or shop.campaign.source_language
    if reader not in words.languages or reader not in shop.languages:
        fix = did_you_mean(reader, words.languages)
        message = f"the page of changes has no words in '{reader}'"
        print_findings([error("unknown-name", message, Where("--reader-language"), fix)])
        return Exit.INPUTS
    pieces = catalog.to_sign_off(shop)
    problems: list[Finding] = []
    for name in dict.fromkeys(targets):
        if name not in pieces:
            fix = did_you_mean(name, pieces)
            message = f"there is no piece '{name}'"
            problems.append(error("unknown-name", message, Where("changes"), fix))
            continue
        change, about = _change(shop, name, pieces[name], findings)
        problems += about
        if change is None:
            continue
        tag, _, stem = name.partition("/")
        called = FileName(campaign_word(shop.campaign), "changes", tag, stem, tag).whole
        path = root / "output" / FOLDER / tag / f"{called}.html"
        page = change_page(change, words.languages[reader], shop.languages[reader])
        write(path, page.encode())
        print(path.relative_to(root).as_posix())
    print_findings(in_order(problems))
    return exit_of(problems)


def _change(
    shop: Shop, name: str, ticket: JobTicket, findings: list[Finding]
) -> tuple[Change | None, list[Finding]]:
    """What changed in a piece; None where there is nothing earlier, or where it cannot be set."""
    tag, _, stem = name.partition("/")
    if lost := _lost(shop, name):
        return None, lost
    errors = [f for f in catalog.concerning(ticket, findings) if stops([f]) and not f.scope.press]
    after, about = _set(shop, ticket) if not errors else (None, errors)
    if after is None:
        return None, about
    now = sign_off.words_read(after.composition, tag)
    earlier = _as_signed(shop, tag, stem) or _as_built_or_compared(shop, tag, stem, now)
    if earlier is None:
        message = f"nobody has signed '{name}' or built it yet: there is nothing to compare it with"
        fix = "read its proof as a whole; once it is built, what changes after that can be shown"
        return None, [error("nothing-signed", message, Where("changes"), fix)]
    if earlier.kind == "compared":  # it was set with the same words
        return Change(name, earlier, now, None, after), []
    before, _ = _set(as_it_was(shop, tag, earlier.words), ticket)
    return Change(name, earlier, now, before, after), []


def _lost(shop: Shop, name: str) -> list[Finding]:
    """An error where somebody has signed a piece and the words that were signed are not there."""
    tag, _, stem = name.partition("/")
    signatures = [entry for entry in sign_off.entries(shop, tag, stem) if entry.words]
    if not signatures or sign_off.signed_words(shop, tag, stem):
        return []
    path = sign_off.words_path(tag, signatures[-1].words)
    message = f"the words of '{name}' as they were signed are gone, or were changed by hand"
    fix = "bring the file back as it was last committed; the command alone writes it"
    return [error("record-changed", message, Where(path), fix)]


def _as_signed(shop: Shop, tag: str, stem: str) -> Earlier | None:
    words = sign_off.signed_words(shop, tag, stem)
    if words is None:
        return None
    last = [entry for entry in sign_off.entries(shop, tag, stem) if entry.words][-1]
    return Earlier("signed", words, last.on, last.by)


def _as_built_or_compared(shop: Shop, tag: str, stem: str, now: SignedWords) -> Earlier | None:
    """The newest words of a file that are not those of today; else the source as compared with.

    Where none of them differs, the newest: nothing has changed since.
    """
    built = kept_words(shop.root / "output", tag, stem)
    found = [Earlier("built", b.words, b.on) for b in reversed(built)]
    compared = as_compared(shop, tag, now)
    found += [Earlier("compared", compared)] if compared else []
    return next((e for e in found if e.words != now), found[0] if found else None)


def _set(shop: Shop, ticket: JobTicket) -> tuple[Rendering | None, list[Finding]]:
    composition, findings = compose(catalog.resolve(shop, ticket))
    if composition is None:
        return None, findings
    rendering, more = typeset(composition)
    return rendering, findings + more
