"""The template API: words become HTML, and nothing but words does."""

import re
from dataclasses import replace

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import compose
from tests.unit.typesetting.cards import composed, job_with


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
        'x <bdi dir="ltr" class="token" data-token="hotline" data-kind="phone">'
        "+32 470 12 34 56</bdi> y "
        '<bdi dir="ltr" class="token" data-token="site" data-kind="web">www.example.org</bdi>'
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
