"""Compose: a job becomes one HTML document. The only door to Jinja2."""

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from printshop.findings import Finding, Where, error
from printshop.shop.job import Composition, Job
from printshop.shop.yaml_file import digest
from printshop.typesetting.template_api import Stop, TemplateApi, WrongUse

PROGRAM = Path(__file__).parents[1]
_TAG = r"""(?:<(?:[^>"']|"[^"]*"|'[^']*')*>)"""


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
    """The job's HTML with the slots at their largest, or None, and findings.

    What the template does wrong is a finding. A fault of the program is raised, with a note on the
    piece: not every verb knows by itself at which one it stopped.
    """
    try:
        return _compose(job)
    except Exception as fault:
        fault.add_note(f"at {job.ticket.stem} in {job.ticket.language}")
        raise


def _compose(job: Job) -> tuple[Composition | None, list[Finding]]:
    place = f"layouts/{job.layout.name}/page.html.j2"
    api = TemplateApi(job)
    try:
        template = _environment(job.shop.root).get_template(f"{job.layout.name}/page.html.j2")
        html = template.render(api.words())
    except Stop as stop:
        return None, [stop.finding]
    except TemplateSyntaxError as problem:
        where = Where(f"layouts/{problem.name or place}", problem.lineno)
        return None, [
            error("broken-template", f"the template stops here: {problem.message}", where)
        ]
    except Exception as problem:
        if not _of_template(problem, job.shop.root / "layouts"):
            raise
        return None, [error("broken-template", f"the template stops: {problem}", Where(place))]
    findings = [
        error(
            "unset-frame",
            f"the frame '{name}' of the layout is not in its template",
            job.layout.at("frames", name),
            f"set it in {place}, or take it out",
        )
        for name in job.layout.frames.keys() - api.frames.keys()
    ]
    if api.loose(html):
        findings.append(
            error("broken-template", "the template sets something beside its pages", Where(place))
        )
    if findings:
        return None, findings
    title = api.plain("title")
    printed = tuple(sorted(api.printed.items()))
    roles, blocks = frozenset(api.roles), api.blocks()
    composition = Composition(job, html, title, api.frames, roles, printed, blocks, digest(html))
    return composition, api.findings


def _of_template(problem: Exception, layouts: Path) -> bool:
    """Whether the template raised it: by wrong use, or in its own code and what that calls.

    Below the template's last frame in the traceback stands then no code of the program.
    """
    if isinstance(problem, WrongUse | TemplateError | RecursionError):
        return True
    files = [Path(frame.f_code.co_filename) for frame, _ in walk_tb(problem.__traceback__)]
    last = max((n for n, file in enumerate(files) if file.is_relative_to(layouts)), default=0)
    return not any(file.is_relative_to(PROGRAM) for file in files[last + 1 :])


def bind(composition: Composition, runts: list[tuple[str, str]]) -> Composition:
    """The composition with words tied together that would leave a runt on a last line.

    Each runt is the end of one line and the line after it. A no-break space takes the place of the
    space between in the running text of every frame, and nowhere else.
    """
    html, frames = composition.html, dict(composition.frames)
    for before, last in runts:
        ends = (before.split() or [""])[-1], (last.split() or [""])[0]
        one, two = (re.escape(escape(word)) for word in ends)
        gap = rf"(?<!\w)({one})({_TAG}*) ({_TAG}*)({two})(?!\w)"
        for name, markup in frames.items():
            frames[name] = re.sub(f"{_TAG}|{gap}", _tied, markup)
    for name, markup in frames.items():
        html = html.replace(composition.frames[name], markup, 1)
    return replace(composition, html=html, frames=frames)


def _tied(found: re.Match[str]) -> str:
    """A gap with a no-break space in it; a tag as it is, and all that its attributes say."""
    if found[1] is None:
        return found[0]
    return f"{found[1]}{found[2]}\u00a0{found[3]}{found[4]}"


def web_page(root: Path, template: str, **words: Any) -> str:
    """A page for the screen from a template in ``layouts/``."""
    return _environment(root).get_template(template).render(words)
