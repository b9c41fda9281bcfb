"""A new printing condition: its questions, and its file."""

import re
from pathlib import Path

from printshop.colour.icc import profile_fits
from printshop.findings import GENERATE
from printshop.shop.job import Shop
from printshop.shop.press import Intent, Press
from printshop.starting import questions
from printshop.starting.plan import Plan
from printshop.starting.press_file import press_file
from printshop.starting.questions import Asker, Question, Refused

MARKS = ("crop", "fold", "cut", "registration")
MOST_BLEED, MOST_SLUG, MOST_EDGE = 20.0, 30.0, 3000.0  # mm
LARGEST_PROFILE = 16 << 20  # bytes
PROFILES = "presses/icc"


def press_question(shop: Shop) -> Question[str]:
    """The question for the name of a printing condition."""
    there = {path.stem for path in (shop.root / "presses").glob("*")}
    return questions.name_of_files("printing condition", {*shop.presses, *there}, ("none", "all"))


def ask_press(shop: Shop, name: str, asker: Asker) -> Plan:
    """Ask about a printing condition, and plan its file, and a profile where that is new."""
    known = {n: press for n, press in shop.presses.items() if press.intent}
    if not known:
        raise Refused("no printing condition with a profile is there to begin from")
    usual = next((n for n, press in known.items() if press.made == "default"), next(iter(known)))
    title = asker.ask(questions.text("What it is, in English (such as Offset with 4 mm bleed)"))
    like = known[asker.ask(questions.choice("Which one is it most like", list(known), usual))]
    profile = asker.ask(_profile(shop, like))
    intent, data = (like.intent, None) if profile is None else _intent(shop, profile, asker)
    bleed = asker.ask(questions.number("Bleed in mm", f"{like.bleed:g}", 0, MOST_BLEED, "mm"))
    _tell_bleed(shop, bleed, asker)
    marks = asker.ask(_marks(like))
    least = like.longest
    longest = asker.ask(
        questions.number(
            "Only sizes with an edge of so many mm or more; 0: all",
            f"{least:g}",
            0,
            MOST_EDGE,
            "mm",
        )
    )
    changed = {
        "title": title,
        "made": "asked",
        "intent": intent,
        "bleed": bleed,
        "marks": marks,
        "longest": longest,
    }
    if like.large and like.large.bleed < bleed:
        changed["large"] = None
    made = like.model_copy(update=changed)
    files: dict[str, str | bytes] = {f"presses/{name}.yaml": press_file(made, like)}
    if data is not None and intent is not None:
        files = {f"presses/{intent.profile}": data, **files}
    return Plan(files=files, after=_after(name))


def _tell_bleed(shop: Shop, bleed: float, asker: Asker) -> None:
    """Say which formats have less bleed than is asked for: their files are refused."""
    short = [name for name, layout in shop.layouts.items() if layout.bleed < bleed]
    if short:
        asker.say(f"  less bleed have, so that their files are refused: {', '.join(sorted(short))}")


def _profile(shop: Shop, like: Press) -> Question[Path | None]:
    """The question for a profile: None is the one of the condition that it is like."""
    folder = shop.root / PROFILES
    there = sorted(path.name for path in folder.glob("*.icc"))
    usual = Path(like.intent.profile).name if like.intent else ""

    def read(answer: str) -> Path | None:
        if answer == usual:
            return None
        path = folder / answer if answer in there else Path(answer)
        try:
            data = path.read_bytes() if path.stat().st_size <= LARGEST_PROFILE else b""
        except OSError:  # not there, a folder, or not to be read
            listed = ", ".join(there)
            raise Refused(f"no such file can be read; {PROFILES}/ has: {listed}") from None
        if not data or not profile_fits(data, "CMYK"):
            raise Refused("it is no ICC profile for cyan, magenta, yellow and black")
        if not re.fullmatch(r"[A-Za-z0-9_.-]+\.ic[cm]", path.name):
            raise Refused("its name may have letters, digits, - and _ alone, and ends in .icc")
        return path

    return Question("Profile of paper and ink (one of presses/icc/, or a path)", read, usual)


def _intent(shop: Shop, profile: Path, asker: Asker) -> tuple[Intent, bytes | None]:
    """The output intent of a profile; its bytes where it is not in presses/icc/ yet."""
    data = profile.read_bytes()
    there = shop.root / PROFILES / profile.name
    if there.exists() and there.read_bytes() != data:
        raise Refused(f"{PROFILES}/{profile.name} is another profile of this name: rename yours")
    named = f"icc/{profile.name}"
    for press in shop.presses.values():
        if press.intent and press.intent.profile == named:
            return press.intent, None if there.exists() else data
    identifier = asker.ask(
        questions.text("Registered name of the condition (such as FOGRA51; color.org lists them)")
    )
    info = asker.ask(questions.text("What it is called in full", identifier))
    intent = Intent(
        identifier=identifier, info=info, registry="http://www.color.org", profile=named
    )
    return intent, None if there.exists() else data


def _marks(like: Press) -> Question[tuple[str, ...]]:
    def read(answer: str) -> tuple[str, ...]:
        typed = tuple(dict.fromkeys(part for part in answer.replace(",", " ").split() if part))
        if typed == ("none",):
            return ()
        for part in typed or ("",):
            if part not in MARKS:
                raise Refused(f"write none, or some of: {', '.join(MARKS)}")
        return typed

    usual = ", ".join(like.marks) or "none"
    return Question(f"Marks ({', '.join(MARKS)}; or none)", read, usual)


def _after(name: str) -> tuple[str, ...]:
    return (
        f"To make files for it, type: {GENERATE} --press {name}",
        f"Read presses/{name}.yaml line by line with the print shop: what it asks for otherwise "
        "is changed there.",
        "What people call it in an order goes into content/<language>/order.yaml; tell print "
        "shops of it in docs/print-shops.md.",
    )
