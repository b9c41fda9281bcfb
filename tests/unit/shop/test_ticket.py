"""Tickets: what is to be made, by name."""

from printshop.shop.ticket import JobTicket


def test_in_one_language() -> None:
    """It is called by its piece and its language, and prints no other."""
    ticket = JobTicket("poster", "horeca", "nl")
    assert (ticket.stem, ticket.label) == ("poster-horeca", "poster-horeca in nl")
    assert ticket.languages == ("nl",)


def test_in_many_languages() -> None:
    """It is called by how many it carries; its own, of its small print, comes first."""
    ticket = JobTicket("poster", "", "nl", ("ro", "nl", "ar"))
    assert (ticket.stem, ticket.label) == ("poster", "poster in 3 languages")
    assert ticket.languages == ("nl", "ro", "ar")
