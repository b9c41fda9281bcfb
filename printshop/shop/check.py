"""Check the inputs: the shop against itself, before anything is set.

Facts, fonts and profiles are there; copy names facts and never spells them; a translation has the
roles, lists and tokens of its source, and is no older than it.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fontTools.ttLib import TTFont

from printshop.findings import Finding, Where, did_you_mean, error, many, review
from printshop.shop.job import Shop
from printshop.shop.layout import Layout
from printshop.shop.panels import overlap, safe_boxes, within
from printshop.shop.words import TOKEN, CopySheet

COMMON = "common"
PARTNER = "partner"  # the words of a partner's zone, beside what the partner brings
PACKAGE = "package"  # what goes to a print shop, in the languages that print shops read
SENTENCE = 4  # words: shorter texts may well be the same in two languages


def check(shop: Shop) -> list[Finding]:
    """All that can be said of the inputs before anything is set."""
    findings = [
        *_facts_listed(shop),
        *_fonts_there(shop),
        *_profiles_there(shop),
        *_one_default(shop),
        *(f for layout in shop.layouts.values() for f in _layout(shop, layout)),
    ]
    source = shop.copies.get(shop.campaign.source_language)
    if source is None:
        where = shop.campaign.at("source_language")
        told = error(
            "no-source",
            f"the source language '{shop.campaign.source_language}' has no folder",
            where,
            did_you_mean(shop.campaign.source_language, shop.languages),
        )
        return [*findings, told]
    folders = [p.parent.name for p in (shop.root / "layouts").glob("*/layout.yaml")]
    wanted = [COMMON, *sorted(folders), *shop.sectors]
    wanted.append(PARTNER)
    for tag, sheets in shop.copies.items():
        for stem in wanted:
            if stem in source and stem not in sheets:
                findings.append(_no_file(shop, tag, stem))
        for stem, sheet in sheets.items():
            if stem not in (*wanted, PACKAGE):
                told = error(
                    "unknown-file",
                    f"'{stem}' is neither a format nor a sector",
                    sheet.at(),
                    did_you_mean(stem, wanted),
                )
                findings.append(told)
            elif tag == shop.campaign.source_language:
                findings += _words(shop, sheet)
            elif stem in source:
                findings += [*_words(shop, sheet), *_translation(source[stem], sheet)]
    return [*findings, *_same_words(shop)]


def _same_words(shop: Shop) -> list[Finding]:
    """Texts that two languages share to the letter: one of them was copied and not translated."""
    seen: dict[tuple[str, str], str] = {}  # the file that has a text, by stem and text
    same: dict[tuple[str, str, str], int] = {}
    source = shop.campaign.source_language
    for tag in sorted(shop.copies, key=lambda tag: (tag != source, tag)):
        for stem, sheet in shop.copies[tag].items():
            for _, text in _flat(sheet):
                if len(TOKEN.sub("", text).split()) >= SENTENCE:
                    first = seen.setdefault((stem, text), tag)
                    if first != tag:
                        same[tag, stem, first] = same.get((tag, stem, first), 0) + 1
    return [
        review(
            "not-translated",
            f"{many(number, 'text')} word for word as in content/{first}/{stem}.yaml",
            shop.copies[tag][stem].at("items"),
            "translate what was only copied",
        )
        for (tag, stem, first), number in same.items()
    ]


def _no_file(shop: Shop, tag: str, stem: str) -> Finding:
    source = shop.campaign.source_language
    if (shop.root / f"content/{tag}/{stem}.yaml").exists():
        message = f"'{stem}' cannot be used in {tag} before its file is mended"
        return review("missing-translation", message, Where(f"content/{tag}/{stem}.yaml"))
    return error(
        "missing-translation",
        f"'{stem}' has no words in {tag}",
        Where(f"content/{tag}/{stem}.yaml"),
        f"translate content/{source}/{stem}.yaml",
    )


def _layout(shop: Shop, layout: Layout) -> list[Finding]:
    """A layout's files are there, and its frames and folds name pages that it has."""
    findings = []
    for name in ("page.html.j2", "style.css"):
        path = f"layouts/{layout.name}/{name}"
        if not (shop.root / path).is_file():
            findings.append(
                error("missing-file", "the file is not there", Where(path), f"write {path}")
            )
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("frames", n, "page"), frame.page) for n, frame in layout.frames.items()),
        *((("folds", i, "page"), fold.page) for i, fold in enumerate(layout.folds)),
        *((("zones", n, "page"), zone.page) for n, zone in layout.zones.items()),
    ]
    for key, page in named:
        if page not in layout.pages:
            where = layout.at(*key)
            message = f"'{where.key}' is '{page}': the layout has no such page"
            fix = did_you_mean(page, layout.pages)
            findings.append(error("wrong-value", message, where, fix))
    for name, zone in layout.zones.items():
        if zone.after not in layout.frames:
            where = layout.at("zones", name, "after")
            message = f"'{where.key}' is '{zone.after}': the layout has no such frame"
            fix = did_you_mean(zone.after, layout.frames)
            findings.append(error("wrong-value", message, where, fix))
    return [*findings, *_zones(layout)]


