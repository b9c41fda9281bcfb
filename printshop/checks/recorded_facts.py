"""Compare the facts with their record: who changes a value looks it up, and at what prints it."""

from printshop.checks.facts import is_wrong
from printshop.findings import GENERATE, Finding, Gate, error, note, review
from printshop.shop.job import Shop
from printshop.shop.recorded_facts import RecordedFact, changes, shown
from printshop.shop.words import Fact

RECORD = f"{GENERATE} facts --record"


def changed_facts(shop: Shop) -> list[Finding]:
    """A finding about each fact that differs from its record; none in a shop without a record.

    A value that its kind does not allow is told there alone.
    """
    if shop.recorded is None:
        return []
    facts = shop.campaign.facts
    found = [
        _finding(shop, name, shop.recorded.get(name), fact)
        for name, fact in facts.items()
        if not is_wrong(shop, name, fact)
    ]
    gone = [_gone(shop, name, then) for name, then in shop.recorded.items() if name not in facts]
    return [finding for finding in (*found, *gone) if finding]


def _finding(shop: Shop, name: str, then: RecordedFact | None, now: Fact) -> Finding | None:
    where = shop.campaign.at("facts", name, "value")
    look = f"look at what prints it: {GENERATE} facts {name}; then type: {RECORD} {name}"
    if then is None:
        message = f"'{name}' ({shown(now.value)}) is not recorded yet"
        return review("fact-changed", message, where, look, Gate.SIGN_OFF)
    differences = changes(then, now)
    if not differences:
        return None if then.checked == now.checked else _checked_again(shop, name, then, now)
    if now.checked > then.checked:
        told = _told(differences, "was {} when it was recorded, and is {} now")
        message = f"'{name}' {told}; it was checked on {now.checked}"
        return review("fact-changed", message, where, look, Gate.SIGN_OFF)
    told = _told(differences, f"was {{}} when it was checked on {then.checked}, and is {{}} now")
    fix = (
        f"compare it with its source, set 'checked' to the day you did, then type: {RECORD} {name}"
    )
    return error("fact-not-checked", f"'{name}' {told}", where, fix)


def _told(differences: dict[str, tuple[str, str]], sentence: str) -> str:
    """The sentence with each difference, after the language where one has its own value."""
    return "; ".join(
        f"{f'in {language} ' if language else ''}{sentence.format(was, value)}"
        for language, (was, value) in differences.items()
    )


def _checked_again(shop: Shop, name: str, then: RecordedFact, now: Fact) -> Finding:
    where = shop.campaign.at("facts", name, "checked")
    message = f"'{name}' was checked on {now.checked}; its record says {then.checked}"
    return note("fact-not-recorded", message, where, f"type: {RECORD} {name}")


def _gone(shop: Shop, name: str, then: RecordedFact) -> Finding:
    where = shop.campaign.at("facts", name)
    message = f"'{name}' was {shown(then.value)} when it was recorded, and is no fact any more"
    fix = f"put it back; or, if it is to go, type: {RECORD} {name}"
    return review("fact-changed", message, where, fix, Gate.SIGN_OFF)
