"""Resources of a page that preflight checks: colour spaces and graphics states."""

from typing import Any

from printshop.pdf.colour_spaces import ColourSpace, resolve
from printshop.pdf.objects import get


def painted_space(item: Any, resources: Any) -> ColourSpace:
    """The colour space that a name or array paints in, through Indexed and the page's defaults."""
    return resolve(item, resources, defaults=True).painted


def group_space(group: Any, resources: Any) -> tuple[str, str]:
    """The family of a transparency group's colour space, and what a finding calls it.

    Both are empty where it has none.
    """
    item = get(group, "/CS")
    if item is None:
        return "", ""
    space = painted_space(item, resources)
    return space.family, space.words


def device_parameters(item: Any) -> list[str]:
    """The device-dependent parameters that a graphics state sets and a press file may not set.

    Transfer functions and halftones (ISO 15930-7, 6.2.6), as words for a finding.
    """
    parameters = set()
    if get(item, "/TR") is not None:
        parameters.add("a transfer function")
    for key, parameter in (("/TR2", "a transfer function"), ("/HT", "a halftone")):
        value = get(item, key)
        if value is not None and str(value) != "/Default":
            parameters.add(parameter)
    return sorted(parameters)
