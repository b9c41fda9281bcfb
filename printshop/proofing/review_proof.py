"""The reviewer's proof: a PDF for whoever reads a piece in a language and signs for its words.

It shows each panel with numbered texts, and beside it, by number, the source's words and those of
the language, with facts filled in. Its template and words are in ``layouts/_shared/review/``.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from printshop.findings import Finding, Where, error
from printshop.proofing.panel_pictures import Panel, PanelPictures, numbered, panels_of
from printshop.proofing.place_numbers import margin
from printshop.shop import catalog
from printshop.shop.display_names import piece_name, sector_name
from printshop.shop.job import Job, JobTicket, Rendering, Shop
from printshop.shop.press import Press
from printshop.shop.review_words import ReviewWords
from printshop.shop.signers import in_words
from printshop.shop.words import CopySheet, Language
from printshop.typesetting import compose, locale_format, render
from printshop.typesetting.template_api import TemplateApi

TEMPLATE = "_shared/review/proof.html.j2"
MOST_PAGES = 200
PICTURE = 62.0  # mm: the width of a panel's picture on the sheet
DISC = 3.1  # mm: a number's disc there
ALSO = 8.0  # mm: the height of a line beneath it
PPI = 230.0  # of a picture there


@dataclass(frozen=True)
class Signing:
    """What is known of the signing of a piece: its state, who has to sign, the words as signed.

    ``state`` is ``draft``, ``in-review``, ``signed``, ``stale`` or ``withdrawn``; ``roles`` are
    named as in ``campaign.yaml``. ``signed`` has the texts by identifier, None where nobody has
    signed.
    """

    state: str = "draft"
    roles: tuple[str, ...] = ()
    signed: Mapping[str, str] | None = None


@dataclass(frozen=True)
class _Text:
    """A text that a piece prints: its identifier, in the source and in the language, its claims."""

    identifier: str
    source: str
    own: str
    claims: tuple[str, ...]


def review_proof(
    rendering: Rendering,
    name: str,
    words: ReviewWords,
    reader: Language,
    signing: Signing,
    today: date,
) -> tuple[bytes, list[Finding]]:
    """The proof of a rendered piece as a PDF; or an error: what the renderer lacks.

    ``name`` is what it is signed under, such as ``nl/leaflet``; ``reader`` is the language of the
    headings, one of those that ``words`` has.
    """
    job = rendering.composition.job
    tag = name.partition("/")[0]
    page = _Page(job, rendering, tag, words.languages[reader.tag], reader, signing)
    html = compose.web_page(job.shop.root, TEMPLATE, **page.variables(name, today))
    pdf, _, log = render.print_page(job.shop.root, html, MOST_PAGES)
    return pdf, [_logged(name, line) for line in log]


def _logged(name: str, line: str) -> Finding:
    """A log line of the renderer: what it mentions is lost on paper."""
    if lost := render.missing_characters(line):
        listed = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in lost)
        return error("missing-glyph", f"no font of the proof has {listed}", Where(name), "add one")
    where = Where(f"layouts/{TEMPLATE}")
    return error("renderer", f"the renderer says: {line[:200]}", where, "correct the template")


class _Page:
    """What the template is given, for one piece in one language."""

    def __init__(
        self,
        job: Job,
        rendering: Rendering,
        tag: str,
        words: Mapping[str, str],
        reader: Language,
        signing: Signing,
    ) -> None:
        self.job, self.shop, self.words = job, job.shop, words
        self.reader, self.signing = reader, signing
        self.language = job.shop.languages[tag]
        self.pictures = PanelPictures(rendering, on_paper(job.shop))
        self.numbers = numbered(self.pictures.places, tag)
        self.source_tag = job.shop.campaign.source_language
        self.setters = {t: _setter(job, t) for t in (self.source_tag, tag)}
        self.texts = {text.identifier: text for text in _texts(rendering, tag)}

    def variables(self, name: str, today: date) -> dict[str, Any]:
        """The variables of the template, by name."""
        tag = self.language.tag
        piece = piece_in_words(self.job, self.reader)
        rest = [text for text in self.texts.values() if text.identifier not in self.numbers]
        return {
            "say": lambda role: self.words[role],
            "plain": lambda text: text.replace("\\", "").replace('"', "”"),
            "reader": self.reader,
            "language": self.language,
            "source": self.shop.languages[self.source_tag],
            "translated": tag != self.source_tag,
            "own_name": locale_format.language_name(tag, self.reader),
            "piece": piece,
            "name": name,
            "campaign": self.shop.campaign,
            "edition": self.shop.campaign.edition.strftime("%Y-%m"),
            "today": locale_format.day(today, self.reader),
            "state": self.signing.state,
            "draft": self.signing.state != "signed",
            "compared": self.signing.signed is not None,
            "roles": self._roles(),
            "families": _families(self.shop, self.reader.fonts.text),
            "heads": _families(self.shop, self.reader.fonts.head),
            "own_families": _families(self.shop, self.language.fonts.text),
            "page_of": _around(self.words["page-of"]),
            "colon": " :" if ":" in self.reader.spaced else ":",
            "panels": self._panels(),
            "others": [self._row(text, "–") for text in rest],
        }

    def _roles(self) -> list[str]:
        """The roles that sign, in the words of the reader."""
        roles = self.signing.roles
        said = [self.words.get(f"role-{role}", in_words(role)) for role in roles]
        return said or [self.words["reader"]]

    def _panels(self) -> list[dict[str, Any]]:
        """The panels in the order of reading; a text stands by the first that has it."""
        own: dict[Panel, list[str]] = {panel: [] for panel in panels_of(self.job)}
        again: dict[Panel, list[str]] = {panel: [] for panel in own}
        at = {(panel.page, panel.number): panel for panel in own}
        done = set[str]()
        for place in self.pictures.places:
            if place.ref.language == self.language.tag:
                panel, name = at[place.page, place.panel], place.identifier
                if name not in done:
                    own[panel].append(name)
                    done.add(name)
                elif name not in own[panel]:
                    again[panel].append(name)

        def first(panel: Panel) -> tuple[int, int, int]:
            numbers = (self.numbers[name] for name in own[panel])
            return panel.page, min(numbers, default=len(self.numbers)), panel.number

        return [self._panel(panel, own[panel], again[panel]) for panel in sorted(own, key=first)]

    def _panel(self, panel: Panel, own: Sequence[str], again: Sequence[str]) -> dict[str, Any]:
        wide = panel.x1 - panel.x0
        disc = DISC * wide / (PICTURE - 2 * margin(DISC))
        png = self.pictures.png(
            panel, PPI * PICTURE / (wide + 2 * margin(disc)), self.numbers, disc
        )
        parts = sum(p.page == panel.page for p in panels_of(self.job))
        part = self.words["part"].format(part=panel.number + 1, parts=parts) if parts > 1 else ""
        numbers = ", ".join(str(n) for n in sorted({self.numbers[name] for name in again}))
        rows = [self._row(self.texts[n], str(self.numbers[n])) for n in own if n in self.texts]
        height = PICTURE * self.job.layout.trim[1] / (wide + 2 * margin(disc))
        return {
            "title": f"{self.words['page']} {panel.page}",
            "part": part,
            "picture": f"data:image/png;base64,{base64.b64encode(png).decode()}",
            "rows": rows,
            "height": height + (ALSO if again or not rows else 0),
            "also": self.words["also-here"].format(numbers=numbers) if again else "",
        }

    def _row(self, text: _Text, number: str) -> dict[str, Any]:
        signed = self.signing.signed
        changed = signed is not None and signed.get(text.identifier) != text.own
        own = self.setters[self.language.tag].set_text(text.own)
        was = (signed or {}).get(text.identifier, "") if changed else None
        return {
            "number": number,
            "source": self.setters[self.source_tag].set_text(text.source),
            "text": compose.marked(own) if changed else own,
            "missing": not text.own,
            "was": was,
            "claims": [self._claim(name) for name in text.claims if name in self.shop.claims],
        }

    def _claim(self, name: str) -> dict[str, Any]:
        claim = self.shop.claims[name]
        standing = self.words["claim-open"]
        if claim.confirmed:
            day = locale_format.day(claim.confirmed.on, self.reader)
            standing = self.words["claim-confirmed"].format(name=claim.confirmed.by, day=day)
        return {"promise": claim.promise, "standing": standing, "confirmed": claim.confirmed}


def _texts(rendering: Rendering, tag: str) -> list[_Text]:
    """The texts that a piece prints in a language, in the order of its files."""
    composition = rendering.composition
    job, shop = composition.job, composition.job.shop
    source = shop.copies.get(shop.campaign.source_language, {})
    own = shop.copies.get(tag, {})
    stems = [sheet.stem for sheet in job.copy.sheets]
    items = sorted(composition.items, key=lambda item: (_at(stems, item[0]), _role(source, *item)))
    carried = {job.layout.name} if tag != job.ticket.language else None
    texts = []
    for stem, role in items:
        if stem not in source or (carried and stem not in carried):
            continue
        theirs = own[stem].segments(role) if stem in own else {}
        claims = own[stem].claims.get(role, ()) if stem in own else ()
        for name, text in source[stem].segments(role).items():
            texts.append(_Text(f"{stem}/{name}", text, theirs.get(name, ""), tuple(claims)))
    return texts


def _at(stems: list[str], stem: str) -> int:
    return stems.index(stem) if stem in stems else len(stems)


def _role(sheets: Mapping[str, CopySheet], stem: str, role: str) -> int:
    roles = list(sheets[stem].items) if stem in sheets else []
    return roles.index(role) if role in roles else len(roles)


def _setter(job: Job, tag: str) -> TemplateApi:
    """What sets texts of a language, with the facts as that language prints them."""
    ticket = JobTicket(job.ticket.layout, job.ticket.sector, tag)
    return TemplateApi(catalog.resolve(job.shop, ticket))


def on_paper(shop: Shop) -> Press:
    """The printing condition whose colours the pictures have: that of office printers, if any."""
    presses = shop.presses.values()
    return next((p for p in presses if p.colours == "toner"), next(iter(presses)))


def piece_in_words(job: Job, reader: Language) -> str:
    """A piece in words: its kind, and its sector's name."""
    kind = piece_name(job.shop, job.layout.name, reader.tag)
    sector = job.ticket.sector
    return f"{kind} · {sector_name(job.shop, sector, reader.tag)}" if sector else kind


def _families(shop: Shop, first: Sequence[str]) -> str:
    """Font families for CSS: those asked for, then every other, for names in other scripts."""
    others = (family for language in shop.languages.values() for family in language.fonts.text)
    return ", ".join(f"'{family}'" for family in dict.fromkeys((*first, *others)))


def _around(text: str) -> tuple[str, str, str]:
    """The words before, between and after the number of a page and that of all."""
    before, _, rest = text.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after
