"""Styles: CSS for palette, page size, and font family, size and leading of slots."""

from printshop.colour.palette_tokens import placeholder
from printshop.shop.job import Job, Spacing
from printshop.shop.layout import LayoutBox, Slot
from printshop.shop.words import FIGURES, LATIN, Language, Voice
from printshop.typesetting import number_spacing
from printshop.typesetting.blocks import TOKEN_KIND

UNSPACED = Spacing()  # as the layout says


def palette_css(job: Job) -> str:
    """The page size, and every colour of the palette as a custom property."""
    palette = job.shop.palette
    names = [
        *palette.colours,
        *palette.worlds["general"],
        *(["accent", "accent-band"] if job.sector else []),
    ]
    tokens = {name: placeholder(palette, token) for name in names if (token := job.token(name))}
    width, height = job.layout.trim
    bleed = 2 * job.layout.bleed
    return (
        f"@page {{ size: {width + bleed:g}mm {height + bleed:g}mm; margin: 0 }}\n"
        f":root {{ {'; '.join(f'--{n}: {v}' for n, v in tokens.items())} }}\n"
        f".page {{ width: {width + bleed:g}mm; height: {height + bleed:g}mm }}\n"
    )


def type_css(
    job: Job,
    sizes: dict[tuple[str, str], float],
    air: dict[str, float] | None = None,
    boxes: dict[str, LayoutBox] | None = None,
    spacings: dict[str, Spacing] | None = None,
) -> str:
    """Family, size and leading of every slot; ``sizes`` in pt by (frame, slot), else the largest.

    ``air`` is extra vertical space in mm between the parts of a frame, by frame; ``boxes`` are the
    boxes of frames that are not set where the layout has them, ``spacings`` how a frame is spaced.
    """
    rules = [f"#{name} > * + * {{ margin-top: {mm:g}mm }}" for name, mm in (air or {}).items()]
    for name, box in (boxes or {}).items():
        top = box.y + job.layout.bleed
        rules.append(
            f"#{name} {{ top: {top:.3f}mm !important; height: {box.height:.3f}mm !important }}"
        )
    for name, frame in job.layout.frames.items():
        largest = {slot: size_range(spec, job.language)[1] for slot, spec in frame.slots.items()}
        slot_sizes = {slot: sizes.get((name, slot), top) for slot, top in largest.items()}
        rules += frame_css(job, name, slot_sizes, "", (spacings or {}).get(name, UNSPACED))
    return "\n".join(rules)


def frame_css(
    job: Job, frame: str, sizes: dict[str, float], within: str, spacing: Spacing = UNSPACED
) -> list[str]:
    """The CSS rules of one frame's slots, ``sizes`` in pt; ``within`` is a selector before them.

    Words within an element of another language that the piece carries are set as this one is set.
    """
    slots, here = job.layout.frames[frame].slots, f"{within}#{frame}"
    rules = [
        _rule(f"{here} .{slot}", spec, job.language, sizes[slot], spacing.leading.get(slot, 0.0))
        for slot, spec in slots.items()
    ]
    for language in job.languages[1:]:
        for slot, spec in slots.items():
            selector = f'{here} [lang="{language.tag}"] .{slot}'
            scale = scale_of(spec, language) / scale_of(spec, job.language)
            rules.append(_rule(selector, spec, language, round(sizes[slot] * scale, 2), 0.0))
            if scale != 1:  # what a style puts before a text measures alike in all languages
                rules.append(f"{selector}::before {{ font-size: {1 / scale:.4f}em }}")
    for path, margin in spacing.margins.items():
        place = " > ".join(f":nth-child({n})" for n in path)
        rules.append(f"{here} > {place} {{ margin-top: {margin:.3f}mm }}")
    return rules


def _rule(selector: str, spec: Slot, language: Language, size: float, least: float) -> str:
    families = families_of(spec, language)
    voice = getattr(language, spec.voice, None)
    leading = max(least, spec.leading * (voice.leading if voice else 1.0))
    stack = ", ".join(f'"{f}"' for f in families)
    rule = (
        f"{selector} {{ font-family: {stack}; font-size: {size:g}pt; line-height: {leading:.3f} }}"
    )
    if voice and voice.scale != 1:  # tokens in Latin script keep the source language's size
        latin_size = f"{{ font-size: {1 / voice.scale:.3f}em }}"
        rule += f"\n{selector} .token, {selector} .isolate {latin_size}"
    latin = FIGURES if spec.voice == "head" else LATIN
    if spec.voice != "text":  # in a text face the gaps are wide enough by nature
        rule += f'\n{selector} .token[{TOKEN_KIND}="phone"] {{ {number_spacing.STYLE} }}'
    if spec.voice != "figures":
        rule += f'\n{selector} .token {{ font-family: "{latin}" }}'
    else:  # also within another slot, whose rule for tokens has as many classes
        slot = selector.rpartition(" ")[2]
        rule += f"\n{selector}{slot} .token {{ font-family: inherit; font-size: 1em }}"
    return rule


def families_of(spec: Slot, language: Language) -> tuple[str, ...]:
    """The font families of a slot in a language, in order."""
    if spec.voice == "figures":
        return (FIGURES,)
    return language.fonts.head if spec.voice == "head" else language.fonts.text


def size_range(spec: Slot, language: Language) -> tuple[float, float]:
    """The smallest and the largest size of a slot in a language, in pt."""
    scale = scale_of(spec, language)
    return spec.size[0] * scale, spec.size[1] * scale


def scale_of(spec: Slot, language: Language) -> float:
    """The factor by which a language sets a slot larger or smaller than the layout says."""
    voice = getattr(language, spec.voice, None)
    return voice.scale if isinstance(voice, Voice) else 1.0
