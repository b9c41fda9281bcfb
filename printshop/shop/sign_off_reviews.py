"""What there is to say of a piece about its signatures: reviews, which keep it out of print."""

from collections.abc import Iterable
from dataclasses import replace

from printshop.findings import GENERATE, Finding, Gate, Severity, review
from printshop.shop.job import Composition, Job
from printshop.shop.sign_off import name_of, unsigned
from printshop.shop.signers import in_words, listed
from printshop.shop.signing import Entry
from printshop.shop.state import State, state, state_in

# The gates of reviews that become errors where a piece is made for print.
PRINT_GATES = {Gate.SIGN_OFF, Gate.PACKAGING}
LOOK = "look at the proof; sign it off once more if it is right"


def since_signed(composition: Composition, layout: str) -> list[Finding]:
    """Reviews of a piece that somebody has signed, but that is not signed off as it is today.

    ``layout`` is the digest of its layout today.
    """
    job = composition.job
    drafts = unsigned(job.shop, job.ticket)
    found = []
    for tag in job.ticket.languages:
        if tag not in drafts:
            found += _in_language(composition, layout, tag)
    return found


def _in_language(composition: Composition, layout: str, tag: str) -> list[Finding]:
    stem = name_of(composition.job.ticket)
    name, now = f"'{stem}' in {tag}", state_in(composition, tag)
    last = now.last
    if last is None:
        return []
    if now.name == "signed":
        return _layout_changed(now, name, layout)
    still = f"still to sign: {listed(now.to_sign)}"
    if now.name == "withdrawn":
        taken = _last_withdrawal(composition, tag)
        message = (
            f"the sign-off of {name} was withdrawn by {taken.by} on {taken.on}: “{taken.withdrawn}”"
        )
        fix = f"put right what was wrong, then have it signed off anew; {still}"
        return [review("sign-off-withdrawn", message, taken.at("withdrawn"), fix, Gate.PACKAGING)]
    if now.name == "in review":
        signed = ", ".join(f"{in_words(e.role)} ({e.by}, {e.on})" for e in now.signatures)
        message = f"{name} is signed by {signed}; {still}"
        fix = f'type for each: {GENERATE} sign-off {tag}/{stem} --by "Full Name" --as ROLE'
        return [review("in-review", message, last.at("by"), fix, Gate.PACKAGING)]
    if now.name == "draft":
        if last.role in composition.job.shop.campaign.sign_off.roles():
            return []  # a signature by one who may not give it is told with the record
        message = f"{name} was signed as {in_words(last.role)}, which no piece asks for; {still}"
        fix = "have it read and signed in the roles of 'sign_off' in content/campaign.yaml"
        return [review("in-review", message, last.at("by"), fix, Gate.PACKAGING)]
    if last.words == now.digest:  # its translation is stale, which is told where that is compared
        return []
    message = f"{name} has changed since {last.by} signed it off on {last.on}: it is a draft"
    fix = f"have it read and signed off once more; what changed: {GENERATE} changes {tag}/{stem}"
    return [review("sign-off-void", message, last.at("by"), fix, Gate.PACKAGING)]


def _last_withdrawal(composition: Composition, tag: str) -> Entry:
    job = composition.job
    record = job.shop.sign_offs[tag].pieces[name_of(job.ticket)]
    return [entry for entry in record if entry.withdrawn][-1]


def _newest(now: State) -> Entry:
    """Of the signatures that count the one written last: that person has looked at it last."""
    return max(now.signatures, key=lambda entry: (entry.on, entry.at().line))


def _layout_changed(now: State, name: str, layout: str) -> list[Finding]:
    if any(entry.layout == layout for entry in now.signatures):
        return []
    last = _newest(now)
    message = f"the layout of {name} has changed since {last.by} signed it off on {last.on}"
    return [review("layout-changed", message, last.at("by"), LOOK, Gate.PACKAGING)]


def looked_at(composition: Composition) -> bool:
    """Whether a piece is signed, and somebody has signed where its glyphs stand."""
    now = state(composition)
    return now.is_signed and any(entry.look for entry in now.signatures)


def look_changed(composition: Composition, layout: str, look: str) -> list[Finding]:
    """A review of a signed piece whose glyphs stand elsewhere; ``look`` is their digest today.

    No finding where it is not signed off or its layout has changed: ``since_signed`` tells that.
    """
    now, ticket = state(composition), composition.job.ticket
    seen = [entry for entry in now.signatures if entry.layout == layout and entry.look]
    if not now.is_signed or not seen or any(entry.look == look for entry in seen):
        return []
    last = max(seen, key=lambda entry: (entry.on, entry.at().line))
    message = (
        f"the type of '{ticket.stem}' in {ticket.language} stands elsewhere than when "
        f"{last.by} signed it off on {last.on}: another engine or program set it"
    )
    return [review("layout-changed", message, last.at("by"), LOOK, Gate.PACKAGING)]


def draft(job: Job) -> list[Finding]:
    """A review of a piece that nobody has signed."""
    missing = unsigned(job.shop, job.ticket)
    if not missing or not job.copy.sheets:  # a language without words has no piece to sign
        return []
    name = name_of(job.ticket)
    message = f"'{name}' in {', '.join(missing)} is a draft: nobody has signed it off"
    pieces = " ".join(f"{tag}/{name}" for tag in missing)
    fix = f'have a signer read it, then type: {GENERATE} sign-off {pieces} --by "Full Name"'
    sheet = next((s for s in job.copy.sheets if s.stem == name), job.copy.sheets[-1])
    draft = review("draft", message, sheet.at("status"), fix, Gate.PACKAGING)
    return [replace(draft, tally="nobody has signed off yet")]


def strictly(findings: Iterable[Finding]) -> list[Finding]:
    """The findings for a print run: reviews that stop a sign-off or a package become errors."""
    return [replace(f, severity=Severity.ERROR) if f.gate in PRINT_GATES else f for f in findings]
