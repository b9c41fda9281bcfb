"""Lines by hand: joined, and broken behind sentences and colons, in any script."""

import pytest

from printshop.typesetting.hand_breaks import After, broken, joined


@pytest.mark.parametrize(
    ("html", "script", "line"),
    [
        ("Closer<br>than you<br>think.", "Latn", "Closer than you think."),
        ("比你<br>想象的<br>更近。", "Hans", "比你想象的更近。"),
        ("ใกล้<br>กว่า", "Thai", "ใกล้กว่า"),
        ("أقرب<br>مما", "Arab", "أقرب مما"),
        ("one line", "Latn", "one line"),
    ],
)
def test_joined(html: str, script: str, line: str) -> None:
    """No space comes in where a script has none."""
    assert joined(html, script) == line


@pytest.mark.parametrize(
    ("html", "after", "lines"),
    [
        ("Do not talk. Note it.", "sentence", "Do not talk.\nNote it."),
        ("不要说。记下地点。", "sentence", "不要说。\n记下地点。"),
        ("बात न करें। लिख लें।", "sentence", "बात न करें।\nलिख लें।"),
        ("አትናገር። ጻፍ።", "sentence", "አትናገር።\nጻፍ።"),
        ("بات نہ کریں۔ لکھ لیں۔", "sentence", "بات نہ کریں۔\nلکھ لیں۔"),
        ("One <b>sentence.</b>", "sentence", "One <b>sentence.</b>"),
        ("No papers? Call: it helps.", "colon", "No papers? Call:\nit helps."),
        ("没有证件？先打电话：免费。", "colon", "没有证件？先打电话：\n免费。"),
        (
            "Pas de papiers\u00a0? Un centre\u202f: gratuit.",
            "colon",
            "Pas de papiers\u00a0? Un centre\u202f:\ngratuit.",
        ),
        ("at the end:", "colon", "at the end:"),
    ],
)
def test_broken(html: str, after: After, lines: str) -> None:
    """Behind each but the last."""
    assert broken(html, after) == lines
