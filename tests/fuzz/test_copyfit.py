"""Any text fits or is told: with the real renderer, and preflight as the referee."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from printshop.findings import stops
from printshop.preflight.examine import findings_of, opened
from printshop.proofing import rasterise
from printshop.shop.catalog import resolve
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.words import Copy, CopySheet
from printshop.typesetting import compose, typeset
from tests.press.pieces import press_file

LETTERS = {
    "en": "abc defgh ijkl, MNO. 'ä ß-œ’ WiM 0123 <&> * / é€–… \n",
    "ar": "ابت ثجحخ، دذر. 'سشص ضطظ؟ عغف 0123 <&> * / abc –… \n",
}


def job_with(shop: Shop, language: str, text: str) -> Job:
    """The card with these words for its hint."""
    job = resolve(shop, JobTicket("card", "", language))
    sheet = CopySheet(status="draft", items={"hint": text})
    return replace(job, copy=Copy((*job.copy.sheets, sheet)))


@pytest.mark.parametrize("language", ["en", "ar"])
@settings(max_examples=12)
@given(data=st.data())
@example(data=None)
def test_fits_or_is_told(opened_shop: Shop, language: str, data: st.DataObject | None) -> None:
    """A text that is not told to be overset is on the finished page, word for word."""
    text = "W" * 200  # one word that no line can hold
    if data is not None:
        letters = st.text(st.sampled_from(LETTERS[language]), min_size=1, max_size=400)
        text = data.draw(letters.filter(str.strip))
    job = job_with(opened_shop, language, text)
    composition, findings = compose.compose(job)
    assert composition is not None
    assert findings == []
    rendering, findings = typeset.typeset(composition)
    if rendering is None:
        assert {f.code for f in findings if f.severity == "error"} == {"overset"}
        return
    assert not stops(findings)
    file = press_file(rendering, opened_shop.presses["test"])
    told = findings_of(opened(file, rendering, rasterise.rasterise(file.pdf)), "output/x.pdf")
    assert [str(f) for f in told] == []
