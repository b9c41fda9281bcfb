"""The types of partners, and the rules that come with each: ``content/partners.yaml``."""

from typing import Annotated

from pydantic import BeforeValidator

from printshop.reading.yaml_file import Sheet
from printshop.shop.layout import Audience
from printshop.shop.units import Names, as_tuple


class PartnerType(Sheet):
    """A type of partner, and the rules that come with it.

    ``keeps_off``: audiences whose pieces it may not appear on; ``languages``: every piece that it
    orders has to be ordered in these as well, in ``equal`` quantities where that is set; where
    ``translation`` is set, a piece in any other language is marked as one. Findings about a rule
    quote ``reason``, and ``source``: the law or guideline behind it.
    """

    title: str
    keeps_off: Annotated[tuple[Audience, ...], BeforeValidator(as_tuple)] = ()
    languages: Names = ()
    equal: bool = False
    translation: bool = False
    reason: str = ""
    source: str = ""


class PartnerTypes(Sheet):
    """``content/partners.yaml``: the types of partners by name."""

    kinds: dict[str, PartnerType]
