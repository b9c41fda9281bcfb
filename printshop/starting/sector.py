"""A new sector: its questions, and what they change."""

from dataclasses import dataclass, replace
from pathlib import Path

from printshop.checks.colours import PALETTE_FILE, near_colours
from printshop.findings import GENERATE
from printshop.shop.job import Shop
from printshop.shop.language_names import is_tag
from printshop.shop.palette import Colour
from printshop.shop.words import TEXTURES, CopySheet, Sector
from printshop.starting import inks, questions
from printshop.starting.empty_copy import empty_file
from printshop.starting.layout import NAME_OF_SECTOR, reserved, taken
from printshop.starting.plan import Plan
from printshop.starting.questions import Asker, Question, Refused
from printshop.starting.yaml_text import flow

SECTORS_FILE = "content/sectors.yaml"
PICTOGRAMS = "layouts/_shared/pictograms"
FAR = 4.0  # ΔE00 from what was typed: more is told


def sector_question(shop: Shop) -> Question[str]:
    """The question for a sector's name: no format, file of words or colour has it yet."""
    roles = {role for world in shop.palette.worlds.values() for role in world}
    known = {*taken(shop), *shop.palette.colours}
    return questions.name_of_files("sector", known, {*reserved(), *roles, "accent"})


@dataclass(frozen=True)
class _Accent:
    """The colour of a sector: its token, and the colours that are new to the palette."""

    token: str
    colours: dict[str, Colour]


def ask_sector(shop: Shop, name: str, asker: Asker) -> Plan:
    """Ask about a sector, and plan its entry, its colours and its file of words."""
    source = shop.campaign.source_language
    sheets = shop.copies[source]
    others = [sector for sector in shop.sectors if sector in sheets]
    if not others:
        raise Refused(f"no sector has words in content/{source}/ yet: write the first by hand")
    model, example = shop.sectors[others[0]], sheets[others[0]]
    called = asker.ask(questions.text(f"What it is called, in {shop.languages[source].name}"))
    accent = _ask_colour(shop, name, asker)
    texture = asker.ask(_texture(shop, name, accent))
    pictures = sorted(path.stem for path in (shop.root / PICTOGRAMS).glob("*.svg"))
    asker.say(f"Pictograms: {', '.join(pictures)}")
    pictogram = asker.ask(_of("Pictogram of the sector", pictures, 1))[0]
    count = len(model.signs)
    signs = asker.ask(_of(f"Pictograms of its signs, {count}, in their order", pictures, count))
    spoken = asker.ask(
        Question("Languages that its workers speak, most frequent first (tags)", _tags, "")
    )
    entry = [
        f"  {name}:",
        f"    accent: {accent.token}",
        f"    texture: {texture}",
        f"    pictogram: {pictogram}",
        "    on_leaflet: false  # true shows it in the row of sectors, which has room for five",
        f"    signs: {flow(signs)}",
        f"    languages: {flow(spoken)}",
    ]
    colours = [
        f"  {token}: {{cmyk: [{', '.join(f'{ink:g}' for ink in colour.cmyk)}], "
        f'rgb: "{colour.rgb}", toner: "{colour.toner}"}}'
        for token, colour in accent.colours.items()
    ]
    changes = _changed(shop.root, PALETTE_FILE, "colours", colours) if colours else {}
    changes |= _changed(shop.root, SECTORS_FILE, "sectors", entry)
    words = f"content/{source}/{name}.yaml"
    return Plan(
        files={words: _words(shop, called, example)},
        changes=changes,
        after=_after(shop, name, words),
    )


