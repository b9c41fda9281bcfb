"""The place of the edition mark on a page, as a layout gives it."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Number, Positive, as_tuple


class EditionPlace(Sheet):
    """Where the edition mark stands: its page, and where its line starts or ends.

    ``place`` is in mm from the trim's upper corner at the reading start, the second one that of the
    baseline; ``size`` is in pt at the layout's own size, as that of slots. ``align`` says which end
    of the mark is there, of reading start and end. ``turned``: it runs from the foot to the head.
    """

    page: str
    place: Annotated[tuple[Number, Number], BeforeValidator(as_tuple)]
    size: Positive
    colour: str
    align: Literal["start", "end"] = "start"
    turned: bool = False
