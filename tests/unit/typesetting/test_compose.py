"""Compose: words become HTML, and nothing but words does."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from printshop.findings import Finding
from printshop.shop import catalog
from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, Job, JobTicket, Shop
from printshop.shop.words import Copy, CopySheet, Language
from printshop.shop.yaml_file import read
from printshop.typesetting import compose
from tests.conftest import CHECKOUT


def job_with(shop: Shop, language: str, **items: str | list[str]) -> Job:
    """The card's job in a language with some of its words replaced."""
    job = resolve(shop, JobTicket("card", "", language))
    sheet = CopySheet(status="draft", items=items)
    return replace(job, copy=Copy((*job.copy.sheets, sheet)))


def composed(job: Job) -> Composition:
    """The composition of a job that has nothing to be said of."""
    made, findings = compose.compose(job)
    assert made is not None
    assert findings == []
    return made


def hint(shop: Shop, text: str, language: str = "en") -> str:
    """How the card sets a text: what stands in its paragraph."""
    html = composed(job_with(shop, language, hint=text)).frames["hint"]
    found = re.search(r'<p class="hint">(.*)</p>', html, re.S)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("wait & see", "wait &amp; see"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("\"x\" 'y'", "&#34;x&#34; &#39;y&#39;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("{{ 7 * 7 }}", None),
        ("one *two* three", "one <strong>two</strong> three"),
        ("*<b>*", "<strong>&lt;b&gt;</strong>"),
        ("5 * 3", "5 * 3"),
        ("one\ntwo", "one<br>two"),
        ("\n\none\n", "one"),
    ],
)
def test_escaping(opened_shop: Shop, text: str, html: str | None) -> None:
    """Copy is escaped; emphasis and line breaks are all it can ask for."""
    if html is None:  # braces name a fact, whatever stands between them; a template is not run
        made, findings = compose.compose(job_with(opened_shop, "en", hint=text))
        assert made is None
        assert [f.code for f in findings] == ["unknown-fact"]
    else:
        assert hint(opened_shop, text) == html


def test_title_takes_no_marks(opened_shop: Shop) -> None:
    """A title and an alternative text say the fact, and are escaped where they stand."""
    made = composed(job_with(opened_shop, "en", title="A & {site}", **{"qr-alt": 'x "{count}"'}))
    assert made.title == "A & www.example.org"
    assert "<title>A &amp; www.example.org</title>" in made.html
    assert 'alt="x &#34;12,500&#34;"' in made.html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tokens_are_isolated(opened_shop: Shop, language: str) -> None:
    """A fact stands in a span of its own that reads left to right, whatever is around it."""
    said = hint(opened_shop, "x {hotline} y {site}", language)
    assert said == (
        'x <bdi dir="ltr" class="token phone">+44 20 7946 0018</bdi> y '
        '<bdi dir="ltr" class="token web">www.example.org</bdi>'
    )


def test_fact_values_are_escaped(opened_shop: Shop) -> None:
    """Facts are words, too."""
    facts = dict(opened_shop.campaign.facts)
    facts["site"] = facts["site"].model_copy(update={"value": "a&b<i>"})
    campaign = opened_shop.campaign.model_copy(update={"facts": facts})
    job = job_with(replace(opened_shop, campaign=campaign), "en", hint="{site}")
    assert ">a&amp;b&lt;i&gt;</bdi>" in composed(job).frames["hint"]


def test_fact_by_language(opened_shop: Shop) -> None:
    """A language may print an address of its own."""
    facts = dict(opened_shop.campaign.facts)
    facts["site"] = facts["site"].model_copy(update={"by_language": {"ar": "ar.example.org"}})
    campaign = opened_shop.campaign.model_copy(update={"facts": facts})
    shop = replace(opened_shop, campaign=campaign)
    assert "ar.example.org" in hint(shop, "{site}", "ar")
    assert "www.example.org" in hint(shop, "{site}", "en")


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "1,234,567"),
        ("nl", "1.234.567"),
        ("de", "1.234.567"),
        ("ar", "1,234,567"),
        ("fa", "1,234,567"),
        ("ne", "12,34,567"),
        ("bn", "12,34,567"),
        ("fr", "1\u202f234\u202f567"),
        ("bg", "1\u00a0234\u00a0567"),
        ("pt-BR", "1.234.567"),
    ],
)
def test_numbers(opened_shop: Shop, tag: str, said: str) -> None:
    """Numbers have the separators of the language, and always the digits 0 to 9."""
    language = Language(
        name=tag,
        label=tag,
        script="Latn",
        direction="ltr",
        fonts=opened_shop.languages["en"].fonts,
    )
    language._origin = replace(language._origin, path=f"content/{tag}/language.yaml")
    assert compose.number(1234567, language) == said


# ── templates ────────────────────────────────────────────────────────────────────────────────


def with_template(root: Path, body: str) -> tuple[Composition | None, list[Finding]]:
    """The card with a template that has one page with this body."""
    text = (
        '{% extends "_shared/page.html.j2" %}{% block pages %}{% call page("outside") %}'
        + body
        + "{% endcall %}{% endblock %}"
    )
    (root / "layouts/card/page.html.j2").write_text(text, "utf-8")
    shop, findings = catalog.open_shop(root)
    assert shop is not None
    assert findings == []
    return compose.compose(resolve(shop, JobTicket("card", "", "en")))


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
        '[Every year][<bdi dir="ltr" class="token number">12,500</bdi>]'
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


# ── binding ──────────────────────────────────────────────────────────────────────────────────


def test_bind(opened_shop: Shop) -> None:
    """Two words are tied with a no-break space, in the page and on the galley alike."""
    made = composed(job_with(opened_shop, "en", hint="one two *three* four"))
    bound = compose.bind(made, [("one two", "three"), ("three", "four")])
    text = "one two\u00a0<strong>three</strong>\u00a0four"
    assert text in bound.html
    assert text in bound.frames["hint"]
    assert bound.html.replace("\u00a0", " ") == made.html


# ── sizes ────────────────────────────────────────────────────────────────────────────────────


def test_size_range_follows_the_voice(opened_shop: Shop) -> None:
    """A language's scale moves floor and top alike; figures keep the campaign's size."""
    slots = opened_shop.layouts["card"].frames["hotline"].slots
    arabic = opened_shop.languages["ar"]
    assert compose.size_range(slots["hotline-label"], arabic) == pytest.approx((8.4, 9.45))
    assert compose.size_range(slots["hotline-number"], arabic) == (18, 20)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("nl", "14 maart 2030"),
        ("fr", "14 mars 2030"),
        ("de", "14. März 2030"),
        ("en", "14 March 2030"),
        ("ro", "14 martie 2030"),
    ],
)
def test_days_have_their_month_in_words(tag: str, written: str) -> None:
    """As the language writes them in Belgium; where it does not speak one, as it does at home."""
    language, findings = read(CHECKOUT, CHECKOUT / f"content/{tag}/language.yaml", Language)
    assert language, findings
    assert compose.day(date(2030, 3, 14), language) == written
