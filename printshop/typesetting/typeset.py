"""Typeset: copyfit a composition, see that its lines end well, render it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from printshop.findings import Finding, Gate, Where, error, review, stops
from printshop.reading.yaml_file import digest
from printshop.shop.job import Composition, Galley, Job, Rendering, Spacing
from printshop.shop.layout import LayoutBox
from printshop.typesetting import (
    compose,
    copyfit,
    font_weights,
    measure,
    render,
    sense_breaks,
    styles,
)
from printshop.typesetting.assets import Fault, TypesettingError, UnfitAsset, style_digest
from printshop.typesetting.spacing import settled

MOST_KEPT = 20_000  # galleys: a whole shop has about as many


def typeset(composition: Composition) -> tuple[Rendering | None, list[Finding]]:
    """Copyfit, bind words that belong together, and render; None where a finding stops the piece.

    Findings: ``overset``, ``short-last-line``, ``missing-weight``, ``missing-glyph``, ``renderer``;
    ``missing-picture``, ``outside-the-shop`` and ``damaged`` for a picture that cannot be used.
    """
    try:
        return _typeset(composition)
    except TypesettingError as problem:
        return None, [_typesetting_error(composition.job, problem)]


def _typeset(composition: Composition) -> tuple[Rendering | None, list[Finding]]:
    job = composition.job
    composition, fitted, runts = sense_breaks.bound(composition, fit, compose.bind)
    findings = [*fitted.findings, *(_runt(job, runt) for runt in runts)]
    findings += font_weights.missing(job, fitted.galleys)
    if stops(findings):
        return None, findings
    css = css_of(job, fitted)
    composition = _placed(composition, fitted.boxes)
    made = render.render(composition, css)
    findings += [_logged(job, line) for line in made.log]
    rendering = Rendering(composition, made.pdf, fitted.fits, made.log, made.tokens, made.texts)
    return rendering, findings


def css_of(job: Job, fitted: copyfit.Fitted) -> str:
    """The CSS with which a job's slots are set as they were fitted."""
    spacings = {name: galley.spacing for name, galley in fitted.galleys.items()}
    return styles.type_css(job, fitted.sizes, fitted.air, fitted.boxes, spacings)


def _placed(composition: Composition, boxes: dict[str, LayoutBox]) -> Composition:
    """The composition of a layout whose frames have the boxes in which they are set."""
    job = composition.job
    frames = {
        name: frame.model_copy(update={"box": boxes.get(name, frame.box)})
        for name, frame in job.layout.frames.items()
    }
    layout = job.layout.model_copy(update={"frames": frames})
    return replace(composition, job=replace(job, layout=layout))


def fit(composition: Composition) -> copyfit.Fitted:
    """Copyfit with galleys that the renderer sets."""
    job = composition.job
    cache = _galleys(job.shop.root)
    if len(cache) > MOST_KEPT:
        cache.clear()
    # All that a frame's height depends on besides its words and sizes; the fonts stay as they are
    # while the process runs.
    languages = (language.model_dump_json() for language in job.languages)
    shared = digest(style_digest(job.shop), job.layout.name, job.language.tag, *languages)
    frames = {name: frame.model_dump_json() for name, frame in job.layout.frames.items()}

    def measure_cached(trials: list[copyfit.Trial]) -> list[Galley]:
        """The galley of each trial; those that were measured before are taken from the cache."""
        keys = [
            (shared, frames[name], composition.frames[name], tuple(sizes.items()))
            for name, sizes in trials
        ]
        unmeasured = [(k, t) for k, t in zip(keys, trials, strict=True) if k not in cache]
        galleys = measured(composition, [trial for _, trial in unmeasured]) if unmeasured else []
        cache.update(zip((k for k, _ in unmeasured), galleys, strict=True))
        return [cache[k] for k in keys]

    return copyfit.copyfit(
        composition, measure_cached, lambda slot: styles.size_range(slot, job.language)
    )


def measured(
    composition: Composition, trials: list[copyfit.Trial], markups: Sequence[str] = ()
) -> list[Galley]:
    """The galley of each trial, with the spacing that its ink needs.

    With ``markups``, one for each trial, a frame is set with that in place of its own.
    """

    def galleys_of(numbers: list[int], spacings: list[Spacing]) -> list[Galley]:
        """Some of the trials with these spacings, on one galley."""
        chosen = [(*trials[n], spacing) for n, spacing in zip(numbers, spacings, strict=True)]
        rules = [
            (name, styles.frame_css(composition.job, name, sizes, f"#trial-{n} ", spacing))
            for n, (name, sizes, spacing) in enumerate(chosen)
        ]
        galleys = measure.galleys(
            composition, rules, [markups[n] for n in numbers] if markups else ()
        )
        return [replace(g, spacing=s) for g, s in zip(galleys, spacings, strict=True)]

    return settled(len(trials), galleys_of)


@lru_cache(maxsize=2)
def _galleys(_: Path) -> dict[object, Galley]:
    """The cache of galleys of the shop at a root: sectors share most of their frames.

    It outlives an opened shop: when one text has changed, the other frames are not set again.
    """
    return {}


def _runt(job: Job, runt: copyfit.Runt) -> Finding:
    """A runt that remains, although words were moved to its line."""
    message = f"'{runt.last.strip()}' stands alone on the last line, in frame '{runt.frame}'"
    where = job.copy_place(runt.frame, runt.slot, runt.language)
    return review(
        "short-last-line", message, where, "look at the proof; a word more or less corrects it"
    )


def _typesetting_error(job: Job, problem: TypesettingError) -> Finding:
    """Why a piece could not be typeset."""
    if not isinstance(problem, UnfitAsset):
        message = (
            f"the words of '{job.ticket.stem}' run past a galley of {measure.GALLEY_LENGTH} mm"
        )
        fix = "shorten the longest text, or take page breaks out of the style"
        return error("overset", message, job.layout.at("frames"), fix, Gate.COPYFIT)
    where = Where(f"layouts/{job.layout.name}/page.html.j2")
    if problem.fault is Fault.TRUNCATED:
        message = f"the picture '{problem.url}' cannot be read to its end"
        fix = "export it anew: it may have been cut off on its way"
        return error("damaged", message, where, fix)
    if problem.fault is Fault.OUTSIDE:
        message = f"the picture '{problem.url}' lies outside layouts/"
        return error("outside-the-shop", message, where, "copy it into layouts/")
    message = f"there is no picture '{problem.url}'"
    return error("missing-picture", message, where, "add it, or take it out of the style")


def _logged(job: Job, line: str) -> Finding:
    """A log line of the renderer: it reports something that is missing in print."""
    if missing := render.missing_characters(line):
        for sheet in reversed(job.copy.sheets):
            for role, item in sheet.items.items():
                texts = [item] if isinstance(item, str) else item
                if any(c in text for c in missing for text in texts):
                    return _no_glyph(job, missing, sheet.at("items", role))
        return _no_glyph(job, missing, job.language.at("fonts"))
    where = Where(f"layouts/{job.layout.name}/page.html.j2")
    return error(
        "renderer", f"the renderer says: {line}", where, "correct the template, style or picture"
    )


def _no_glyph(job: Job, missing: list[str], where: Where) -> Finding:
    listed = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in missing[:5])
    message = f"no font of '{job.ticket.language}' has {listed}"
    return error(
        "missing-glyph", message, where, "write another character, or add a font that has it"
    )
