"""Compose: a job becomes one HTML document. The only module that imports Jinja2."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from printshop.findings import Finding, Where, error
from printshop.reading.yaml_file import digest
from printshop.shop.job import Composition, Job
from printshop.typesetting import carried_words
from printshop.typesetting.template_api import MissingContent, TemplateApi, WrongUse

PROGRAM = Path(__file__).parents[1]
_TAG = r"""(?:<(?:[^>"']|"[^"]*"|'[^']*')*>)"""


@lru_cache
def _environment(root: Path) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(root / "layouts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # a page is set once or a few times: to fold constants takes longer
    )
    # What `tojson` writes into a page: letters as they are, no spaces.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def compose(job: Job, api: TemplateApi | None = None) -> tuple[Composition | None, list[Finding]]:
    """A job's HTML with all slots at their largest size, or None, and findings.

    ``api`` is what its template may use, where it is to be another one than usual.
    Faults of the template are findings: ``broken-template``, ``unset-frame`` and those of
    ``TemplateApi``. A fault of the program is raised, with a note that names the piece: not every
    command knows at which piece it stopped.
    """
    try:
        return _compose(job, api or TemplateApi(job))
    except Exception as fault:
        fault.add_note(f"at {job.ticket.label}")
        raise


def _compose(job: Job, api: TemplateApi) -> tuple[Composition | None, list[Finding]]:
    path = f"layouts/{job.layout.name}/page.html.j2"
    try:
        template = _environment(job.shop.root).get_template(f"{job.layout.name}/page.html.j2")
        html = template.render({**api.words(), **carried_words.words(api)})
    except MissingContent as stop:
        return None, [stop.finding]
    except TemplateSyntaxError as problem:
        where = Where(f"layouts/{problem.name or path}", problem.lineno)
        return None, [
            error("broken-template", f"the template stops here: {problem.message}", where)
        ]
    except Exception as problem:
        if not _of_template(problem, job.shop.root / "layouts"):
            raise
        return None, [error("broken-template", f"the template stops: {problem}", Where(path))]
    findings = [
        error(
            "unset-frame",
            f"the frame '{name}' of the layout is not in its template",
            job.layout.at("frames", name),
            f"set it in {path}, or take it out",
        )
        for name in job.layout.frames.keys() - api.frames.keys()
    ]
    if api.loose(html):
        findings.append(
            error("broken-template", "the template sets something beside its pages", Where(path))
        )
    if findings:
        return None, findings
    title = api.plain("title")
    printed = tuple(sorted(api.printed.items()))
    items, blocks = frozenset(api.items), api.blocks()
    composition = Composition(job, html, title, api.frames, items, printed, blocks, digest(html))
    return composition, api.findings


def _of_template(problem: Exception, layouts: Path) -> bool:
    """Whether the template caused an exception: by wrong use, or in its code and what that calls.

    After the template's last frame in the traceback there is then no code of the program.
    """
    if isinstance(problem, WrongUse | TemplateError | RecursionError):
        return True
    files = [Path(frame.f_code.co_filename) for frame, _ in walk_tb(problem.__traceback__)]
    last = max((n for n, file in enumerate(files) if file.is_relative_to(layouts)), default=0)
    return not any(file.is_relative_to(PROGRAM) for file in files[last + 1 :])


def bind(composition: Composition, bonds: Iterable[tuple[str, str, str]]) -> Composition:
    """The composition with what keeps words on one line.

    A bond is a frame and two words. The space between them becomes a no-break space wherever they
    meet in the text of this frame; attributes stay. Where the second is empty, the first is a
    compound with a hyphen: it becomes an element without line breaks.
    """
    html, frames = composition.html, dict(composition.frames)
    for name, *words in bonds:
        before, after = (re.escape(escape(word)) for word in words)
        gap = rf"(?<!\w)({before})({_TAG}*) ({_TAG}*)({after})(?!\w)"
        compound = rf"(?<!\w)(?P<compound>{before})(?!\w)"
        tied = gap if after else compound
        frames[name] = re.sub(f"{_TAG}|{tied}", _unbroken, frames[name])
    for name, markup in frames.items():
        html = html.replace(composition.frames[name], markup, 1)
    return replace(composition, html=html, frames=frames)


def _unbroken(match: re.Match[str]) -> str:
    """The match with what keeps it on one line; a tag with its attributes unchanged."""
    if match.groupdict().get("compound"):
        return f'<span style="white-space: nowrap">{match[0]}</span>'
    if match[1] is None:
        return match[0]
    return f"{match[1]}{match[2]}\u00a0{match[3]}{match[4]}"


def web_page(root: Path, template: str, **words: Any) -> str:
    """A page of HTML from a template in ``layouts/``; raises what Jinja2 raises."""
    return _environment(root).get_template(template).render(words)


def marked(text: Markup) -> Markup:
    """A text set off as one that has changed."""
    return Markup("<mark>{}</mark>").format(text)
