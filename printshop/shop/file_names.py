"""What finished files are called: a file that has left its folder still says what it is.

``stopmensenhandel-leaflet-nl.a2-offset.pdf``: campaign, piece, language, size where it is not the
native one, printing condition. In an order, the partner and the number stand behind it, and
``proof-`` before what may not be printed. All names of files that leave this place are made here,
in ASCII, and no two are the same, also where capitals do not count.
"""

import re
import unicodedata
from dataclasses import dataclass

from printshop.shop.carried import version
from printshop.shop.job import Job
from printshop.shop.press import Press
from printshop.shop.words import Campaign

LONGEST_PARTNER = 16  # characters; whole names stay near 100


def campaign_word(campaign: Campaign) -> str:
    """The first word of all names: the campaign's name in ASCII, without the end of a web name."""
    return _word(re.sub(r"^www\.|\.[a-z]{2,}$", "", campaign.name.casefold())) or "print"


def _word(name: str) -> str:
    """A name in small ASCII letters and hyphens; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True)
class FileName:
    """A press file by name: ``version`` is the tag of its language, or ``mul`` for many.

    ``language`` is the tag of the folder in which it lies, ``stem`` its piece with its size.
    """

    campaign: str
    press: str
    language: str
    stem: str
    version: str

    @property
    def piece(self) -> str:
        """What it is in every printing condition: ``stopmensenhandel-leaflet-nl.a2``."""
        piece, dot, size = self.stem.partition(".")
        return f"{self.campaign}-{piece}-{self.version}{dot}{size}"

    @property
    def whole(self) -> str:
        """All that it is, without an ending: ``stopmensenhandel-leaflet-nl.a2-offset``."""
        return f"{self.piece}-{self.press}"


def named(job: Job, size: str, press: Press) -> FileName:
    """The name of a job's file in a size, for a printing condition."""
    word = campaign_word(job.shop.campaign)
    return FileName(word, press.name, job.ticket.language, job.stem(size), version(job))


@dataclass(frozen=True)
class Order:
    """An order as names show it: its number, whose it is (empty: the campaign's own), a proof."""

    number: str
    partner: str = ""
    proof: bool = False

    def marked(self, name: str) -> str:
        """A name that says for whom it is, and whether it may be printed.

        Of a partner's name as many whole words as fit; one in another script is left out.
        """
        partner = _word(self.partner)
        if len(partner) > LONGEST_PARTNER:
            fits = partner[: LONGEST_PARTNER + 1].rpartition("-")[0]
            partner = fits or partner[:LONGEST_PARTNER]
        parts = ("proof" if self.proof else "", name, partner, self.number)
        return "-".join(filter(None, parts))


def texts(campaign: Campaign, tag: str, only: str) -> str:
    """The name of a file of texts for the translators of a language, without ending.

    ``only`` says which texts are in it, such as ``stale``; '' for all.
    """
    return "-".join(filter(None, (campaign_word(campaign), "texts", only, tag)))


def package(job: Job, size: str, press: Press, order: Order) -> str:
    """The name of an order's package of a piece, in all its languages, without ending.

    It is unique: a number is that of one order line, which has each piece once.
    """
    return order.marked(f"{campaign_word(job.shop.campaign)}-{job.stem(size)}-{press.name}")


def ordered(job: Job, size: str, press: Press, order: Order) -> str:
    """The name of a file in an order's package, without ending."""
    return order.marked(named(job, size, press).whole)
