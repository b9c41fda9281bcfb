"""The verb ``proof``: a PDF for whoever reads a piece in a language and signs for its words."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from printshop import pipeline
from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import pdf_path, write
from printshop.findings import Exit, Finding, Where, did_you_mean, error, exit_of, in_order, stops
from printshop.proofing.review_proof import Signing, review_proof
from printshop.shop import catalog
from printshop.shop.file_names import FileName, campaign_word
from printshop.shop.job import JobTicket, Shop
from printshop.shop.review_words import ReviewWords, review_words
from printshop.shop.sign_off import as_signed
from printshop.shop.state import state_in

FOLDER = "review"  # in output/


def proof(root: Path, targets: Sequence[str], reader: str, today: date) -> Exit:
    """Write the proof of each piece (``ro/leaflet``) into ``output/review/``, and print where.

    ``reader`` is the language of the headings, '' for that of the source. What is wrong with one
    piece does not keep the others from being made.
    """
    shop, findings = open_shop(root)
    words, unread = review_words(root)
    if shop is None or words is None or unread:
        print_findings(in_order([*findings, *unread]))
        return Exit.INPUTS
    reader = reader or shop.campaign.source_language
    pieces = catalog.to_sign_off(shop)
    problems = [
        error("unknown-name", f"there is no piece '{name}'", Where("proof"), fix)
        for name, fix in ((n, did_you_mean(n, pieces)) for n in targets)
        if name not in pieces
    ]
    if reader not in words.languages or reader not in shop.languages:
        message, fix = (
            f"the proof has no words in '{reader}'",
            did_you_mean(reader, words.languages),
        )
        problems.append(error("unknown-name", message, Where("--reader-language"), fix))
    if problems:
        print_findings(problems)
        return Exit.INPUTS
    made: list[Path] = []
    for name in dict.fromkeys(targets):
        pdf, about = _made(shop, name, pieces[name], findings, words, reader, today)
        problems += about
        if pdf:
            tag, _, stem = name.partition("/")
            name_of_proof = FileName(campaign_word(shop.campaign), FOLDER, tag, stem, tag)
            path = pdf_path(root / "output", name_of_proof)
            write(path, pdf)
            made.append(path)
    print_findings(in_order(problems))
    for path in made:
        print(path.relative_to(root).as_posix())
    return exit_of(problems)


def _made(
    shop: Shop,
    name: str,
    ticket: JobTicket,
    findings: list[Finding],
    words: ReviewWords,
    reader: str,
    today: date,
) -> tuple[bytes, list[Finding]]:
    """The proof of one piece, or what keeps it from being made."""
    inputs = [f for f in catalog.concerning(ticket, findings) if not f.scope.press]
    rendering, about_words, about_setting = pipeline.set_piece(shop, ticket, inputs)
    if rendering is None:
        return b"", [f for f in (*about_words, *about_setting) if stops([f])]
    tag, _, stem = name.partition("/")
    now = state_in(rendering.composition, tag)
    asked = (*(entry.role for entry in now.signatures), *now.to_sign)
    signing = Signing(
        now.name.replace(" ", "-"),
        asked,
        as_signed(shop, tag, stem),
    )
    return review_proof(rendering, name, words, shop.languages[reader], signing, today)
