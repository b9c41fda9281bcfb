"""What is said of a piece's inputs: of single texts, those that it prints."""

from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.checks.opening import open_shop
from printshop.shop.job import JobTicket


def test_of_the_texts_that_are_printed(tiny_shop: Path) -> None:
    """A stale text concerns the pieces that print it, in its language."""
    path = tiny_shop / "content/en/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("Pick it up.", "Take it home."), "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is not None

    def codes(language: str, *items: tuple[str, str]) -> list[str]:
        ticket = JobTicket("sign", "trains", language)
        return [f.code for f in about_inputs(shop, ticket, findings, items)]

    assert codes("ar", ("sign", "act")) == ["stale", "draft"]
    assert codes("ar", ("sign", "title"), ("card", "act")) == ["draft"]
    assert codes("en", ("sign", "act")) == ["draft"]
