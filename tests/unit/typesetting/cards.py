"""The tiny shop's card with words of a test's own."""

from dataclasses import replace

from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, Job, JobTicket, Shop
from printshop.shop.words import Copy, CopySheet
from printshop.typesetting import compose


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


def card(shop: Shop, hint: str, language: str = "en") -> Composition:
    """The card with this text for its hint."""
    return composed(job_with(shop, language, hint=hint))
