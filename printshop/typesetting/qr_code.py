"""The QR code of the campaign's address, drawn as one vector path."""

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4  # modules: width of the quiet zone (ISO/IEC 18004, 6.3.8)


@lru_cache
def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the symbol without quiet zone, True for dark, at error correction level Q."""
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, box_size=1)
    symbol.add_data(address)
    symbol.make(fit=True)
    return tuple(tuple(bool(cell) for cell in row) for row in symbol.get_matrix())


@lru_cache
def code_svg(address: str, ink: str, white: str) -> str:
    """The symbol with its quiet zone as SVG, one unit a module; colours as CSS."""
    rows = modules(address)
    side = len(rows) + 2 * QUIET
    path = "".join(_runs(row, y + QUIET) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="{white}"/>'
        f'<path d="{path}" fill="{ink}"/></svg>'
    )


def _runs(row: tuple[bool, ...], y: int) -> str:
    """Adjacent dark modules as one rectangle, so that no hairline appears between them."""
    path, start = "", None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            path += f"M{start + QUIET} {y}h{x - start}v1h{start - x}z"
            start = None
    return path
