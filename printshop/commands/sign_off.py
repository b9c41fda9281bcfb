"""The verb ``sign-off``: records that an authorised person has read pieces, or withdraws that.

The name on the command line proves nothing by itself. What counts is the commit that holds the
written file, and who reviewed it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from printshop.checks.on_day import on_day
from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.delivery.lock import alone
from printshop.delivery.up_to_date import layout_digest
from printshop.findings import Exit, Finding, Gate, Where, did_you_mean, error, in_order, stops
from printshop.preflight.reading.glyph_positions import look_digest
from printshop.shop import catalog, sign_off, signers
from printshop.shop.files import SIGN_OFF, read_shop
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.shop.sign_off_record import added, to_yaml, words_to_yaml
from printshop.shop.signing import Entry, SignedWords
from printshop.shop.state import state_in
from printshop.typesetting import compose
from printshop.typesetting.typeset import typeset

Entries = dict[str, dict[str, Entry]]  # by language and piece
Words = dict[str, dict[str, tuple[str, SignedWords]]]  # by language and digest, with the piece


def sign(root: Path, targets: Sequence[str], by: str, role: str, today: date) -> Exit:
    """Sign off pieces (``nl/leaflet``) in a person's name, all or none, and print the result.

    ``role`` may be '' for a person who has one role only.
    """
    shop, findings = open_shop(root)
    if shop is None:
        return _refused(findings)
    findings = [*findings, *on_day(shop, today)]
    role, problems = _role(shop, by, role)
    tickets = catalog.to_sign_off(shop)
    compositions: dict[str, Composition] = {}
    for target in targets:
        if target not in tickets:
            problems.append(_no_piece(target, tickets))
            continue
        composition, composing_findings = compose.compose(catalog.resolve(shop, tickets[target]))
        problems += composing_findings + _obstacles(tickets[target], findings, composition)
        if composition:
            compositions[target] = composition
            problems += _may_not(composition, target, (by, role), today) if role else []
    if problems:
        return _refused(problems)
    new, words = Entries(), Words()
    for target, composition in compositions.items():
        rendering, problems = typeset(composition)
        if rendering is None or stops(problems):
            return _refused(problems)
        ticket = composition.job.ticket
        tag, _, name = target.partition("/")
        # A language is read alone and printed beside others: how it looks then is no part of it.
        look = "" if ticket.carried else look_digest(rendering.pdf)
        read = sign_off.words_read(composition, tag)
        digest, layout = sign_off.digest_of(read), layout_digest(shop, ticket.layout)
        entry = Entry(by=by, on=today, role=role, words=digest, layout=layout, look=look)
        new.setdefault(tag, {})[name] = entry
        words.setdefault(tag, {})[digest] = (name, read)
    problems = _write(root, new, words)
    if problems:
        return _refused(problems)
    for tag, entries in new.items():
        print(
            f"signed off by {by} as {signers.in_words(role)} on {today.isoformat()} in {tag}: "
            f"{', '.join(entries)}"
        )
    _print_still_to_sign(root, targets)
    _print_commit(new, signed=True)
    return Exit.DONE


def withdraw(root: Path, targets: Sequence[str], by: str, reason: str, today: date) -> Exit:
    """Withdraw the sign-off of pieces, all or none, with a reason; nothing is taken out."""
    shop, findings = open_shop(root)
    if shop is None:
        return _refused(findings)
    tickets = catalog.to_sign_off(shop)
    signer, problems = signers.find(shop, by)
    new = Entries()
    for target in targets:
        tag, _, name = target.partition("/")
        if target not in tickets:
            problems.append(_no_piece(target, tickets))
        elif (
            not sign_off.entries(shop, tag, name) or sign_off.entries(shop, tag, name)[-1].withdrawn
        ):
            message, fix = f"nobody has signed '{target}', so nothing can be withdrawn", ""
            problems.append(error("nothing-to-withdraw", message, Where("sign-off"), fix))
        elif signer and not signer.reads(tag):
            message = f"'{by}' may not sign in {tag}, and so withdraws nothing there"
            fix = _who_reads(shop, tag)
            problems.append(error("may-not-sign", message, signer.at("languages"), fix))
        new.setdefault(tag, {})[name] = Entry(by=by, on=today, withdrawn=reason)
    if problems:
        return _refused(problems, "nothing was withdrawn")
    problems = _write(root, new, {})
    if problems:
        return _refused(problems, "nothing was withdrawn")
    for tag, entries in new.items():
        print(f"withdrawn by {by} on {today.isoformat()} in {tag}: {', '.join(entries)}")
    _print_commit(new)
    return Exit.DONE


# ── who may ──────────────────────────────────────────────────────────────────────────────────


def _role(shop: Shop, by: str, typed: str) -> tuple[str, list[Finding]]:
    signer, problems = signers.find(shop, by)
    return signers.role_of(shop, signer, typed) if signer else ("", problems)


def _may_not(
    composition: Composition, target: str, as_whom: tuple[str, str], today: date
) -> list[Finding]:
    """Errors where a person may not sign a piece in a role: language, last day, other role."""
    shop, tag = composition.job.shop, target.partition("/")[0]
    by, role = as_whom
    signer = next(person for person in shop.campaign.signers if person.name == by)
    as_role, who = signers.in_words(role), signers.who_may(shop, tag, role, today)
    if not signer.reads(tag):
        message = f"'{by}' may not sign in {tag}"
        return [error("may-not-sign", message, signer.at("languages"), who)]
    if signer.until and signer.until < today:
        message = f"the last day of '{by}' as a signer was {signer.until}"
        return [error("may-not-sign", message, signer.at("until"), who)]
    now = state_in(composition, tag)
    asked = {*now.to_sign, *(entry.role for entry in now.signatures)}
    if role not in asked:
        message = f"'{target}' does not ask for a signature as {as_role}"
        fix = f"it asks for: {signers.listed(sorted(asked))}"
        return [error("may-not-sign", message, shop.campaign.at("sign_off"), fix)]
    if other := signers.apart(shop, by, role, now.signatures):
        message = (
            f"'{by}' has signed '{target}' as {signers.in_words(other)}, and so may not sign it "
            f"as {as_role}: two different people have to read it"
        )
        others = [
            s.name
            for s in shop.campaign.signers
            if role in s.roles and s.reads(tag) and s.name != by
        ]
        fix = f"as {as_role} in {tag} may sign: {', '.join(others) or 'nobody else yet'}"
        return [error("may-not-sign", message, shop.campaign.at("sign_off"), fix)]
    return []


def _who_reads(shop: Shop, tag: str) -> str:
    names = [person.name for person in shop.campaign.signers if person.reads(tag)]
    return f"in {tag} may sign and withdraw: {', '.join(names) or 'nobody yet'}"


def _obstacles(
    ticket: JobTicket, findings: list[Finding], composition: Composition | None
) -> list[Finding]:
    """What keeps a piece from being signed off: errors, and reviews of words that are not right."""
    items = composition.items if composition else ()
    # A sign-off is about words: findings about printing conditions do not matter to it.
    about_words = [f for f in catalog.concerning(ticket, findings, items) if not f.scope.press]
    return [f for f in about_words if stops([f]) or f.gate is Gate.SIGN_OFF]


# ── the file ─────────────────────────────────────────────────────────────────────────────────


def _write(root: Path, new: Entries, words: Words) -> list[Finding]:
    """Add entries to the records of their languages; nothing where the words have changed.

    The records are read anew while nobody else may write them, so that a signature given
    meanwhile stays; and the words are read anew, so that nobody signs other words than were read.
    Raises ``OSError`` where a file cannot be written; the earlier one is whole then.
    """
    with alone(root / "content"):
        shop, findings = read_shop(root)
        if shop is None:
            return findings
        broken = [f for f in findings if f.where.path in {_path(tag) for tag in new} and stops([f])]
        problems = broken + (_changed_meanwhile(shop, new) if words else [])
        if problems:
            return problems
        for tag, entries in new.items():
            # The words first: no entry may name words that are not there.
            for digest, (piece, read) in words.get(tag, {}).items():
                path = root / sign_off.words_path(tag, digest)
                write(path, words_to_yaml(piece, read).encode())
            record = added(shop.sign_offs.get(tag, sign_off.EMPTY), entries)
            write(root / _path(tag), to_yaml(record).encode())
    return []


def _changed_meanwhile(shop: Shop, new: Entries) -> list[Finding]:
    """An error for each piece whose words are others than those that were read."""
    tickets, findings = catalog.to_sign_off(shop), []
    for tag, entries in new.items():
        for name, entry in entries.items():
            ticket = tickets.get(f"{tag}/{name}")
            composition = compose.compose(catalog.resolve(shop, ticket))[0] if ticket else None
            if composition and sign_off.words_digest(composition, tag) == entry.words:
                continue
            message = f"the words of '{tag}/{name}' changed while it was being signed off"
            fix = "read it again as it is now, then sign it off"
            findings.append(error("words-changed", message, Where(f"content/{tag}"), fix))
    return findings


def _path(tag: str) -> str:
    return f"content/{tag}/{SIGN_OFF}.yaml"


def _print_still_to_sign(root: Path, targets: Sequence[str]) -> None:
    """Which roles have still to sign each piece, as it is after this."""
    shop, _ = read_shop(root)
    tickets = catalog.to_sign_off(shop) if shop else {}
    for target in targets:
        composition = (
            compose.compose(catalog.resolve(shop, tickets[target]))[0]
            if shop and target in tickets
            else None
        )
        if composition:
            now = state_in(composition, target.partition("/")[0])
            rest = f"still to sign: {signers.listed(now.to_sign)}" if now.to_sign else now.name
            print(f"{target}: {rest}")


def _print_commit(new: Mapping[str, object], *, signed: bool = False) -> None:
    files = ", ".join(_path(tag) for tag in new)
    folders = " and signed/ beside it" if signed else ""
    print(f"commit {files}{folders}: what counts is the reviewed commit, not the name typed here")


def _no_piece(target: str, tickets: Mapping[str, JobTicket]) -> Finding:
    message, fix = f"there is no piece '{target}'", did_you_mean(target, tickets)
    return error("unknown-name", message, Where("sign-off"), fix)


def _refused(findings: list[Finding], result: str = "nothing was signed off") -> Exit:
    print_findings(in_order(findings))
    print(result)
    return Exit.INPUTS
