"""What finished files are called: a file that has left its folder still says what it is.

``stopmensenhandel-leaflet-nl.a2-offset.pdf``: campaign, piece, language, size where it is not the
native one, printing condition. Packages have the number of the order as well. All names of files
that leave this place are made here, in ASCII.
"""

import re
import unicodedata
from dataclasses import dataclass

from printshop.shop.carried import version
from printshop.shop.job import Job
from printshop.shop.press import Press
from printshop.shop.words import Campaign


def campaign_word(campaign: Campaign) -> str:
    """The first word of all names: the campaign's name in ASCII, without the end of a web name."""
    name = re.sub(r"^www\.|\.[a-z]{2,}$", "", campaign.name.casefold())
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "print"


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


def package(job: Job, size: str, press: Press, number: str, *, proof: bool) -> str:
    """The name of an order's package of a piece, without ending; ``proof-`` before that of a proof.

    It is unique: ``number`` is that of one order line, which has each piece once.
    """
    word = campaign_word(job.shop.campaign)
    return f"{'proof-' if proof else ''}{word}-{job.stem(size)}-{press.name}-{number}"


def ordered(job: Job, size: str, press: Press, number: str) -> str:
    """The name of a file in an order's package, without ending."""
    return f"{named(job, size, press).whole}-{number}"
