"""Template API: the functions and values that a template may use, and a record of their use.

Copy is plain text: it is escaped, its tokens become isolated spans, ``*word*`` emphasis, a line
break ``<br>``. A template asks for copy by role and for geometry by name.

A wrong call raises ``WrongUse``, one for something that the shop lacks raises ``MissingContent``
with a finding. Any other exception of this module is a fault of the program.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from printshop.colour.palette_tokens import placeholder
from printshop.findings import Finding, Where, did_you_mean, error
from printshop.reading.origin import name_of
from printshop.shop.job import Block, Job, Shop, Token
from printshop.shop.words import TOKEN, Fact
from printshop.typesetting import hand_breaks
from printshop.typesetting.artwork import page_svg
from printshop.typesetting.assets import data_url, pictogram_svg
from printshop.typesetting.blocks import TOKEN_KIND, TOKEN_NAME, blocks_of
from printshop.typesetting.frame_style import frame_styles
from printshop.typesetting.locale_format import number
from printshop.typesetting.qr_code import code_svg
from printshop.typesetting.styles import palette_css, type_css

MOST_IN_ROW = 5  # sectors
_STRONG = re.compile(r"\*([^*\n]+)\*")
_CLASSES = re.compile(r'class="([^"]*)"')


class MissingContent(Exception):
    """The template asks for something that the shop does not have; ``finding`` says what."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class WrongUse(Exception):
    """The template calls a function in a wrong way; the message says how."""