def _ask_colour(shop: Shop, name: str, asker: Asker) -> _Accent:
    """Ask for a colour until one is taken; it is checked as it is typed."""
    profile = _profile(shop)
    asker.say(
        "Its colour covers whole pages, under dark type, and no other sector may have one that is "
        "near it to any eye."
    )
    while True:
        accent, apart = asker.ask(
            Question(
                "Colour (#f28e77, or C M Y K in percent, or a name of the palette)",
                lambda answer: _read_colour(shop, name, answer, profile),
            )
        )
        for colour in list(accent.colours.values())[:1]:
            cmyk = " ".join(f"{ink:g}" for ink in colour.cmyk)
            told = f"  in inks: C M Y K {cmyk} %; as sRGB {colour.rgb}"
            asker.say(told + (f"; ΔE00 {apart:.1f} from what you typed" if apart else ""))
        if apart <= FAR or asker.ask(questions.yes_or_no("No nearer one prints. Take it", "yes")):
            return accent


def _profile(shop: Shop) -> bytes:
    """The profile of the usual printing condition."""
    press = next((p for p in shop.presses.values() if p.made == "default" and p.intent), None)
    path = shop.root / "presses" / press.intent.profile if press and press.intent else None
    if path is None or not path.is_file():
        raise Refused("the usual printing condition has no profile in presses/, which colours need")
    return path.read_bytes()


def _read_colour(shop: Shop, name: str, answer: str, profile: bytes) -> tuple[_Accent, float]:
    """A colour, and how far it is from what was typed, ΔE00. Raises ``Refused``."""
    known = shop.palette.colours
    apart = 0.0
    if answer in known:
        if f"{answer}-band" not in known:
            raise Refused(f"'{answer}' has no band beside it in the palette: type a colour")
        used = [s for s, sector in shop.sectors.items() if sector.accent == answer]
        if used:
            raise Refused(f"'{answer}' is the colour of '{used[0]}'")
        accent = _Accent(answer, {})
        grounds = known[answer], known[f"{answer}-band"]
    else:
        typed = inks.read_inks(answer)
        if typed is None:
            wanted = inks.read_screen(answer)
            if wanted is None:
                raise Refused("write a colour as #f28e77, or four inks as 0 55 50 0")
            typed, apart = inks.nearest(wanted, profile)
        grounds = (
            inks.colour_of(typed, profile, inks.TONER),
            inks.colour_of(inks.band_of(typed), profile, inks.BAND_TONER),
        )
        accent = _Accent(name, {name: grounds[0], f"{name}-band": grounds[1]})
    inks.check_contrast(shop.palette, grounds, profile)
    if found := _unmended(shop, name, accent):
        raise Refused(f"{found}; {_proposed(shop, name, profile)}")
    return accent, apart


def _unmended(shop: Shop, name: str, accent: _Accent) -> str:
    """From which sector no texture would tell a colour, in words; '' where one does."""
    faults = [_faults(shop, name, accent, texture) for texture in TEXTURES]
    if not all(faults):
        return ""
    told, also, _ = min(faults, key=len)[0].partition("; both have")
    return f"{told}, and no texture would tell it from all others" if also else told


def _proposed(shop: Shop, name: str, profile: bytes) -> str:
    """A colour that would do, as a remedy."""
    for typed in inks.strong():
        one, band = (
            inks.colour_of(each, profile, inks.TONER) for each in (typed, inks.band_of(typed))
        )
        try:
            inks.check_contrast(shop.palette, (one, band), profile)
        except Refused:
            continue
        if not _unmended(shop, name, _Accent(name, {name: one})):
            return f"{' '.join(map(str, typed))} ({one.rgb}) would do"
    return "no colour of two inks is left that would do"


def _faults(shop: Shop, name: str, accent: _Accent, texture: str) -> list[str]:
    """From which sectors a new one could not be told, in words."""
    sector = Sector.model_validate(
        {
            "accent": accent.token,
            "texture": texture,
            "pictogram": "",
            "on_leaflet": False,
            "signs": [],
        }
    )
    palette = shop.palette.model_copy(
        update={"colours": {**shop.palette.colours, **accent.colours}}
    )
    there = replace(shop, sectors={**shop.sectors, name: sector}, palette=palette)
    return [finding.message for finding in near_colours(there) if finding.scope.stem == name]


