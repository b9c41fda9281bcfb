"""Compose: a job becomes one HTML document. The only door to Jinja2.

Copy is words: it is escaped, its tokens become isolated spans, ``*word*`` emphasis, a line break
a break. A template asks for words by role and for geometry by name; what it asks is recorded.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from printshop.colour.palette_tokens import named
from printshop.findings import Finding, Where, did_you_mean, error
from printshop.shop.job import Composition, Job, Shop
from printshop.shop.layout import Slot
from printshop.shop.words import FIGURES, LATIN, TOKEN, Fact, Language
from printshop.shop.yaml_file import digest
from printshop.typesetting.artwork import page_svg
from printshop.typesetting.qr_code import code_svg

_STRONG = re.compile(r"\*([^*\n]+)\*")


class _Stop(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@lru_cache
def _environment(root: Path) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(root / "layouts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compose(job: Job) -> tuple[Composition | None, list[Finding]]:
    """The job's HTML with the slots at their largest, or None, and findings."""
    place = f"layouts/{job.layout.name}/page.html.j2"
    setter = _Setter(job)
    try:
        template = _environment(job.shop.root).get_template(f"{job.layout.name}/page.html.j2")
        html = template.render(setter.words())
    except _Stop as stop:
        return None, [stop.finding]
    except TemplateSyntaxError as problem:
        where = Where(f"layouts/{problem.name or place}", problem.lineno)
        return None, [
            error("broken-template", f"the template stops here: {problem.message}", where)
        ]
    except TemplateError as problem:
        return None, [
            error("broken-template", f"the template stops: {problem.message}", Where(place))
        ]
    except Exception as problem:  # noqa: BLE001  # a template can do anything wrong: it is told
        return None, [error("broken-template", f"the template stops: {problem}", Where(place))]
    findings = [
        error(
            "unset-frame",
            f"the frame '{name}' of the layout is not in its template",
            job.layout.at("frames", name),
            f"set it in {place}, or take it out",
        )
        for name in job.layout.frames.keys() - setter.frames.keys()
    ]
    if setter.loose(html):
        findings.append(
            error("broken-template", "the template sets something beside its pages", Where(place))
        )
    if findings:
        return None, findings
    title = setter.plain("title")
    printed = tuple(sorted(setter.printed.items()))
    made = Composition(
        job, html, title, setter.frames, frozenset(setter.roles), printed, digest(html)
    )
    return made, setter.findings


