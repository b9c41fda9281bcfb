"""Sign-off: a named person has read a piece in a language, and answers for its words.

A digest covers the source's words, the translation's words, the claims that these make and the
values of the facts that the piece prints: when one of them changes, the sign-off is void. The
layout has a digest of its own, and so have the positions of the glyphs (``look``). When one of
these changes, the words stay signed and a person has to look at the piece once more.

A piece of many languages is signed off by language, under the name of its layout: whoever reads one
answers for the words in it, in whichever company they are printed. All have to be signed off.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from printshop.findings import GENERATE, Finding, Gate, Severity, error, review, similar
from printshop.reading.yaml_file import digest
from printshop.shop.claims import made
from printshop.shop.job import Composition, Job, JobTicket, Shop
from printshop.shop.words import Item, SignOff

Row = tuple[str, date, str, str, str]  # by whom, when, the digests of words, layout and look

DRAFT = "DRAFT – not signed off"
PROOF = "PROOF – DO NOT PRINT"  # across each page of a proof package
# The gates of reviews that become errors where a piece is made for print.
PRINT_GATES = {Gate.SIGN_OFF, Gate.PACKAGING}


def rows(shop: Shop, ticket: JobTicket) -> dict[str, SignOff | None]:
    """The sign-offs that a piece needs by language, None where there is none; valid or not."""
    return {tag: shop.sign_offs.get(tag, {}).get(_name(ticket)) for tag in ticket.languages}


def _name(ticket: JobTicket) -> str:
    """The name under which a piece is signed off."""
    return ticket.layout if ticket.carried else ticket.stem


def words_digest(composition: Composition, carried: str = "") -> str:
    """The digest of what a person reads, 16 hex digits; of one ``carried`` language, or its own.

    It is over the source's words and the translation's by role, then over what else is printed:
    facts in this language, the names in a row of sectors, the line on litter, the address in the
    code; and over the names of the claims that the words make. In a carried language it is over its
    words in the piece's own file alone.
    """
    if carried not in ("", composition.job.ticket.language):
        return _carried_digest(composition, carried)
    job = composition.job
    campaign, copy = job.shop.campaign, job.copy
    source = job.shop.copies.get(campaign.source_language, {})
    parts: list[str] = []
    for role in sorted(composition.roles):
        sheet = copy.sheet(role)
        source_sheet = source.get(sheet.stem) if sheet else None
        source_item = source_sheet.items.get(role) if source_sheet else None
        parts += [role, _json(source_item), _json(copy.get(role))]
    parts += [part for pair in composition.printed for part in pair]
    sheets = job.shop.copies.get(job.ticket.language, {})
    parts += [part for claim in made(sheets, composition.items) for part in claim]
    return digest(*parts)[:16]


def _carried_digest(composition: Composition, tag: str) -> str:
    shop, layout = composition.job.shop, composition.job.layout.name
    source = shop.copies.get(shop.campaign.source_language, {}).get(layout)
    sheet = shop.copies.get(tag, {}).get(layout)
    items = [item for item in sorted(composition.items) if item[0] == layout]
    parts: list[str] = []
    for _, role in items:
        pair = [s.items.get(role) if s else None for s in (source, sheet)]
        parts += [role, *map(_json, pair)]
    parts += [part for claim in made(shop.copies.get(tag, {}), items) for part in claim]
    return digest(*parts)[:16]


def _json(item: Item | None) -> str:
    return json.dumps(item, ensure_ascii=False)


def signed(composition: Composition) -> SignOff | None:
    """A piece's sign-off where it is valid for the words of today, else None.

    Of a piece of many languages, the last one given, where those of all languages are valid.
    """
    valid: list[SignOff] = []
    for tag, sign_off in rows(composition.job.shop, composition.job.ticket).items():
        if sign_off is None or sign_off.words != words_digest(composition, tag):
            return None
        valid.append(sign_off)
    return max(valid, key=lambda sign_off: sign_off.on)


def status(composition: Composition) -> str:
    """The status that a file prints in its slug: draft, or when it was signed off."""
    sign_off = signed(composition)
    return f"signed off {sign_off.on.isoformat()}" if sign_off else DRAFT


def state(composition: Composition, layout: str) -> list[Finding]:
    """A review of a piece that is signed off, but not as it is today.

    ``layout`` is the digest of its layout today.
    """
    job = composition.job
    given = rows(job.shop, job.ticket)
    return [f for tag, s in given.items() if s for f in _state(composition, layout, tag, s)]


def _state(composition: Composition, layout: str, tag: str, sign_off: SignOff) -> list[Finding]:
    name = f"'{_name(composition.job.ticket)}' in {tag}"
    if sign_off.words != words_digest(composition, tag):
        message = (
            f"{name} has changed since {sign_off.by} signed it off on {sign_off.on}: it is a draft"
        )
        fix = "have it read and signed off once more"
        return [review("sign-off-void", message, sign_off.at("by"), fix, Gate.PACKAGING)]
    if sign_off.layout != layout:
        message = (
            f"the layout of {name} has changed since {sign_off.by} signed it off on {sign_off.on}"
        )
        fix = "look at the proof; sign it off once more if it is right"
        return [review("layout-changed", message, sign_off.at("by"), fix, Gate.PACKAGING)]
    return []


def draft(job: Job) -> list[Finding]:
    """A review of a piece that has no sign-off."""
    ticket = job.ticket
    missing = [tag for tag, sign_off in rows(job.shop, ticket).items() if sign_off is None]
    if not missing:
        return []
    name = _name(ticket)
    message = f"'{name}' in {', '.join(missing)} is a draft: nobody has signed it off"
    pieces = " ".join(f"{tag}/{name}" for tag in missing)
    fix = f'have a signer read it, then type: {GENERATE} sign-off {pieces} --by "Full Name"'
    sheet = next((s for s in job.copy.sheets if s.stem == name), job.copy.sheets[-1])
    draft = review("draft", message, sheet.at("status"), fix, Gate.PACKAGING)
    return [replace(draft, tally="nobody has signed off yet")]


def look_state(composition: Composition, layout: str, look: str) -> list[Finding]:
    """A review of a signed piece whose glyphs stand elsewhere; ``look`` is their digest today.

    No finding where the sign-off is void or the layout has changed: ``state`` has a review of that.
    """
    sign_off = signed(composition)
    if not sign_off or sign_off.layout != layout or sign_off.look in ("", look):
        return []
    ticket = composition.job.ticket
    message = (
        f"the type of '{ticket.stem}' in {ticket.language} stands elsewhere than when "
        f"{sign_off.by} signed it off on {sign_off.on}: another engine or program set it"
    )
    fix = "look at the proof; sign it off once more if it is right"
    return [review("layout-changed", message, sign_off.at("by"), fix, Gate.PACKAGING)]


def strictly(findings: Iterable[Finding]) -> list[Finding]:
    """The findings for a print run: reviews that stop a sign-off or a package become errors."""
    return [replace(f, severity=Severity.ERROR) if f.gate in PRINT_GATES else f for f in findings]


def check_signer(shop: Shop, name: str) -> list[Finding]:
    """An error where a person is not among ``signers``, who may sign off."""
    known = [person.name for person in shop.campaign.signers]
    if name in known:
        return []
    where = shop.campaign.at("signers")
    fix = "add the person under 'signers', in a commit that others review"
    near = similar(name, known)  # a slip, or a namesake: nobody is to take another's name
    fix = f"{near} If not, {fix}" if near else fix
    return [error("unknown-signer", f"'{name}' is not among those who may sign off", where, fix)]


def to_yaml(earlier: dict[str, SignOff], new: dict[str, Row]) -> str:
    """The file of a language's sign-offs by stem: the earlier ones, replaced by new ones."""
    rows = {name: (s.by, s.on, s.words, s.layout, s.look) for name, s in earlier.items()} | new
    comment = (
        "# Who has read which piece and answers for its words; written by generate.py sign-off.\n"
        "# The digests tell whether words, layout and look are still those that were read.\n"
        "pieces:\n"
    )
    return comment + "".join(_row(name, *row) for name, row in sorted(rows.items()))


def _row(name: str, by: str, on: date, words: str, layout: str, look: str) -> str:
    fields = [
        f"by: {json.dumps(by, ensure_ascii=False)}",
        f"on: {on.isoformat()}",
        f'words: "{words}"',
        f'layout: "{layout}"',
    ]
    if look:
        fields.append(f'look: "{look}"')
    return f"  {name}: {{{', '.join(fields)}}}\n"