class TemplateApi:
    """The functions and values that the template of one job may use, and a record of their use.

    ``items`` are the items asked for, by their file and role, ``printed`` the facts by name as
    printed, ``frames`` the markup by frame, ``tokens`` the tokens by fact, ``pages`` the frames by
    page.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.items: set[tuple[str, str]] = set()
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
            "joined": lambda text: Markup(hand_breaks.joined(str(text), job.language.script)),
            "broken": lambda text, after: Markup(hand_breaks.broken(str(text), after)),
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
        """Whether the body has content outside pages, or a page has content outside frames."""
        remainder = html.partition("<body>")[2].partition("</body>")[0]
        for markup in self.frames.values():
            remainder = remainder.replace(markup, "", 1)
        return bool(re.sub(r'<section class="page"[^>]*>|</section>', "", remainder).strip())

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of text, in the order of the pages and their frames."""
        return tuple(
            block
            for page, frames in self.pages.items()
            for frame in frames
            for block in blocks_of(page, frame, self.frames[frame], self.tokens)
        )

    # ── words ────────────────────────────────────────────────────────────────────────────────

    def _item(self, role: str) -> str | list[str]:
        _texts(role=role)
        sheet = self.job.copy.sheet(role)
        if sheet is None:
            layout = self.job.layout.name
            tag, stem = self.job.ticket.language, self.job.ticket.sector or layout
            raise MissingContent(
                error(
                    "missing-role",
                    f"the layout '{layout}' wants the role '{role}', which has no words",
                    Where(f"content/{tag}/{stem}.yaml", 0, role),
                    did_you_mean(role, self.job.copy.roles()),
                )
            )
        self.items.add((sheet.stem, role))
        return sheet.items[role]

    def say(self, role: str) -> Markup:
        """The text of a role as HTML."""
        item = self._item(role)
        if isinstance(item, list):
            raise WrongUse(f"'{role}' is a list; say_all('{role}') sets it")
        return self.segment(role, self.set_text(item))

    def say_all(self, role: str) -> list[Markup]:
        """The texts of a role that is a list, each as HTML."""
        item = self._item(role)
        if isinstance(item, str):
            return [self.segment(role, self.set_text(item))]
        texts = (self.set_text(text) for text in item)
        return [self.segment(name_of((role, n)), text) for n, text in enumerate(texts)]

    def paired(self, role: str, pictures: tuple[str, ...]) -> list[tuple[Markup, str]]:
        """The texts of a list, each with its pictogram; another number of those stops the job."""
        texts = self.say_all(role)
        if not isinstance(pictures, list | tuple):
            raise WrongUse(f"the pictograms of '{role}' are to be a list, not {pictures}")
        if len(texts) != len(pictures):
            sheet = self.job.copy.sheet(role)
            message = f"'{role}' has {len(texts)} texts for {len(pictures)} pictograms"
            where = sheet.at("items", role) if sheet else Where(self._template())
            fix = "give each text its pictogram in content/sectors.yaml"
            raise MissingContent(error("other-shape", message, where, fix))
        return list(zip(texts, pictures, strict=True))

    def around(self, role: str, name: str) -> tuple[Markup, Markup, Markup]:
        """The text before a token, the token, and the text after it, as HTML."""
        item = self._item(role)
        _texts(name=name)
        if not isinstance(item, str):
            raise WrongUse(f"'{role}' is a list; say_all('{role}') sets it")
        before, token, after = item.partition(f"{{{name}}}")
        if not token:
            raise WrongUse(f"'{role}' has no {{{name}}}")
        parts = self.set_text(before.strip()), self.fact(name), self.set_text(after.strip())
        before, token, after = (self.segment(role, part) for part in parts)
        return before, token, after

    def plain(self, role: str) -> str:
        """The text of a role without markup, for a title or an alternative text."""
        return TOKEN.sub(lambda m: self._value(m[1])[1], str(self._item(role)))

    def segment(self, name: str, html: Markup, stem: str = "", language: str = "") -> Markup:
        """What is set for a segment, by its name (``signs[3]``): ``segment_marks`` marks it."""
        return html

    def set_text(self, text: str) -> Markup:
        """Copy as HTML: escaped, tokens isolated, ``*emphasis*``, line breaks kept."""
        html = str(escape(text.strip("\n")))
        html = _STRONG.sub(r"<strong>\1</strong>", html)
        html = TOKEN.sub(lambda m: str(self.fact(m[1])), html)
        return Markup(html.replace("\n", "<br>"))

    def _value(self, name: str) -> tuple[Fact | None, str]:
        campaign = self.job.shop.campaign
        if name == "publisher":
            publisher = campaign.publisher
            return None, f"{publisher.name}, {publisher.address}" if publisher else "…"
        fact = campaign.facts.get(name)
        if fact is None:
            finding = error(
                "unknown-fact",
                f"the layout '{self.job.layout.name}' names the fact '{name}'",
                Where(f"layouts/{self.job.layout.name}/page.html.j2"),
                did_you_mean(name, campaign.facts),
            )
            raise MissingContent(finding)
        value = fact.value_in(self.job.ticket.language)
        self.printed[name] = str(value)
        if isinstance(value, int):
            return fact, number(value, self.job.language)
        return fact, value

    def fact(self, name: str) -> Markup:
        """A fact as an isolated left-to-right span that does not break.

        Its attributes name the fact, and so the token of the composition, and the fact's kind.
        """
        _texts(name=name)
        fact, value = self._value(name)
        if fact is None:  # a person and an address: of any direction, and they may break
            return Markup('<bdi class="isolate">{}</bdi>').format(value)
        self.tokens[name] = Token(fact.kind, " ".join(value.split()), name)
        return Markup('<bdi dir="ltr" class="token" {}="{}" {}="{}">{}</bdi>').format(
            TOKEN_NAME, name, TOKEN_KIND, fact.kind, value
        )

    def litter(self) -> list[tuple[str, str]]:
        """The 'do not litter' line in each of its languages: language tag and text."""
        lines = [(line.language, line.text) for line in self.job.shop.campaign.litter]
        self.printed["litter"] = " ".join(text for _, text in lines)
        return lines

    def sectors(self, role: str) -> list[dict[str, str]]:
        """The sectors of the leaflet's row, at most five: pictogram, accent, text of a role."""
        _texts(role=role)
        shop, tag = self.job.shop, self.job.ticket.language
        row: list[dict[str, str]] = []
        for name, sector in shop.sectors.items():
            text = self._sector_text(name, role, tag)
            if not sector.on_leaflet or not text or len(row) == MOST_IN_ROW:
                continue
            self.items.add((name, role))
            self.printed[f"{role} of {name}"] = text
            # Whoever signs off a translation has read the source beside it.
            source = self._sector_text(name, role, shop.campaign.source_language)
            self.printed[f"{role} of {name} in the source"] = source
            signs = {"pictogram": sector.pictogram, "accent": sector.accent}
            row.append({**signs, "name": self.segment(role, self.set_text(text), name)})
        return row

    def _sector_text(self, name: str, role: str, tag: str) -> str:
        sheet = self.job.shop.copies.get(tag, {}).get(name)
        text = sheet.items.get(role) if sheet else None
        return text if isinstance(text, str) else ""

    # ── geometry and pictures ────────────────────────────────────────────────────────────────

    def page(self, name: str, caller: Callable[[], str]) -> Markup:
        """A page, with its artwork as background and the caller's markup in it."""
        _texts(name=name)
        _called("page", caller)
        job = self.job
        side = job.layout.pages.get(name)
        if side is None:
            raise WrongUse(f"the layout has no page '{name}'")
        mirrored = job.language.direction == "rtl"
        drawings = _pages(job.shop)
        key = (job.layout.name, name, job.ticket.sector, mirrored)
        if key not in drawings:
            texture = job.sector.texture if job.sector else "plain"
            drawings[key] = data_url(page_svg(job.layout, side, self.colour, mirrored, texture))
        before = set(self.frames)
        inner = caller()
        self.pages[name] = [frame for frame in self.frames if frame not in before]
        return Markup(
            '<section class="page" id="{}" style="background-image:url({})">\n{}</section>'
        ).format(name, drawings[key], inner)

    def frame(self, name: str, caller: Callable[[], str], tag: str = "div") -> Markup:
        """A frame of the layout at its position, with the caller's markup in it.

        A slot that the markup does not set is the finding ``unset-slot``.
        """
        _texts(name=name, tag=tag)
        _called("frame", caller)
        frame = self.job.layout.frames.get(name)
        if frame is None:
            raise WrongUse(f"the layout has no frame '{name}'")
        inner = caller()
        classes = {word for value in _CLASSES.findall(inner) for word in value.split()}
        for slot, spec in frame.slots.items():
            if slot not in classes and not spec.optional:
                where = self.job.layout.at("frames", name, "slots", slot)
                message = f"the slot '{slot}' of frame '{name}' is not set by the template"
                fix = f'give an element class="{slot}", or take the slot out'
                self.findings.append(error("unset-slot", message, where, fix))
        style = frame_styles(self.job, frame)[0]
        markup = Markup('<{0} class="frame" id="{1}" style="{2}">\n{3}</{0}>').format(
            tag, name, style, inner
        )
        self.frames[name] = str(markup)
        return markup

    def pictogram(self, name: str, ink: str, ground: str) -> Markup:
        """A pictogram as a decorative background, in two colours of the palette."""
        _texts(name=name, ink=ink, ground=ground)
        svg = pictogram_svg(self.job.shop, name, self.colour(ink), self.colour(ground))
        if svg is None:
            folder = self.job.shop.root / "layouts/_shared/pictograms"
            known = [p.stem for p in folder.glob("*.svg")]
            where = Where("content/sectors.yaml" if self.job.sector else self._template())
            message, fix = f"there is no pictogram '{name}'", did_you_mean(name, known)
            raise MissingContent(error("missing-picture", message, where, fix))
        return Markup('<span class="pictogram" style="background-image:url({})"></span>').format(
            data_url(svg)
        )

    def code(self) -> Markup:
        """The QR code on white, with an alternative text that gives the address."""
        address = self.printed["code"] = self.job.shop.campaign.code_address
        svg = code_svg(address, self.colour("ink"), self.colour("white"))
        return Markup('<img class="code" alt="{}" src="{}">').format(
            self.plain("qr-alt"), data_url(svg)
        )

    def colour(self, name: str) -> str:
        """The placeholder of a palette token or of a colour role, as CSS (``palette_tokens``)."""
        _texts(name=name)
        palette = self.job.shop.palette
        token = self.job.token(name)
        if token is None:
            names = [*palette.colours, *palette.worlds["general"]]
            message = f"there is no colour '{name}'"
            raise MissingContent(
                error("unknown-colour", message, Where(self._template()), did_you_mean(name, names))
            )
        return placeholder(palette, token)

    def _template(self) -> str:
        return f"layouts/{self.job.layout.name}/page.html.j2"


def _texts(**arguments: object) -> None:
    """Raise ``WrongUse`` for an argument that is no text; Jinja2 reports an undefined one."""
    for name, value in arguments.items():
        if not isinstance(value, str):
            raise WrongUse(f"'{name}' is to be a text, not {value}")


def _called(name: str, caller: object) -> None:
    if not callable(caller):
        raise WrongUse(f"{name} takes what stands within a call block: {{% call {name}(…) %}}")


@lru_cache(maxsize=2)
def _pages(shop: Shop) -> dict[object, str]:
    """The cache of page artwork for an opened shop: languages share it."""
    return {}
