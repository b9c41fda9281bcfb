"""Template API: what a template may ask for, for one job, and a record of what it asked.

Copy is words: it is escaped, its tokens become isolated spans, ``*word*`` emphasis, a line break
a break. A template asks for words by role and for geometry by name.

What a template does wrong is raised as ``WrongUse``, what it wants and the shop has not as ``Stop``
with a finding. Any other exception of this module is a fault of the program.
"""

import base64
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from printshop.colour.palette_tokens import named
from printshop.findings import Finding, Where, did_you_mean, error
from printshop.shop.job import Block, Job, Shop, Token
from printshop.shop.words import TOKEN, Fact
from printshop.typesetting.artwork import page_svg
from printshop.typesetting.blocks import TOKEN_NAME, blocks_of
from printshop.typesetting.locale_format import number
from printshop.typesetting.qr_code import code_svg
from printshop.typesetting.styles import palette_css, type_css

MOST_IN_ROW = 5  # sectors
_STRONG = re.compile(r"\*([^*\n]+)\*")


class Stop(Exception):
    """The template wants what the shop has not: the finding that says so."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class WrongUse(Exception):
    """The template asks for something in a way that cannot be answered: what is wrong with it."""


class TemplateApi:
    """What a template may ask for, for one job, and a record of what it asked."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.roles: set[str] = set()
        self.printed: dict[str, str] = {}
        self.frames: dict[str, str] = {}
        self.tokens: dict[str, Token] = {}
        self.pages: dict[str, list[str]] = {}
        self.findings: list[Finding] = []

    def words(self) -> dict[str, Any]:
        """The template's context."""
        job = self.job
        return {
            "title": self.plain("title"),
            "language": job.language,
            "layout": job.layout,
            "sector": job.sector,
            "campaign": job.shop.campaign,
            "say": self.say,
            "say_all": self.say_all,
            "paired": self.paired,
            "around": self.around,
            "plain": self.plain,
            "fact": self.fact,
            "litter": self.litter,
            "sectors": self.sectors,
            "page": self.page,
            "frame": self.frame,
            "pictogram": self.pictogram,
            "code": self.code,
            "colour": self.colour,
            "palette": Markup(palette_css(job)),
            "types": Markup(type_css(job, {})),
        }

    def loose(self, html: str) -> bool:
        """Whether anything but pages stands in the body, or anything but frames on a page."""
        rest = html.partition("<body>")[2].partition("</body>")[0]
        for made in self.frames.values():
            rest = rest.replace(made, "", 1)
        return bool(re.sub(r'<section class="page"[^>]*>|</section>', "", rest).strip())

    def blocks(self) -> tuple[Block, ...]:
        """The words that were set, block by block, in the order of the pages and their frames."""
        return tuple(
            block
            for page, frames in self.pages.items()
            for frame in frames
            for block in blocks_of(page, frame, self.frames[frame], self.tokens)
        )

    # ── words ────────────────────────────────────────────────────────────────────────────────

    def _item(self, role: str) -> str | list[str]:
        _texts(role=role)
        item = self.job.copy.get(role)
        if item is None:
            layout = self.job.layout.name
            tag, stems = (
                self.job.ticket.language,
                [s for s in (layout, self.job.ticket.sector) if s],
            )
            raise Stop(
                error(
                    "missing-role",
                    f"the layout '{layout}' wants the role '{role}', which has no words",
                    Where(f"content/{tag}/{stems[-1]}.yaml", 0, role),
                    did_you_mean(role, self.job.copy.roles()),
                )
            )
        self.roles.add(role)
        return item

    def say(self, role: str) -> Markup:
        """The words of a role, set."""
        item = self._item(role)
        if isinstance(item, list):
            raise WrongUse(f"'{role}' is a list; say_all('{role}') sets it")
        return self.set_text(item)

    def say_all(self, role: str) -> list[Markup]:
        """The words of a role that is a list, each set."""
        item = self._item(role)
        return [self.set_text(text) for text in ([item] if isinstance(item, str) else item)]

    def paired(self, role: str, pictures: tuple[str, ...]) -> list[tuple[Markup, str]]:
        """The words of a list, each with its picture; both lists are as long."""
        texts = self.say_all(role)
        if not isinstance(pictures, list | tuple):
            raise WrongUse(f"the pictograms of '{role}' are to be a list, not {pictures}")
        if len(texts) != len(pictures):
            sheet = self.job.copy.sheet(role)
            message = f"'{role}' has {len(texts)} texts for {len(pictures)} pictograms"
            where = sheet.at("items", role) if sheet else Where(self._template())
            fix = "give each text its pictogram in content/sectors.yaml"
            raise Stop(error("other-shape", message, where, fix))
        return list(zip(texts, pictures, strict=True))

    def around(self, role: str, name: str) -> tuple[Markup, Markup, Markup]:
        """What stands before a token, the token, and what stands after it."""
        item = self._item(role)
        _texts(name=name)
        if not isinstance(item, str):
            raise WrongUse(f"'{role}' is a list; say_all('{role}') sets it")
        before, found, after = item.partition(f"{{{name}}}")
        if not found:
            raise WrongUse(f"'{role}' has no {{{name}}}")
        return self.set_text(before.strip()), self.fact(name), self.set_text(after.strip())

    def plain(self, role: str) -> str:
        """The words of a role for a place that takes no marks: a title, an alternative text."""
        return TOKEN.sub(lambda m: self._value(m[1])[1], str(self._item(role)))

    def set_text(self, text: str) -> Markup:
        """Copy as HTML: escaped, tokens isolated, ``*emphasis*``, line breaks kept."""
        made = str(escape(text.strip("\n")))
        made = _STRONG.sub(r"<strong>\1</strong>", made)
        made = TOKEN.sub(lambda m: str(self.fact(m[1])), made)
        return Markup(made.replace("\n", "<br>"))

    def _value(self, name: str) -> tuple[Fact | None, str]:
        campaign = self.job.shop.campaign
        if name == "publisher":
            person = campaign.publisher
            return None, f"{person.name}, {person.address}" if person else "…"
        fact = campaign.facts.get(name)
        if fact is None:
            told = error(
                "unknown-fact",
                f"the layout '{self.job.layout.name}' names the fact '{name}'",
                Where(f"layouts/{self.job.layout.name}/page.html.j2"),
                did_you_mean(name, campaign.facts),
            )
            raise Stop(told)
        value = fact.value_in(self.job.ticket.language)
        self.printed[name] = str(value)
        if isinstance(value, int):
            return fact, number(value, self.job.language)
        return fact, value

    def fact(self, name: str) -> Markup:
        """A fact as an isolated span that reads left to right and does not break.

        The name of the fact stands in the span and leads to the token of the composition.
        """
        _texts(name=name)
        fact, value = self._value(name)
        if fact is None:
            return Markup(escape(value))
        self.tokens[name] = Token(fact.kind, " ".join(value.split()), name)
        return Markup('<bdi dir="ltr" class="token" {}="{}">{}</bdi>').format(
            TOKEN_NAME, name, value
        )

    def litter(self) -> list[tuple[str, str]]:
        """The 'do not litter' line, each with its language."""
        lines = [(line.language, line.text) for line in self.job.shop.campaign.litter]
        self.printed["litter"] = " ".join(text for _, text in lines)
        return lines

    def sectors(self, role: str) -> list[dict[str, str]]:
        """The sectors that the leaflet's row shows: pictogram, accent, and the words of a role."""
        _texts(role=role)
        shop, tag = self.job.shop, self.job.ticket.language
        row: list[dict[str, str]] = []
        for name, sector in shop.sectors.items():
            said = self._of_sector(name, role, tag)
            if not sector.on_leaflet or not said or len(row) == MOST_IN_ROW:
                continue
            self.roles.add(role)
            self.printed[f"{role} of {name}"] = said
            # Whoever signs a translation has read the source beside it.
            source = self._of_sector(name, role, shop.campaign.source_language)
            self.printed[f"{role} of {name} in the source"] = source
            look = {"pictogram": sector.pictogram, "accent": sector.accent}
            row.append({**look, "name": self.set_text(said)})
        return row

    def _of_sector(self, name: str, role: str, tag: str) -> str:
        sheet = self.job.shop.copies.get(tag, {}).get(name)
        said = sheet.items.get(role) if sheet else None
        return said if isinstance(said, str) else ""

    # ── geometry and pictures ────────────────────────────────────────────────────────────────

    def page(self, name: str, caller: Callable[[], str]) -> Markup:
        """A page with its artwork beneath."""
        _texts(name=name)
        _called("page", caller)
        job = self.job
        face = job.layout.pages.get(name)
        if face is None:
            raise WrongUse(f"the layout has no page '{name}'")
        mirrored = job.language.direction == "rtl"
        known = _pages(job.shop)
        place = (job.layout.name, name, job.ticket.sector, mirrored)
        if place not in known:
            known[place] = _data(page_svg(job.layout, face, self.colour, mirrored))
        before = set(self.frames)
        inner = caller()
        self.pages[name] = [frame for frame in self.frames if frame not in before]
        return Markup(
            '<section class="page" id="{}" style="background-image:url({})">\n{}</section>'
        ).format(name, known[place], inner)

    def frame(self, name: str, caller: Callable[[], str], tag: str = "div") -> Markup:
        """A frame of the layout, at its place, with what flows in it."""
        _texts(name=name, tag=tag)
        _called("frame", caller)
        frame = self.job.layout.frames.get(name)
        if frame is None:
            raise WrongUse(f"the layout has no frame '{name}'")
        inner = caller()
        for slot in frame.slots:
            if not re.search(rf'class="[^"]*\b{re.escape(slot)}\b', inner):
                where = self.job.layout.at("frames", name, "slots", slot)
                message = f"the slot '{slot}' of frame '{name}' is not set by the template"
                fix = f'give an element class="{slot}", or take the slot out'
                self.findings.append(error("unset-slot", message, where, fix))
        x, y, w, h = frame.box
        b = self.job.layout.bleed
        made = Markup(
            '<{0} class="frame" id="{1}" style="inset-inline-start:{2:g}mm;top:{3:g}mm;'
            'width:{4:g}mm;height:{5:g}mm">\n{6}</{0}>'
        ).format(tag, name, x + b, y + b, w, h, inner)
        self.frames[name] = str(made)
        return made

    def pictogram(self, name: str, ink: str, ground: str) -> Markup:
        """A decoration: a pictogram as a background, in two tokens of the palette."""
        _texts(name=name, ink=ink, ground=ground)
        svg = _pictogram(self.job.shop, name, self.colour(ink), self.colour(ground))
        if svg is None:
            folder = self.job.shop.root / "layouts/_shared/pictograms"
            known = [p.stem for p in folder.glob("*.svg")]
            raise Stop(
                error(
                    "missing-picture",
                    f"there is no pictogram '{name}'",
                    Where("content/sectors.yaml" if self.job.sector else self._template()),
                    did_you_mean(name, known),
                )
            )
        return Markup('<span class="pictogram" style="background-image:url({})"></span>').format(
            _data(svg)
        )

    def code(self) -> Markup:
        """The QR code on its white field, with an alternative text that says the address."""
        address = self.printed["code"] = self.job.shop.campaign.code_address
        svg = code_svg(address, self.colour("ink"), self.colour("white"))
        return Markup('<img class="code" alt="{}" src="{}">').format(
            self.plain("qr-alt"), _data(svg)
        )

    def colour(self, name: str) -> str:
        """A token of the palette, or a role of the job's world, as the renderer writes it."""
        _texts(name=name)
        palette = self.job.shop.palette
        token = self.job.token(name)
        if token is None:
            known = [*palette.colours, *palette.worlds["general"]]
            message = f"there is no colour '{name}'"
            raise Stop(
                error("unknown-colour", message, Where(self._template()), did_you_mean(name, known))
            )
        return named(palette, token)

    def _template(self) -> str:
        return f"layouts/{self.job.layout.name}/page.html.j2"


def _texts(**arguments: object) -> None:
    """Raise ``WrongUse`` for an argument that is no text; an undefined one says so itself."""
    for name, value in arguments.items():
        if not isinstance(value, str):
            raise WrongUse(f"'{name}' is to be a text, not {value}")


def _called(name: str, caller: object) -> None:
    if not callable(caller):
        raise WrongUse(f"{name} takes what stands within a call block: {{% call {name}(…) %}}")


def _data(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@lru_cache(maxsize=2)
def _pages(shop: Shop) -> dict[object, str]:
    """The artwork of this opening of the shop: languages share it."""
    return {}


@lru_cache(maxsize=256)
def _pictogram(shop: Shop, name: str, ink: str, ground: str) -> str | None:
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return None
    path = shop.root / f"layouts/_shared/pictograms/{name}.svg"
    if not path.is_file():
        return None
    svg = path.read_text("utf-8")
    return svg.replace("#000000", ink).replace("#ffffff", ground)
