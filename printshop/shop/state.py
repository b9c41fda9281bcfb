"""The state of a piece: worked out here, and nowhere else.

``draft``: nobody has signed it. ``in review``: some of the roles that it asks for have signed the
words of today. ``signed``: all have. ``stale``: its words have changed since somebody signed, or
its source has since the translation was compared with it. ``withdrawn``: somebody has taken the
signatures back, and not all have signed again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from printshop.shop import sign_off
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.shop.segments import segments
from printshop.shop.signers import counting
from printshop.shop.signing import Entry

StateName = Literal["draft", "in review", "signed", "stale", "withdrawn"]
Items = frozenset[tuple[str, str]]

DRAFT = "DRAFT – not signed off"
PROOF = "PROOF – DO NOT PRINT"  # across each page of a proof package


@dataclass(frozen=True)
class State:
    """The state of a piece, with the signatures that count for its words of today.

    ``to_sign`` are the roles that have not signed these; of a piece that was not composed, without
    those that claims ask for. ``last`` is the last entry of its record, None without one.
    ``digest`` is that of the words of today, '' where they were not composed.
    """

    name: StateName
    signatures: tuple[Entry, ...] = ()
    to_sign: tuple[str, ...] = ()
    last: Entry | None = None
    digest: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether all who have to sign have signed the words of today."""
        return self.name == "signed"

    @property
    def on(self) -> date | None:
        """The day of the last signature that counts."""
        return max((entry.on for entry in self.signatures), default=None)


def state_in(composition: Composition, tag: str) -> State:
    """The state of a composed piece in one of its languages."""
    job = composition.job
    shop, name = job.shop, sign_off.name_of(job.ticket)
    record = sign_off.entries(shop, tag, name)
    items = sign_off.own_items(composition, tag)
    is_stale = not stale_items(shop, tag).isdisjoint(items)
    makes_claims = any(
        shop.copies[tag][stem].claims.get(role)
        for stem, role in items
        if stem in shop.copies.get(tag, {})
    )
    asked = _asked(shop, tag, makes_claims)
    if not record:
        return State("stale" if is_stale else "draft", (), asked)
    digest = sign_off.words_digest(composition, tag)
    withdrawals = [at for at, entry in enumerate(record) if entry.withdrawn]
    since = record[withdrawals[-1] + 1 :] if withdrawals else record
    of_today = counting(shop, tag, [entry for entry in since if entry.words == digest])
    signatures = tuple(of_today[role] for role in asked if role in of_today)
    to_sign = tuple(role for role in asked if role not in of_today)
    found: StateName
    if withdrawals and to_sign:
        found = "withdrawn"
    elif is_stale or not signatures:
        # Where no signature ever counted, such as those of people who may not sign, it is a draft.
        found = "stale" if is_stale or counting(shop, tag, since) else "draft"
    else:
        found = "in review" if to_sign else "signed"
    return State(found, signatures, to_sign, record[-1], digest)


def state(composition: Composition) -> State:
    """The state of a composed piece; of one with many languages, of all of them together."""
    tags = composition.job.ticket.languages
    return _together([state_in(composition, tag) for tag in tags])


def not_composed(shop: Shop, ticket: JobTicket) -> State | None:
    """The state of a piece where it is known without composing it; None where it is not.

    It is known of what nobody has signed, unless it may print a text that is stale.
    """
    own = {*shop.layouts[ticket.layout].stems, ticket.sector}
    for tag, record in sign_off.records(shop, ticket).items():
        if record or any(
            stem in own or tag == ticket.language for stem, _ in stale_items(shop, tag)
        ):
            return None
    drafts = [State("draft", (), _asked(shop, tag, claims=False)) for tag in ticket.languages]
    return _together(drafts)


def states(
    shop: Shop,
    tickets: Iterable[JobTicket],
    composed: Callable[[JobTicket], Composition | None],
) -> dict[JobTicket, State]:
    """The states of pieces; ``composed`` composes one, and is asked only where that is needed.

    A piece that cannot be composed is a draft.
    """
    found: dict[JobTicket, State] = {}
    for ticket in tickets:
        known = not_composed(shop, ticket)
        if known is None:
            composition = composed(ticket)
            known = state(composition) if composition else State("draft")
        found[ticket] = known
    return found


def status(composition: Composition) -> str:
    """The status that a file prints in its slug: draft, or when it was signed off."""
    now = state(composition)
    return f"signed off {now.on.isoformat()}" if now.is_signed and now.on else DRAFT


@lru_cache(maxsize=64)
def stale_items(shop: Shop, tag: str) -> Items:
    """The items of a translation, by file and role, whose source says something else by now."""
    if tag == shop.campaign.source_language:
        return frozenset()
    return frozenset((s.stem, s.role) for s in segments(shop, tag) if s.state == "stale")


def _asked(shop: Shop, tag: str, claims: bool) -> tuple[str, ...]:
    return shop.campaign.sign_off.of(source=tag == shop.campaign.source_language, claims=claims)


def _together(states: list[State]) -> State:
    """The state of a piece whose languages have these."""
    if len(states) == 1:
        return states[0]
    names = [state.name for state in states]
    found: StateName = "in review"
    for worst in ("withdrawn", "stale"):
        if worst in names:
            found = worst
            break
    else:
        if len(set(names)) == 1:
            found = names[0]
    signatures = tuple(entry for state in states for entry in state.signatures)
    to_sign = tuple(dict.fromkeys(role for state in states for role in state.to_sign))
    written = [state.last for state in states if state.last]
    last = max(written, key=lambda entry: entry.on, default=None)
    return State(found, signatures, to_sign, last, " ".join(s.digest for s in states if s.digest))
