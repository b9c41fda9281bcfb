"""How people call in their language what an order asks for: ``content/<tag>/order.yaml``."""

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Names

ORDER = "order"  # the stem of the file


class OrderWords(Sheet):
    """The words of orders in one language.

    ``columns`` has by key of an order what people write above that column; ``not-read`` stands for
    columns that are for the writer's own use. ``joining`` words make no difference there.
    ``pieces``, ``sectors``, ``kinds`` and ``presses`` have by name of the shop what people call
    it, ``finishes`` and ``proofs`` by value of the key. A word under two names is ambiguous, and
    asked about.

    The others stand in cells: ``copies`` behind a number, ``total`` before a sum, ``nothing`` where
    a cell is to be empty, ``same`` for the cell above, ``both`` between two names, ``truth`` what a
    spreadsheet makes of true and false, ``own`` for the campaign's own print.
    """

    columns: dict[str, Names] = {}
    joining: Names = ()
    pieces: dict[str, Names] = {}
    sectors: dict[str, Names] = {}
    kinds: dict[str, Names] = {}
    presses: dict[str, Names] = {}
    finishes: dict[str, Names] = {}
    proofs: dict[str, Names] = {}
    copies: Names = ()
    total: Names = ()
    nothing: Names = ()
    same: Names = ()
    both: Names = ()
    truth: Names = ()
    own: Names = ()