def _zones(layout: Layout) -> list[Finding]:
    """A zone lies in the safe zone of one panel, and no frame of its page lies on it."""
    findings = []
    for name, zone in layout.zones.items():
        x, y, width, height = zone.box
        size = f"the zone '{name}', {width:g} × {height:g} mm at {x:g}, {y:g},"
        where = layout.at("zones", name, "box")
        if not any(within(zone.box, safe) for safe in safe_boxes(layout, zone.page)):
            limits = f"{layout.safe:g} mm from the trim or {layout.fold_safe:g} mm from a fold"
            message = f"{size} comes nearer than {limits}"
            fix = "move it inwards, or make it smaller"
            findings.append(error("zone-in-the-way", message, where, fix))
        for other, frame in layout.frames.items():
            if frame.page == zone.page and (lap := overlap(zone.box, frame.box)):
                message = f"{size} lies {lap[0]:g} × {lap[1]:g} mm on the frame '{other}'"
                place = layout.at("frames", other, "box")
                fix = f"move it, or the frame in line {place.line}"
                findings.append(error("zone-in-the-way", message, where, fix))
    return findings


def _facts_listed(shop: Shop) -> list[Finding]:
    campaign = shop.campaign
    wanted = {
        "hotline": campaign.hotline,
        "emergency": campaign.emergency,
        "site": campaign.site,
    }
    findings = [
        error(
            "unknown-fact",
            f"'{name}' is no fact",
            campaign.at(key),
            did_you_mean(name, campaign.facts),
        )
        for key, name in wanted.items()
        if name not in campaign.facts
    ]
    for i, centre in enumerate(campaign.centres):
        for part in ("name", "address", "phone", "mail", "web"):
            if f"{centre}.{part}" not in campaign.facts:
                where = campaign.at("centres", i)
                message = f"the centre '{centre}' has no fact '{centre}.{part}'"
                findings.append(error("unknown-fact", message, where, "add it to the facts"))
    for name, sector in shop.sectors.items():
        if sector.accent not in shop.palette.colours:
            message = f"the sector '{name}' wants the colour '{sector.accent}'"
            where = sector.at("accent")
            findings.append(
                error(
                    "unknown-colour",
                    message,
                    where,
                    did_you_mean(sector.accent, shop.palette.colours),
                )
            )
    return findings


def expired(shop: Shop, today: date) -> list[Finding]:
    """Facts past their date: judged on every run, also for files that are not built again."""
    findings = [
        review(
            "fact-expired",
            f"'{name}' ({fact.value}) was to be checked again by {fact.valid_until}",
            shop.campaign.at("facts", name),
            "check it with its source, then set 'checked' and 'valid_until'",
        )
        for name, fact in shop.campaign.facts.items()
        if fact.valid_until < today
    ]
    if shop.campaign.publisher is None:
        told = review(
            "no-publisher",
            "no responsible publisher is named; the files are fit to look at, not to hand out",
            shop.campaign.at("publisher"),
            "name a natural person with an address in Belgium",
        )
        findings.append(told)
    return findings