class _Setter:
    """What a template may ask for, for one job, and a record of what it asked."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.roles: set[str] = set()
        self.printed: dict[str, str] = {}
        self.frames: dict[str, str] = {}
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

    # ── words ────────────────────────────────────────────────────────────────────────────────

    def _item(self, role: str) -> str | list[str]:
        item = self.job.copy.get(role)
        if item is None:
            layout = self.job.layout.name
            tag, stems = (
                self.job.ticket.language,
                [s for s in (layout, self.job.ticket.sector) if s],
            )
            raise _Stop(
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
            raise TypeError(f"'{role}' is a list; say_all('{role}') sets it")
        return self.set_text(item)

    def say_all(self, role: str) -> list[Markup]:
        """The words of a role that is a list, each set."""
        item = self._item(role)
        return [self.set_text(text) for text in ([item] if isinstance(item, str) else item)]

    def paired(self, role: str, pictures: tuple[str, ...]) -> list[tuple[Markup, str]]:
        """The words of a list, each with its picture; both lists are as long."""
        texts = self.say_all(role)
        if len(texts) != len(pictures):
            sheet = self.job.copy.sheet(role)
            message = f"'{role}' has {len(texts)} texts for {len(pictures)} pictograms"
            where = sheet.at("items", role) if sheet else Where(self._template())
            fix = "give each text its pictogram in content/sectors.yaml"
            raise _Stop(error("other-shape", message, where, fix))
        return list(zip(texts, pictures, strict=True))

    def around(self, role: str, name: str) -> tuple[Markup, Markup, Markup]:
        """What stands before a token, the token, and what stands after it."""
        item = self._item(role)
        before, found, after = str(item).partition(f"{{{name}}}")
        if not found:
            raise TypeError(f"'{role}' has no {{{name}}}")
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
            raise _Stop(told)
        value = fact.value_in(self.job.ticket.language)
        self.printed[name] = str(value)
        if isinstance(value, int):
            return fact, number(value, self.job.language)
        return fact, value

    def fact(self, name: str) -> Markup:
        """A fact as an isolated span that reads left to right and does not break."""
        fact, value = self._value(name)
        if fact is None:
            return Markup(escape(value))
        return Markup('<bdi dir="ltr" class="token {}">{}</bdi>').format(fact.kind, value)

    def litter(self) -> list[tuple[str, str]]:
        """The 'do not litter' line, each with its language."""
        lines = [(line.language, line.text) for line in self.job.shop.campaign.litter]
        self.printed["litter"] = " ".join(text for _, text in lines)
        return lines

    def sectors(self, role: str) -> list[dict[str, str]]:
        """The sectors that the leaflet's row shows: pictogram, accent, and the words of a role."""
        shop, tag = self.job.shop, self.job.ticket.language
        row = []
        for name, sector in shop.sectors.items():
            sheet = shop.copies[tag].get(name)
            said = sheet.items.get(role) if sheet else None
            if sector.on_leaflet and isinstance(said, str):
                self.roles.add(role)
                shown = {"pictogram": sector.pictogram, "accent": sector.accent}
                row.append({**shown, "name": self.set_text(said)})
        return row[:5]

    # ── geometry and pictures ────────────────────────────────────────────────────────────────

    def page(self, name: str, caller: Callable[[], str]) -> Markup:
        """A page with its artwork beneath."""
        job = self.job
        face = job.layout.pages.get(name)
        if face is None:
            raise TypeError(f"the layout has no page '{name}'")
        mirrored, known = job.language.direction == "rtl", _pages(job.shop)
        place = (job.layout.name, name, job.ticket.sector, mirrored)
        if place not in known:
            known[place] = _data(page_svg(job.layout, face, self.colour, mirrored))
        return Markup(
            '<section class="page" id="{}" style="background-image:url({})">\n{}</section>'
        ).format(name, known[place], caller())

    def frame(self, name: str, caller: Callable[[], str], tag: str = "div") -> Markup:
        """A frame of the layout, at its place, with what flows in it."""
        frame = self.job.layout.frames.get(name)
        if frame is None:
            raise TypeError(f"the layout has no frame '{name}'")
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
        svg = _pictogram(self.job.shop, name, self.colour(ink), self.colour(ground))
        if svg is None:
            folder = self.job.shop.root / "layouts/_shared/pictograms"
            known = [p.stem for p in folder.glob("*.svg")]
            raise _Stop(
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
        palette = self.job.shop.palette
        token = self.job.token(name)
        if token is None:
            known = [*palette.colours, *palette.worlds["general"]]
            message = f"there is no colour '{name}'"
            raise _Stop(
                error("unknown-colour", message, Where(self._template()), did_you_mean(name, known))
            )
        return named(palette, token)

    def _template(self) -> str:
        return f"layouts/{self.job.layout.name}/page.html.j2"


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


def number(value: int, language: Language) -> str:
    """A number with the separators of the language and the digits 0 to 9 that can be dialled."""
    locale = Locale.parse(language.tag, sep="-")
    return str(format_decimal(value, locale=locale, numbering_system="latn"))


def day(value: date, language: Language) -> str:
    """A date with its month in words, as Belgium writes it where it speaks the language."""
    here = f"{language.tag}-BE"
    tag = here if localedata.exists(here.replace("-", "_")) else language.tag
    return str(format_date(value, "long", Locale.parse(tag, sep="-")))


def bind(composition: Composition, pairs: list[tuple[str, str]]) -> Composition:
    """The composition with words tied together that would leave an orphan on a last line.

    A pair is the end of one line and the line after it; a no-break space takes the space's place.
    """
    html, frames = composition.html, dict(composition.frames)
    tags = "((?:<[^>]+>)*)"
    for before, last in pairs:
        ends = (before.split() or [""])[-1], (last.split() or [""])[0]
        one, two = (re.escape(escape(word)) for word in ends)
        gap = re.compile(rf"(?<!\w)({one}){tags} {tags}({two})(?!\w)")
        html = gap.sub("\\1\\2\u00a0\\3\\4", html)
        frames = {name: gap.sub("\\1\\2\u00a0\\3\\4", f) for name, f in frames.items()}
    return replace(composition, html=html, frames=frames)


# ── styles made from data ────────────────────────────────────────────────────────────────────


def palette_css(job: Job) -> str:
    """Every token of the palette as a custom property."""
    palette = job.shop.palette
    names = [
        *palette.colours,
        *palette.worlds["general"],
        *(["accent", "accent-band"] if job.sector else []),
    ]
    tokens = {name: named(palette, token) for name in names if (token := job.token(name))}
    width, height = job.layout.trim
    b = 2 * job.layout.bleed
    return (
        f"@page {{ size: {width + b:g}mm {height + b:g}mm; margin: 0 }}\n"
        f":root {{ {'; '.join(f'--{n}: {v}' for n, v in tokens.items())} }}\n"
        f".page {{ width: {width + b:g}mm; height: {height + b:g}mm }}\n"
    )


def type_css(
    job: Job, sizes: dict[tuple[str, str], float], air: dict[str, float] | None = None
) -> str:
    """Family, size and leading of every slot; sizes in pt by (frame, slot), else the largest.

    ``air`` is room in mm to add between the parts of a frame.
    """
    rules = [f"#{name} > * + * {{ margin-top: {mm:g}mm }}" for name, mm in (air or {}).items()]
    for name, frame in job.layout.frames.items():
        tops = {slot: size_range(spec, job.language)[1] for slot, spec in frame.slots.items()}
        own = {slot: sizes.get((name, slot), top) for slot, top in tops.items()}
        rules += frame_css(job, name, own, "")
    return "\n".join(rules)


def frame_css(job: Job, frame: str, sizes: dict[str, float], within: str) -> list[str]:
    """The rules of one frame's slots at sizes in pt; the frame lies ``within`` a selector."""
    slots = job.layout.frames[frame].slots
    return [
        _rule(f"{within}#{frame} .{slot}", spec, job.language, sizes[slot])
        for slot, spec in slots.items()
    ]


def _rule(selector: str, spec: Slot, language: Language, size: float) -> str:
    families = families_of(spec, language)
    voice = getattr(language, spec.voice, None)
    leading = spec.leading * (voice.leading if voice else 1.0)
    stack = ", ".join(f'"{f}"' for f in families)
    rule = (
        f"{selector} {{ font-family: {stack}; font-size: {size:g}pt; line-height: {leading:.3f} }}"
    )
    if voice and voice.scale != 1:  # Latin tokens keep the Dutch size
        rule += f"\n{selector} .token {{ font-size: {1 / voice.scale:.3f}em }}"
    latin = FIGURES if spec.voice == "head" else LATIN
    if spec.voice != "figures":
        rule += f'\n{selector} .token {{ font-family: "{latin}" }}'
    return rule


def families_of(spec: Slot, language: Language) -> tuple[str, ...]:
    """The font families of a slot in a language, in order."""
    if spec.voice == "figures":
        return (FIGURES,)
    return language.fonts.head if spec.voice == "head" else language.fonts.text


def size_range(spec: Slot, language: Language) -> tuple[float, float]:
    """The smallest and the largest size of a slot in a language, in pt."""
    voice = getattr(language, spec.voice, None)
    scale = voice.scale if voice else 1.0
    return spec.size[0] * scale, spec.size[1] * scale


def web_page(root: Path, template: str, **words: Any) -> str:
    """A page for the screen from a template in ``layouts/``."""
    return _environment(root).get_template(template).render(words)
