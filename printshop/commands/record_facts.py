"""The verb ``facts`` with ``--record``: the facts of today become the record, all or none."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.commands.facts import findings_by_fact, unknown_names
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.findings import Exit, Finding, exit_of, in_order, stops
from printshop.shop.job import Shop
from printshop.shop.recorded_facts import RECORDED_FACTS, record_of, shown, to_yaml


def record(root: Path, names: Sequence[str], today: date) -> Exit:
    """Record the named facts, or all that differ from their record, and print the result.

    A fact with an error is refused, and so is one whose value changed while ``checked`` is neither
    later than the recorded day nor ``today``; then nothing is written.
    """
    shop, findings = open_shop(root)
    if shop is None:
        return _refused(findings)
    problems = unknown_names(shop, names)
    told = findings_by_fact(shop, findings, today)
    differing = [name for name in told if _differs(shop, name)]
    wanted = [name for name in names or differing if name in told]
    problems += [f for name in wanted for f in told[name] if _keeps_back(shop, name, f, today)]
    if problems:
        return _refused(problems)
    place = f"content/{RECORDED_FACTS}.yaml"
    anew = [name for name in wanted if name in differing]
    if not anew:
        print(f"nothing to record: {place} has these facts as they are")
        return Exit.DONE
    kept = {n: then for n, then in (shop.recorded or {}).items() if n not in anew}
    new = {n: record_of(shop.campaign.facts[n]) for n in anew if n in shop.campaign.facts}
    write(root / place, to_yaml(kept | new).encode())
    for name in anew:
        if name in new:
            value, day = shown(new[name].value), new[name].checked
            print(f"recorded {name}: {value}, checked on {day.isoformat()}")
        else:
            print(f"recorded that {name} is no fact any more")
    print(f"commit {place} together with content/campaign.yaml")
    return Exit.DONE


def _differs(shop: Shop, name: str) -> bool:
    """Whether a fact is not in the record as it is today."""
    fact, then = shop.campaign.facts.get(name), (shop.recorded or {}).get(name)
    if fact is None or then is None:
        return True
    return record_of(fact).model_dump() != then.model_dump()


def _keeps_back(shop: Shop, name: str, finding: Finding, today: date) -> bool:
    """Whether a finding about a fact keeps it from being recorded.

    A value that was changed and looked up on the day of its record has the same ``checked``.
    """
    fact = shop.campaign.facts.get(name)
    checked_today = fact is not None and fact.checked == today
    return stops([finding]) and not (finding.code == "fact-not-checked" and checked_today)


def _refused(findings: list[Finding]) -> Exit:
    print_findings(in_order(findings))
    print("nothing was recorded")
    return exit_of(findings)
