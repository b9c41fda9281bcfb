"""Resources of a page as preflight asks about them: colour spaces and graphics states."""

from typing import Any

from printshop.pdf.colour_spaces import ColourSpace, resolve
from printshop.pdf.objects import get


def painted_space(item: Any, resources: Any) -> ColourSpace:
    """The space in which a name or an array is painted: through tables, and the page's defaults."""
    return resolve(item, resources, defaults=True).painted


def group_space(group: Any, resources: Any) -> str:
    """The family of a transparency group's colour space; empty where it has none."""
    item = get(group, "/CS")
    return "" if item is None else painted_space(item, resources).family


def odd_effects(item: Any) -> list[str]:
    """What a press file may not set: transfer functions and halftones (ISO 15930-7, 6.2.6)."""
    effects = set()
    if get(item, "/TR") is not None:
        effects.add("a transfer function")
    for key, effect in (("/TR2", "a transfer function"), ("/HT", "a halftone")):
        value = get(item, key)
        if value is not None and str(value) != "/Default":
            effects.add(effect)
    return sorted(effects)
