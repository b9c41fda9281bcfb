"""Sign-off: a named person has read a piece in a language, and answers for its words.

What was read is held by a digest over the source's words, the translation's words and the values
of the facts that the piece prints: change one of them and the sign-off is void. The layout has a
digest of its own, and so has the look of the set piece: where its glyphs stand. When one of them
changes, a person is to look once more, and the words stay signed.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from printshop.findings import Finding, Gate, Severity, did_you_mean, error, review
from printshop.shop.job import Composition, Shop
from printshop.shop.words import Item, SignOff
from printshop.shop.yaml_file import digest

Row = tuple[str, date, str, str, str]  # by whom, when, the digests of words, layout and look

DRAFT = "DRAFT – not signed off"
PROOF = "PROOF – DO NOT PRINT"  # across each page of what is packed to be looked at
# Reviews that keep a piece from being packaged: it is not what somebody has answered for.
_LATER = Gate.PACKAGING
NOT_PRINTED = {Gate.SIGN_OFF, Gate.PACKAGING}


def words_of(composition: Composition) -> str:
    """The digest of what a person reads: by role the source's words and the translation's, then
    what else is printed: facts in this language, the words of a row of sectors, the line on litter,
    where the code leads."""
    job = composition.job
    campaign, own = job.shop.campaign, job.copy
    source = job.shop.copies.get(campaign.source_language, {})
    parts: list[str] = []
    for role in sorted(composition.roles):
        sheet = next((s for s in reversed(own.sheets) if role in s.items), None)
        stem = sheet.at().path.rsplit("/", 1)[1].removesuffix(".yaml") if sheet else ""
        before = source[stem].items.get(role) if stem in source else None
        parts += [role, _flat(before), _flat(own.get(role))]
    parts += [part for pair in composition.printed for part in pair]
    return digest(*parts)[:16]


def _flat(item: Item | None) -> str:
    return json.dumps(item, ensure_ascii=False)


def signed(composition: Composition) -> SignOff | None:
    """The sign-off of a piece, if it has one that holds."""
    found = _kept(composition)
    return found if found and found.words == words_of(composition) else None


def _kept(composition: Composition) -> SignOff | None:
    ticket = composition.job.ticket
    return composition.job.shop.sign_offs.get(ticket.language, {}).get(ticket.stem)


def status(composition: Composition) -> str:
    """What a file says of itself: that it is a draft, or when it was signed off."""
    found = signed(composition)
    return f"signed off {found.on.isoformat()}" if found else DRAFT


def state(composition: Composition, layout: str) -> list[Finding]:
    """What is to be said of a piece's sign-off; ``layout`` is the digest of its layout today."""
    job, kept = composition.job, _kept(composition)
    name = f"'{job.ticket.stem}' in {job.ticket.language}"
    if kept is None:
        message = f"{name} is a draft: nobody has signed it off"
        fix = "have a named person read and sign it off"
        draft = review("draft", message, job.copy.sheets[-1].at("status"), fix, _LATER)
        return [replace(draft, tally="nobody has signed off yet")]
    if kept.words != words_of(composition):
        message = f"{name} has changed since {kept.by} signed it off on {kept.on}: it is a draft"
        fix = "have it read and signed off once more"
        return [review("sign-off-void", message, kept.at("by"), fix, _LATER)]
    if kept.layout != layout:
        message = f"the layout of {name} has changed since {kept.by} signed it off on {kept.on}"
        fix = "look at the proof; sign it off once more if it is right"
        return [review("layout-changed", message, kept.at("by"), fix, _LATER)]
    return []


def look_state(composition: Composition, layout: str, look: str) -> list[Finding]:
    """What is to be said of a signed piece that was set; ``look`` tells where its glyphs stand.

    Nothing where the sign-off does not hold or the layout has changed: ``state`` says so.
    """
    found = signed(composition)
    if not found or found.layout != layout or found.look in ("", look):
        return []
    ticket = composition.job.ticket
    message = (
        f"the type of '{ticket.stem}' in {ticket.language} stands elsewhere than when {found.by} "
        f"signed it off on {found.on}: another engine or program set it"
    )
    fix = "look at the proof; sign it off once more if it is right"
    return [review("layout-changed", message, found.at("by"), fix, _LATER)]


def strictly(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as a print run takes them: what may be built to look at may not be printed."""
    return [replace(f, severity=Severity.ERROR) if f.gate in NOT_PRINTED else f for f in findings]


def may_sign(shop: Shop, name: str) -> list[Finding]:
    """Whether a person is among those who may sign off."""
    known = [person.name for person in shop.campaign.signers]
    if name in known:
        return []
    where = shop.campaign.at("signers")
    fix = did_you_mean(name, known) if known else "add the person in a commit that others review"
    return [error("unknown-signer", f"'{name}' is not among those who may sign off", where, fix)]


def written(kept: dict[str, SignOff], new: dict[str, Row]) -> str:
    """The file of a language's sign-offs by stem: those that it has, and new ones."""
    rows = {name: (s.by, s.on, s.words, s.layout, s.look) for name, s in kept.items()} | new
    head = (
        "# Who has read which piece and answers for its words; written by generate.py sign-off.\n"
        "# The digests tell whether words, layout and look are still those that were read.\n"
        "pieces:\n"
    )
    return head + "".join(_row(name, *row) for name, row in sorted(rows.items()))


def _row(name: str, by: str, on: date, words: str, layout: str, look: str) -> str:
    quoted = [
        f"by: {json.dumps(by, ensure_ascii=False)}",
        f"on: {on.isoformat()}",
        f'words: "{words}"',
        f'layout: "{layout}"',
    ]
    if look:
        quoted.append(f'look: "{look}"')
    return f"  {name}: {{{', '.join(quoted)}}}\n"
