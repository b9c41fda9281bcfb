"""Compose: a template becomes a page, and stays within what it may ask for."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from printshop.checks.opening import open_shop
from printshop.findings import Finding
from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.typesetting import compose, template_api
from tests.unit.typesetting.cards import composed, job_with

LINES = Path(__file__).resolve().parents[3] / "layouts/_shared/lines.html.j2"


def with_template(root: Path, body: str) -> tuple[Composition | None, list[Finding]]:
    """The card with a template that has one page with this body."""
    text = (
        '{% extends "_shared/page.html.j2" %}{% block pages %}{% call page("outside") %}'
        + body
        + "{% endcall %}{% endblock %}"
    )
    (root / "layouts/card/page.html.j2").write_text(text, "utf-8")
    shop, findings = open_shop(root)
    assert shop is not None
    assert findings == []
    return compose.compose(resolve(shop, JobTicket("card", "", "en")))


def test_items_name_the_file_of_each_text(tiny_shop: Path) -> None:
    """Of each text that is set: the file that its words are from, also in a row of sectors."""
    page = tiny_shop / "layouts/card/page.html.j2"
    row = '{% for sector in sectors("notice") %}{{ sector.name }}{% endfor %}'
    page.write_text(page.read_text("utf-8").replace('{{ say("hint") }}', row), "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop is not None
    card = composed(resolve(shop, JobTicket("card", "", "en")))
    assert {role for _, role in card.items} == card.roles
    assert {("card", "cover"), ("common", "hotline-label"), ("trains", "notice")} <= card.items
    assert ("card", "hint") not in card.items


def test_around(tiny_shop: Path) -> None:
    """A text can be set in three parts: before its token, the token, after it."""
    body = (
        '{% set a, b, c = around("hint", "count") %}'
        '{% call frame("hint") %}<p class="hint">[{{ a }}][{{ b }}][{{ c }}]</p>{% endcall %}'
    )
    frames = ("cover", "hotline", "code", "address", "steps", "imprint")
    rest = "".join(
        f'{{% call frame("{n}") %}}<p class="cover hotline-label hotline-number address step '
        'imprint">x</p>{% endcall %}'
        for n in frames
    )
    made, findings = with_template(tiny_shop, body + rest)
    assert made is not None
    assert findings == []
    assert (
        '[Every year][<bdi dir="ltr" class="token" data-token="count"'
        ' data-kind="number">12,500</bdi>]'
        "[umbrellas wait &amp; wait. Is one of them yours?]"
    ) in made.frames["hint"]
    assert {"hint", "title"} <= made.roles


@pytest.mark.parametrize(
    "body",
    [
        '{{ around("hint", "site") }}',
        '{{ say("steps") }}',
        '{% call frame("nothing") %}{% endcall %}',
        '{% call page("nothing") %}{% endcall %}',
        "{{ nothing }}",
        "{{ language.nothing }}",
        "{{ campaign.centres.append('x') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ say.__func__.__globals__ }}",
        "{{ frame.__self__.job }}",
        '{{ "{0.__class__.__init__.__globals__}".format(say) }}',
        '{{ campaign|attr("__class__") }}',
        "{% include '../../content/campaign.yaml' %}",
        "{% include '/etc/hostname' %}",
        "{% import 'os' as os %}",
        "{{ say() }}",
        "{{ say(3) }}",
        "{{ say(nothing) }}",
        '{{ around("steps", "count") }}',
        '{{ around("hint", 3) }}',
        '{{ paired("steps", 3) }}',
        "{{ fact(['hotline']) }}",
        "{{ sectors(3) }}",
        "{{ colour(none) }}",
        '{{ pictogram(none, "ink", "white") }}',
        '{{ page("outside", 3) }}',
        '{{ frame("hint", 3) }}',
        '{% call frame("hint", tag=3) %}{% endcall %}',
        '{% call frame("hint") %}{{ 1 / 0 }}{% endcall %}',
        '{% call frame("hint") %}{{ "%d"|format("x") }}{% endcall %}',
        "{% macro a() %}{{ say('hint') }}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_templates_stay_inside(tiny_shop: Path, body: str) -> None:
    """What a template may not ask for stops it, with its file named."""
    made, findings = with_template(tiny_shop, body)
    assert made is None
    assert [(f.code, f.where.path) for f in findings] == [
        ("broken-template", "layouts/card/page.html.j2")
    ]


def test_templates_change_nothing(tiny_shop: Path) -> None:
    """A template cannot change what the next one reads."""
    made, findings = with_template(tiny_shop, "{{ campaign.facts.clear() }}")
    assert made is None
    assert [f.code for f in findings] == ["broken-template"]


def test_a_fault_of_ours_is_not_the_templates(
    opened_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What our own code does wrong, called by a template or before one, is raised."""
    job = job_with(opened_shop, "en", hint="x {count}")

    def faulty(*_: object) -> str:
        raise KeyError("latn")

    for name in ("number", "palette_css", "code_svg", "did_you_mean"):
        with monkeypatch.context() as patched:
            patched.setattr(template_api, name, faulty)
            if name == "did_you_mean":
                job = job_with(opened_shop, "en", hint="x {nothing}")
            with pytest.raises(KeyError, match="latn"):
                compose.compose(job)