def unused(shop: Shop, used: set[tuple[str, str]]) -> list[Finding]:
    """Words of the source that no layout sets: someone translates them for nothing.

    A partner's zone and a package are set from orders, not from layouts.
    """
    tag = shop.campaign.source_language
    return [
        review(
            "unused-role",
            f"no layout sets '{role}'",
            sheet.at("items", role),
            "take it out in every language, or set it in a layout",
        )
        for stem, sheet in shop.copies[tag].items()
        if stem not in (PARTNER, PACKAGE)
        for role in sheet.items
        if (tag, role) not in used
    ]


def _fonts_there(shop: Shop) -> list[Finding]:
    known = families(shop.root)
    findings = []
    for language in shop.languages.values():
        for voice in ("head", "text"):
            for family in getattr(language.fonts, voice):
                if family not in known:
                    message = f"the font '{family}' is not in fonts/"
                    where = language.at("fonts", voice)
                    findings.append(
                        error("unknown-font", message, where, did_you_mean(family, known))
                    )
    return findings


def _profiles_there(shop: Shop) -> list[Finding]:
    findings = []
    for press in shop.presses.values():
        if press.intent is None:
            continue
        where = press.at("intent", "profile")
        path = (shop.root / "presses" / press.intent.profile).resolve()
        if not path.is_relative_to((shop.root / "presses").resolve()):
            message = f"the profile '{press.intent.profile}' lies outside presses/"
            findings.append(error("outside-the-shop", message, where, "copy it into presses/icc/"))
        elif not path.is_file():
            message = f"the profile '{press.intent.profile}' is not in presses/"
            fix = press.intent.install or "install it, or name another"
            findings.append(error("missing-profile", message, where, fix))
    return findings


def _one_default(shop: Shop) -> list[Finding]:
    """One printing condition is what a file is measured against when nobody names another."""
    usual = [press for press in shop.presses.values() if press.made == "default"]
    if len(usual) == 1 or not shop.presses:
        return []
    if not usual:
        where, message = next(iter(shop.presses.values())).at(), "no printing condition is default"
        return [error("wrong-value", message, where, "write 'made: default' in one of presses/")]
    names = " and ".join(f"'{press.name}'" for press in usual)
    message, fix = f"{names} are both the default", "write 'made: asked' in all but one of them"
    return [error("wrong-value", message, press.at("made"), fix) for press in usual[1:]]


def families(root: Path) -> set[str]:
    """The font families in ``fonts/``: a folder each, called like the family in kebab-case."""
    names = set()
    for folder in sorted(p for p in (root / "fonts").iterdir() if p.is_dir()):
        for path in sorted(folder.glob("*.ttf"))[:1]:
            with TTFont(path, lazy=True) as font:
                name = font["name"].getDebugName(16) or font["name"].getDebugName(1)
                names.add(str(name))
    return names


def _words(shop: Shop, sheet: CopySheet) -> list[Finding]:
    """Tokens that are no facts, facts that are spelled out, markup that copy may not carry."""
    findings: list[Finding] = []
    tag = sheet.at().path.split("/")[1]
    for key, text in _flat(sheet):
        where = sheet.at("items", *key)
        for token in TOKEN.findall(text):
            if token not in shop.campaign.facts and token != "publisher":
                known = [*shop.campaign.facts, "publisher"]
                message = f"'{{{token}}}' is no fact of the campaign"
                findings.append(error("unknown-token", message, where, did_you_mean(token, known)))
        for name in _spelled(shop, text, tag):
            message = f"the fact '{name}' is spelled out"
            findings.append(error("fact-spelled-out", message, where, f"write {{{name}}}"))
        if found := re.search(r"<\s*/?[a-zA-Z!]|&[a-z]+;|&#", text):
            message = f"'{found.group()}' looks like markup; copy is words, with *emphasis* at most"
            findings.append(error("markup-in-copy", message, where, "take the markup out"))
        if not text.strip():
            findings.append(error("empty-text", "there are no words here", where, "write them"))
    return findings