def _texture(shop: Shop, name: str, accent: _Accent) -> Question[str]:
    """The question for the texture; the usual answer is the first that no other sector has."""
    fit = [texture for texture in TEXTURES if not _faults(shop, name, accent, texture)]
    used = {sector.texture for sector in shop.sectors.values()}
    best = next((texture for texture in fit if texture not in used), fit[0])

    def read(answer: str) -> str:
        if answer not in TEXTURES:
            raise Refused(f"answer one of: {', '.join(TEXTURES)}")
        if found := _faults(shop, name, accent, answer):
            raise Refused(f"{found[0]}; these tell it from all others: {', '.join(fit)}")
        return answer

    return Question(f"Texture of its bands ({', '.join(TEXTURES)})", read, best)


def _of(question: str, known: list[str], count: int) -> Question[tuple[str, ...]]:
    """A question for so many of the known names, with commas between."""

    def read(answer: str) -> tuple[str, ...]:
        typed = tuple(part for part in answer.replace(",", " ").split() if part)
        for part in typed:
            questions.choice(question, known).read(part)
        if len(typed) != count:
            raise Refused(f"these are {len(typed)}; write {count}, with commas between")
        return typed

    return Question(question, read)


def _tags(answer: str) -> tuple[str, ...]:
    typed = tuple(part for part in answer.replace(",", " ").split() if part)
    for part in typed:
        if not is_tag(part):
            raise Refused(f"'{part}' is no language tag: write two or three letters")
        if typed.count(part) > 1:
            raise Refused(f"'{part}' stands there twice")
    return typed


def _changed(root: Path, path: str, key: str, lines: list[str]) -> dict[str, tuple[bytes, bytes]]:
    """A file with lines added at the end of what stands beneath a key; the rest as it was."""
    before = (root / path).read_bytes()
    end = "\r\n" if b"\r\n" in before else "\n"
    written = before.decode("utf-8-sig").split(end)
    start = next((n for n, line in enumerate(written) if line.rstrip().startswith(f"{key}:")), -1)
    if start < 0 or written[start].partition("#")[0].rstrip() != f"{key}:":
        raise Refused(f"'{key}' in {path} is not written line by line: add the sector by hand")
    last = start
    for number in range(start + 1, len(written)):
        line = written[number]
        if line.strip() and not line.startswith((" ", "#")):
            break
        last = number if line.startswith(" ") and line.strip() else last
    after = end.join([*written[: last + 1], *lines, *written[last + 1 :]])
    after += "" if after.endswith(end) else end
    bom = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return {path: (before, bom + after.encode())}


def _words(shop: Shop, called: str, example: CopySheet) -> str:
    """The source's file of words, begun: what the sector is called, and empty texts."""
    about = (
        f"{called}, begun: above each text stands, as a remark, what '{example.stem}' says there. "
        'Write your own words between the quotation marks: docs/translating.md, "How to say it".'
    )
    return empty_file(shop.root, example, about, f"{example.stem} says", {NAME_OF_SECTOR: called})


def _after(shop: Shop, name: str, words: str) -> tuple[str, ...]:
    source = shop.campaign.source_language
    tags = [tag for tag in shop.languages if tag != source]
    begin = f"{GENERATE} translate begin {tags[0]}" if tags else ""
    others = f", and so for {', '.join(tags[1:])}" if tags[1:] else ""
    return (
        f"Write the words in {words}; until then nothing prints them.",
        f"To see how it looks then, type: {GENERATE} --sector {name} --language {source}",
        *([f"Then begin them in every other language: {begin}{others}."] if tags else []),
        "Have them translated: docs/translating.md. Until every language has them, the other "
        "pieces are made, and the run ends with code 2.",
        "What people call the sector in an order goes into content/<language>/order.yaml.",
    )
