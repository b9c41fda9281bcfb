"""Small SVG trees for the tests of what normalises them."""

from xml.etree import ElementTree

SPACE = "http://www.w3.org/2000/svg"


def tree(inner: str, root: str = 'viewBox="0 0 100 100"') -> ElementTree.Element:
    """The tree of a small SVG."""
    return ElementTree.fromstring(f'<svg xmlns="{SPACE}" {root}>{inner}</svg>')


def by_id(root: ElementTree.Element, name: str) -> dict[str, str]:
    """The attributes of an element."""
    return next(e.attrib for e in root.iter() if e.get("id") == name)