def _flat(sheet: CopySheet) -> Iterable[tuple[tuple[str | int, ...], str]]:
    for role, item in sheet.items.items():
        if isinstance(item, str):
            yield (role,), item
        else:
            yield from (((role, i), text) for i, text in enumerate(item))


def _spelled(shop: Shop, text: str, tag: str) -> list[str]:
    """Names of the facts whose value stands in the text as such, digits in any grouping."""
    plain = TOKEN.sub(" ", text)
    runs = {re.sub(r"\D", "", run) for run in re.findall(r"[+(\d][\d\s.,()\u00a0\u202f/-]*", plain)}
    found = []
    for name, fact in shop.campaign.facts.items():
        value = str(fact.value_in(tag))
        if fact.kind in ("phone", "number"):
            digits = re.sub(r"\D", "", value)
            ways = {digits}
            if fact.kind == "phone" and len(digits) > 6:  # as dialled abroad, and inland
                ways |= {f"00{digits}", f"0{digits.removeprefix('32')}"}
            hit = bool(ways & runs)
        elif fact.kind in ("web", "mail"):
            hit = value.removeprefix("www.").lower() in plain.lower()
        else:
            hit = fact.kind == "name" and value.startswith("#") and value.lower() in plain.lower()
        if hit:
            found.append(name)
    return found


def _translation(source: CopySheet, sheet: CopySheet) -> list[Finding]:
    """A translation against its source: roles, list lengths, tokens, and whether it is stale."""
    findings: list[Finding] = []
    home = source.at().path
    for role, item in source.items.items():
        mine = sheet.items.get(role)
        where = sheet.at("items", role)
        if mine is None:
            message, fix = (
                f"'{role}' is not translated",
                f"translate {source.at('items', role).path}:",
            )
            fix += str(source.at("items", role).line)
            findings.append(error("missing-translation", message, where, fix))
            continue
        if isinstance(item, str) != isinstance(mine, str) or (
            isinstance(item, list) and len(item) != len(mine)
        ):
            message = f"'{role}' has {_shape(mine)}; its source has {_shape(item)}"
            findings.append(error("other-shape", message, where, f"follow {home}"))
            continue
        theirs = [item] if isinstance(item, str) else item
        ours = [mine] if isinstance(mine, str) else mine
        for i, (a, b) in enumerate(zip(theirs, ours, strict=True)):
            place = where if isinstance(mine, str) else sheet.at("items", role, i)
            findings += _tokens(a, b, place)
    for role in sheet.items.keys() - source.items.keys():
        message = f"'{role}' has no source in {home}"
        where = sheet.at("items", role)
        findings.append(error("unknown-role", message, where, did_you_mean(role, source.items)))
    made, now = sheet.translated_from, source.digest()
    if made is None:
        message = "the file does not say which source words it was made from"
        fix = f'add: translated_from: {{language: {home.split("/")[1]}, digest: "{now}"}}'
        findings.append(error("no-source-digest", message, sheet.at(), fix))
    elif made.digest != now:
        findings.append(
            review(
                "stale",
                f"the words of {home} have changed since this was translated",
                sheet.at("translated_from"),
                f'bring it up to date, then set digest: "{now}"',
            )
        )
    return findings


def _shape(item: str | list[str]) -> str:
    return "one text" if isinstance(item, str) else f"a list of {len(item)}"


def _tokens(source: str, text: str, where: Where) -> list[Finding]:
    theirs, ours = sorted(TOKEN.findall(source)), sorted(TOKEN.findall(text))
    lost = [t for t in theirs if theirs.count(t) > ours.count(t)]
    more = [t for t in ours if ours.count(t) > theirs.count(t)]
    findings = []
    for token in sorted(set(lost)):
        message = f"the translation lost '{{{token}}}'"
        findings.append(error("lost-token", message, where, f"put {{{token}}} where it belongs"))
    for token in sorted(set(more)):
        message = f"the source does not have '{{{token}}}' here"
        findings.append(error("extra-token", message, where, f"take {{{token}}} out"))
    return findings
