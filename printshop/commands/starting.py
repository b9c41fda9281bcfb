"""The verbs ``new`` and ``translate begin``: questions are asked, then all files are written."""

from collections.abc import Callable
from pathlib import Path

from printshop.commands.summary import print_findings
from printshop.findings import Exit, Where, error, many, stops
from printshop.shop.files import read_shop
from printshop.shop.job import Shop
from printshop.starting import language, layout, press, sector
from printshop.starting.plan import Meanwhile, Plan, write_all
from printshop.starting.questions import Asker, Question, Refused, Stopped, checked

MOST_SHOWN = 8  # files that are named
NOTHING = "nothing was written"


def start_language(root: Path, tag: str, asker: Asker) -> Exit:
    """Begin a language; of one that is there already, the files that it lacks."""

    def ask(shop: Shop) -> Plan:
        folder_of = _typed(tag, language.read_tag) if tag else asker.ask(_new_tag(shop))
        if not (shop.root / "content" / folder_of).exists():
            return language.ask_language(shop, folder_of, asker)
        plan = language.missing_files(shop, folder_of)
        if not plan.files:
            raise Refused(f"the language '{folder_of}' is there already, with all its files")
        return plan

    return start(root, ask)


def _new_tag(shop: Shop) -> Question[str]:
    def read(answer: str) -> str:
        tag = language.read_tag(answer)
        if (shop.root / "content" / tag).exists() and not language.missing_files(shop, tag).files:
            raise Refused(f"the language '{tag}' is there already, with all its files")
        return tag

    return Question(language.TAG.text, read)


def start_layout(root: Path, name: str, asker: Asker) -> Exit:
    """Begin a format."""

    def ask(shop: Shop) -> Plan:
        question = layout.name_question(shop, "format")
        return layout.ask_layout(shop, _named(question, name, asker), asker)

    return start(root, ask)


def start_sector(root: Path, name: str, asker: Asker) -> Exit:
    """Begin a sector."""

    def ask(shop: Shop) -> Plan:
        return sector.ask_sector(shop, _named(sector.sector_question(shop), name, asker), asker)

    return start(root, ask)


def start_press(root: Path, name: str, asker: Asker) -> Exit:
    """Begin a printing condition."""

    def ask(shop: Shop) -> Plan:
        return press.ask_press(shop, _named(press.press_question(shop), name, asker), asker)

    return start(root, ask)


def _named(question: Question[str], name: str, asker: Asker) -> str:
    """The name that was typed after the verb, or the answer to the question for it."""
    return _typed(name, question.read) if name else asker.ask(question)


def _typed(word: str, read: Callable[[str], str]) -> str:
    """A name that was typed after the verb, before any question."""
    return read(checked(word))


def start(root: Path, ask: Callable[[Shop], Plan]) -> Exit:
    """Ask, write all files or none, and say what comes next."""
    shop, findings = read_shop(root)
    if shop is None or shop.campaign.source_language not in shop.copies:
        print_findings([f for f in findings if stops([f])])
        return Exit.INPUTS
    try:
        plan = ask(shop)
        write_all(root, plan)
    except Stopped as stop:
        why = "interrupted" if stop.interrupted else "there is no further answer"
        print(f"\n{why}; {NOTHING}")
        return Exit.INTERRUPTED if stop.interrupted else Exit.INPUTS
    except Refused as reason:
        return _refused(str(reason), "type another name")
    except Meanwhile as other:
        return _refused(f"{other.path} was written by somebody else meanwhile", "type it again")
    print()
    _show(plan)
    return Exit.DONE


def _refused(message: str, fix: str) -> Exit:
    print_findings([error("wrong-value", f"{message}; {NOTHING}", Where("new"), fix)])
    return Exit.INPUTS


def _show(plan: Plan) -> None:
    """What was written, and what comes next."""
    print("Written:")
    for path in plan.paths[:MOST_SHOWN]:
        print(f"  {path}")
    if more := plan.paths[MOST_SHOWN:]:
        print(f"  and {many(len(more), 'more file')}")
    print("What comes next:")
    for number, line in enumerate(plan.after, 1):
        print(f"  {number}. {line}")
