"""The verb ``changes``: what changed in pieces since they were signed, as pages to look at."""

from collections.abc import Sequence
from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.findings import Exit, Finding, Where, did_you_mean, error, exit_of, in_order, stops
from printshop.proofing.change_page import Change, change_page
from printshop.reading.yaml_file import read
from printshop.shop import catalog, sign_off
from printshop.shop.earlier import as_it_was
from printshop.shop.file_names import FileName, campaign_word
from printshop.shop.job import JobTicket, Rendering, Shop
from printshop.shop.review_words import ReviewWords
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
    """What changed in a piece; None where nobody has signed it, or where it cannot be set."""
    tag, _, stem = name.partition("/")
    signatures = [entry for entry in sign_off.entries(shop, tag, stem) if entry.words]
    if not signatures:
        message = f"nobody has signed '{name}' yet: there is nothing to compare it with"
        return None, [error("nothing-signed", message, Where("changes"), "read its proof")]
    signed, then = signatures[-1], sign_off.signed_words(shop, tag, stem)
    if then is None:
        path = sign_off.words_path(tag, signed.words)
        message = f"the words of '{name}' as they were signed are gone, or were changed by hand"
        fix = "bring the file back as it was last committed; the command alone writes it"
        return None, [error("record-changed", message, Where(path), fix)]
    errors = [f for f in catalog.concerning(ticket, findings) if stops([f]) and not f.scope.press]
    after, about = _set(shop, ticket) if not errors else (None, errors)
    if after is None:
        return None, about
    before, _ = _set(as_it_was(shop, tag, then), ticket)
    now = sign_off.words_read(after.composition, tag)
    return Change(name, signed, then, now, before, after), []


def _set(shop: Shop, ticket: JobTicket) -> tuple[Rendering | None, list[Finding]]:
    composition, findings = compose(catalog.resolve(shop, ticket))
    if composition is None:
        return None, findings
    rendering, more = typeset(composition)
    return rendering, findings + more
