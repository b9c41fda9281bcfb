"""A new format: its questions, and the files of a plain piece that can be built at once."""

import re
from typing import get_args

from printshop.findings import GENERATE
from printshop.shop.job import Shop
from printshop.shop.layout import Audience
from printshop.shop.words import COMMON, PACKAGE, PARTNER
from printshop.starting import questions
from printshop.starting.layout_design import design
from printshop.starting.layout_files import STYLE, Format, layout_file, template
from printshop.starting.plan import Plan
from printshop.starting.questions import Asker, Question, Refused
from printshop.starting.yaml_text import remark, single_quoted

A_SIZES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148), "a7": (74, 105)}
LEAST, MOST, RATIO = (74.0, 52.0), 600.0, 2.6  # mm; how much longer one edge may be
HEADLINE = "slogan"
SHARED = (HEADLINE, "hotline-label", "imprint", "qr-alt")  # roles of common.yaml that it sets
COLOURS = ("ground", "ground-band", "person", "headline", "second")  # roles of its style
NAME_OF_SECTOR = "sector-name"


def taken(shop: Shop) -> set[str]:
    """Names that a format or a sector cannot have, since a file of words has them already."""
    folders = (p for p in (shop.root / "content").iterdir() if p.is_dir())
    stems = {path.stem for folder in folders for path in folder.glob("*.yaml")}
    own = {p.name for p in (shop.root / "layouts").iterdir()}
    return {*shop.layouts, *shop.sectors, *stems, *own}


def reserved() -> set[str]:
    """Names that mean something else: pieces of no sector, files of words of all pieces."""
    return {"general", COMMON, PARTNER, PACKAGE, "language", "order", "compared", "sign-off", "mul"}


def name_question(shop: Shop, what: str) -> Question[str]:
    """The question for the name of a format or a sector."""
    return questions.name_of_files(what, taken(shop), reserved())


def read_size(answer: str) -> tuple[float, float]:
    """Width and height in mm: of ``A5``, ``A5 landscape`` or ``85x55``. Raises ``Refused``."""
    named = re.fullmatch(r"(a[3-7])( landscape| lying)?", answer.lower())
    if named:
        width, height = map(float, A_SIZES[named[1]])
        return (height, width) if named[2] else (width, height)
    typed = answer.lower().replace(",", ".").removesuffix("mm").strip()
    pair = re.fullmatch(r"(\d{1,4}(?:\.\d)?)\s*(?:mm)?\s*[x×*]\s*(\d{1,4}(?:\.\d)?)", typed)
    if not pair:
        raise Refused("write A3 to A7, A5 landscape, or width x height in mm, such as 85x55")
    width, height = float(pair[1]), float(pair[2])
    if width < LEAST[0] or height < LEAST[1] or max(width, height) > MOST:
        least = f"{LEAST[0]:g} × {LEAST[1]:g} mm"
        raise Refused(f"it can be begun from {least}, up to {MOST:g} mm; write width x height")
    if max(width, height) > RATIO * min(width, height):
        raise Refused(f"the longer edge can be at most {RATIO:g} times the shorter one")
    return width, height


def ask_layout(shop: Shop, name: str, asker: Asker) -> Plan:
    """Ask about a format, and plan its folder and its title in every language."""
    source = shop.campaign.source_language
    words = shop.copies[source].get(COMMON)
    lacking = [role for role in SHARED if words is None or role not in words.items]
    if lacking:
        raise Refused(f"content/{source}/{COMMON}.yaml has no words for '{lacking[0]}'")
    for role in COLOURS:
        if any(role not in world for world in shop.palette.worlds.values()):
            raise Refused(f"layouts/_shared/palette.yaml has no role '{role}' in one of its worlds")
    title = asker.ask(questions.text("What it is, in English (such as Handout, A6)"))
    width, height = asker.ask(
        Question("Size (A3 to A7, A5 landscape, 85x55 in mm)", read_size, "A6")
    )
    two = asker.ask(questions.choice("Printed sides", ["1", "2"], "1")) == "2"
    which = questions.choice(
        "For whom: the campaign as a whole, or each sector its own",
        ["general", "sectors"],
        "general",
    )
    sectors = asker.ask(which) == "sectors"
    audience = asker.ask(
        questions.choice("Who reads it", get_args(Audience), get_args(Audience)[0])
    )
    about = Format(title, width, height, two, sectors, audience)
    named = sectors and all(_names_itself(shop, sector) for sector in shop.sectors)
    made = design(width, height, two=two, named=named)
    inside = {
        "layout.yaml": layout_file(about, made),
        "page.html.j2": template(made),
        "style.css": STYLE,
    }
    titles = {
        f"content/{tag}/{name}.yaml": _titles(name, headline)
        for tag in shop.languages
        if (headline := _headline(shop, tag))
    }
    return Plan(f"layouts/{name}", inside, titles, after=_after(shop, name))


def _names_itself(shop: Shop, sector: str) -> bool:
    sheet = shop.copies[shop.campaign.source_language].get(sector)
    return sheet is not None and NAME_OF_SECTOR in sheet.items


def _headline(shop: Shop, tag: str) -> str:
    """The headline of a language in one line; '' where it has none yet."""
    sheet = shop.copies[tag].get(COMMON)
    item = sheet.items.get(HEADLINE, "") if sheet else ""
    return " ".join(item.replace("*", "").split()) if isinstance(item, str) else ""


def _titles(name: str, headline: str) -> str:
    """The file of words of a format, in one language."""
    about = (
        f"The words of the format '{name}' that are not in common.yaml. The title is what a reader "
        "of the PDF shows; it was taken from the headline, and may say more."
    )
    return "\n".join(
        [*remark(about), "status: draft", "items:", f"  title: {single_quoted(headline)}", ""]
    )


def _after(shop: Shop, name: str) -> tuple[str, ...]:
    others = ",".join(tag for tag in shop.languages if tag != shop.campaign.source_language)
    fresh = f"{GENERATE} fresh {others}/{name}"
    return (
        f"To make its files, type: {GENERATE} --piece {name}",
        f"Look at the pictures in output/proofs/, and change layouts/{name}/ until it says what it "
        "is for: places and sizes in layout.yaml, words in page.html.j2, colours in style.css.",
        f"New words get a role in content/{shop.campaign.source_language}/{name}.yaml, and a "
        "translation in every other language: docs/translating.md.",
        f"When somebody has compared the titles, type: {fresh}" if others else "Give it a title.",
        "To order it from a print shop: write 'stock' in layout.yaml, and what people call it in "
        "content/<language>/order.yaml. Tell print shops of its size in docs/print-shops.md.",
    )