def test_a_fault_of_ours_in_the_command(
    tiny_shop: Path, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as a bug, with exit 1; pieces that it does not touch are made."""

    def faulty(*_: object) -> str:
        raise KeyError("latn")

    monkeypatch.setattr(template_api, "number", faulty)
    run = command(tiny_shop, "--language", "en")
    assert run.exit == 1
    message = "printshop/: error[bug]: the program stopped at card in en: KeyError('latn')\n"
    assert message in run.said
    assert "broken-template" not in run.said
    made = {p.relative_to(tiny_shop / "output/test").as_posix() for p in tiny_shop.rglob("*.pdf")}
    assert made == {f"en/lost-umbrella-week-sign-trains-en{size}-test.pdf" for size in ("", ".a7")}


# ── binding ──────────────────────────────────────────────────────────────────────────────────


def test_bind(opened_shop: Shop) -> None:
    """Two words are tied with a no-break space, in the page and on the galley alike."""
    made = composed(job_with(opened_shop, "en", hint="one two *three* four"))
    bound = compose.bind(made, [("hint", "two", "three"), ("hint", "three", "four")])
    text = "one two\u00a0<strong>three</strong>\u00a0four"
    assert text in bound.html
    assert text in bound.frames["hint"]
    assert bound.html.replace("\u00a0", " ") == made.html


def test_only_running_text_is_bound(opened_shop: Shop) -> None:
    """The same words elsewhere stay as they are: in a title, an alternative text, a tag."""
    words = {"title": "one two", "qr-alt": "one two", "hint": "a > b one two"}
    made = composed(job_with(opened_shop, "en", **words))
    quoted = made.frames["hint"].replace("<p ", "<p title='a > one two' ")
    made = replace(
        made,
        html=made.html.replace(made.frames["hint"], quoted),
        frames={**made.frames, "hint": quoted},
    )
    bound = compose.bind(made, [("hint", "one", "two")])
    assert bound.frames.keys() == made.frames.keys()
    assert {name for name, html in bound.frames.items() if html != made.frames[name]} == {"hint"}
    assert bound.frames["hint"] == quoted.replace("b one two", "b one\u00a0two")
    assert bound.html == made.html.replace(quoted, bound.frames["hint"])


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("and act alone", "and act\u00a0alone"),
        ("in <bdi dir='ltr'>160</bdi> countries.", "in <bdi dir='ltr'>160</bdi>\u00a0countries."),
        ("or call <bdi dir='ltr'>101</bdi>.", "or call <bdi dir='ltr'>101</bdi>."),
        ("than<br>you think", "than<br>you\u00a0think"),
        ("alone", "alone"),
    ],
)
def test_the_last_two_words_are_tied(tmp_path: Path, text: str, tied: str) -> None:
    """Also behind a fact; where the last space stands within a tag, the text stays as it is."""
    shared = tmp_path / "layouts/_shared"
    shared.mkdir(parents=True)
    shutil.copy(LINES, shared)
    use = '{% from "_shared/lines.html.j2" import tied %}{{ tied(text) }}'
    (tmp_path / "layouts/use.html.j2").write_text(use, "utf-8")
    assert compose.web_page(tmp_path, "use.html.j2", text=Markup(text)) == tied
