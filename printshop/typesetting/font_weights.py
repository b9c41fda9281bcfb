"""Font weights: those that a family has, and slots that ask for one that it has nothing near to."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from printshop.findings import Finding, Where, review
from printshop.shop.font_names import family
from printshop.shop.job import Galley, Job
from printshop.typesetting.styles import families_of

BOLD = 600  # a head in less is no head among its text
FAR = 200  # from the weight that is asked for: what is set instead looks like another weight
_NAMES = "Thin ExtraLight Light Regular Medium SemiBold Bold ExtraBold Black"
NAMES = {100 * n: name for n, name in enumerate(_NAMES.split(), start=1)}


def missing(job: Job, galleys: Mapping[str, Galley]) -> list[Finding]:
    """A review for each family and weight that slots ask for and that nothing near is there of.

    ``galleys`` are those of a job by frame, as they were fitted. Only a slot's first family counts.
    """
    slots: dict[tuple[str, int], list[str]] = {}
    for frame, galley in galleys.items():
        for line in galley.lines:
            slot = job.layout.frames[frame].slots.get(line.slot)
            if slot and line.family == families_of(slot, job.language)[0]:
                asking = slots.setdefault((line.family, line.weight), [])
                if line.slot not in asking:
                    asking.append(line.slot)
    return [
        _finding(job, name, weight, there, asking)
        for (name, weight), asking in sorted(slots.items())
        if (there := weights(job.shop.root).get(name)) and _far(weight, nearest(weight, there))
    ]


@lru_cache(maxsize=4)
def weights(root: Path) -> dict[str, tuple[int, ...]]:
    """The weights that each family in ``fonts/`` has, ascending (OpenType, usWeightClass)."""
    found: dict[str, set[int]] = {}
    for path in sorted((root / "fonts").glob("*/*.ttf")):
        data = path.read_bytes()
        try:
            weight = TTFont(BytesIO(data), lazy=True)["OS/2"].usWeightClass
            found.setdefault(family(data), set()).add(weight)
        except (TTLibError, KeyError):  # no font, which another finding tells
            continue
    return {name: tuple(sorted(there)) for name, there in found.items()}


def nearest(weight: int, there: tuple[int, ...]) -> int:
    """The weight that is set for another one (CSS Fonts 4, 5.2): from 600 rather a heavier one."""
    if weight in there:
        return weight
    lighter, heavier = [w for w in there if w < weight], [w for w in there if w > weight]
    if 400 <= weight <= 500 and heavier and heavier[0] <= 500:
        return heavier[0]
    if weight > 500:
        return heavier[0] if heavier else lighter[-1]
    return lighter[-1] if lighter else heavier[0]


def _far(weight: int, got: int) -> bool:
    return abs(weight - got) > FAR or got < BOLD <= weight


def _finding(
    job: Job, name: str, weight: int, there: tuple[int, ...], asking: list[str]
) -> Finding:
    has = ", ".join(_named(w) for w in there)
    message = (
        f"the font '{name}' has {has}; {_and(asking)} of layout '{job.layout.name}' "
        f"{'asks' if len(asking) == 1 else 'ask'} for {_named(weight)} and "
        f"{'gets' if len(asking) == 1 else 'get'} {nearest(weight, there)}"
    )
    fonts = job.language.fonts
    voice = next((v for v in ("head", "text") if name in getattr(fonts, v)), "")
    where = job.language.at("fonts", voice) if voice else Where(f"layouts/{job.layout.name}")
    fix = (
        f"add {name} {NAMES.get(weight, weight)} to its folder in fonts/, name another family, "
        f"or write another 'font-weight' in layouts/{job.layout.name}/style.css"
    )
    return review("missing-weight", message, where, fix)


def _named(weight: int) -> str:
    return f"{weight} ({NAMES[weight]})" if weight in NAMES else str(weight)


def _and(names: list[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
