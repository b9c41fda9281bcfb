"""The ordering: an order file becomes what print shops receive, one package for each print run."""

from pathlib import Path

from printshop import catalog, orders
from printshop.findings import Exit, in_order, stops


def order(root: Path, target: str, proof: bool) -> Exit:
    """Make the packages of an order file, or once more those of an order number.

    ``proof``: packages to look at, which may not be printed and which nobody has to sign off.
    """
    shop, findings = catalog.open_shop(root)
    if shop is None:
        for finding in in_order(findings):
            print(finding)
        return Exit.INPUTS
    lines, told = orders.read_order(root, Path(target))
    findings += told
    for line in lines:
        wishes, told = orders.wishes(shop, line)
        findings += told
    for finding in in_order(findings):
        print(finding)
    return Exit.INPUTS if stops(findings) else Exit.DONE
