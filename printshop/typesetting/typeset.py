"""Typeset: a composition is fitted, its orphans are tied up, and it is rendered."""

from functools import lru_cache

from printshop.findings import Finding, Gate, Where, error, review, stops
from printshop.shop.job import Composition, Galley, Job, Rendering, Shop
from printshop.typesetting import compose, copyfit, measure, render, styles
from printshop.typesetting.assets import Fault, UnfitAsset, Unset

TIES = 3  # how many words more may be tied to a last line that is too short


def typeset(composition: Composition) -> tuple[Rendering | None, list[Finding]]:
    """Fit the copy, tie up short last lines, and render; None where a text is overset.

    What cannot be set at all, for want of a picture or of an end, is a finding as well.
    """
    try:
        return _typeset(composition)
    except Unset as problem:
        return None, [_unset(composition.job, problem)]


def _typeset(composition: Composition) -> tuple[Rendering | None, list[Finding]]:
    job = composition.job
    fitted = fit(composition)
    orphans = copyfit.orphans(composition, fitted)
    for _ in range(TIES):
        if not orphans:
            break
        composition = compose.bind(composition, [(o.before, o.last) for o in orphans])
        fitted = fit(composition)
        orphans = copyfit.orphans(composition, fitted)
    findings = [*fitted.findings, *(_orphan(job, o) for o in orphans)]
    if stops(findings):
        return None, findings
    pdf, tokens, log = render.render(composition, styles.type_css(job, fitted.sizes, fitted.air))
    findings += [_logged(job, line) for line in log]
    return Rendering(composition, pdf, fitted.fits, log, tokens), findings


def fit(composition: Composition) -> copyfit.Fitted:
    """Copyfit with the renderer's galley."""
    job = composition.job
    known = _galleys(job.shop)

    def measured(trials: list[copyfit.Trial]) -> list[Galley]:
        """Each trial's frame with the rules of its sizes; what was set before is remembered."""
        place = (job.layout.name, job.language.tag)
        keys = [(*place, composition.frames[name], tuple(sizes.items())) for name, sizes in trials]
        new = [(k, t) for k, t in zip(keys, trials, strict=True) if k not in known]
        rules = [
            (name, styles.frame_css(job, name, sizes, f"#trial-{n} "))
            for n, (_, (name, sizes)) in enumerate(new)
        ]
        galleys = measure.galleys(composition, rules) if rules else []
        known.update(zip((k for k, _ in new), galleys, strict=True))
        return [known[k] for k in keys]

    return copyfit.copyfit(composition, measured, lambda s: styles.size_range(s, job.language))


@lru_cache(maxsize=2)
def _galleys(shop: Shop) -> dict[object, Galley]:
    """The galleys of this opening of the shop: sectors share most of their frames."""
    return {}


def _orphan(job: Job, orphan: copyfit.Orphan) -> Finding:
    """A last line that is still too short, although its words were tied to the line before."""
    message = f"'{orphan.last.strip()}' stands alone on the last line, in frame '{orphan.frame}'"
    where = job.words_of(orphan.frame, orphan.slot)
    return review(
        "short-last-line", message, where, "look at the proof; a word more or less mends it"
    )


def _unset(job: Job, problem: Unset) -> Finding:
    """What kept a piece from being set at all."""
    if not isinstance(problem, UnfitAsset):
        message = (
            f"the words of '{job.ticket.stem}' run past a galley of {measure.GALLEY_LENGTH} mm"
        )
        fix = "shorten the longest text, or take page breaks out of the style"
        return error("overset", message, job.layout.at("frames"), fix, Gate.COPYFIT)
    where = Where(f"layouts/{job.layout.name}/page.html.j2")
    if problem.fault is Fault.CUT_SHORT:
        message = f"the picture '{problem.url}' cannot be read to its end"
        fix = "export it anew: it may have been cut off on its way"
        return error("damaged", message, where, fix)
    if problem.fault is Fault.OUTSIDE:
        message = f"the picture '{problem.url}' lies outside layouts/"
        return error("outside-the-shop", message, where, "copy it into layouts/")
    message = f"there is no picture '{problem.url}'"
    return error("missing-picture", message, where, "add it, or take it out of the style")


def _logged(job: Job, line: str) -> Finding:
    """A log line of the renderer: what it mentions is lost on paper."""
    if lost := render.lost_letters(line):
        for sheet in reversed(job.copy.sheets):
            for role, item in sheet.items.items():
                texts = [item] if isinstance(item, str) else item
                if any(c in text for c in lost for text in texts):
                    return _no_glyph(job, lost, sheet.at("items", role))
        return _no_glyph(job, lost, job.language.at("fonts"))
    where = Where(f"layouts/{job.layout.name}/page.html.j2")
    return error(
        "renderer", f"the renderer says: {line}", where, "mend the template, style or picture"
    )


def _no_glyph(job: Job, lost: list[str], where: Where) -> Finding:
    named = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in lost[:5])
    message = f"no font of '{job.ticket.language}' has {named}"
    return error(
        "missing-glyph", message, where, "write another character, or add a font that has it"
    )
