"""The names that may be typed, for completion in a shell; read without opening the whole shop.

Most are names of folders and files; for the rest, single YAML files are loaded and not validated.
A file that cannot be read contributes nothing: what is wrong with it is a finding of ``check``.
"""

from pathlib import Path
from typing import Any

GENERAL = "general"  # the name, in the filter for sectors, of pieces that belong to none


def languages(root: Path) -> list[str]:
    """The tags of the languages: folders of ``content/``."""
    return sorted(path.parent.name for path in root.glob("content/*/language.yaml"))


def pieces(root: Path) -> list[str]:
    """The layouts: folders of ``layouts/``."""
    return sorted(path.parent.name for path in root.glob("layouts/*/layout.yaml"))


def presses(root: Path) -> list[str]:
    """The printing conditions: files of ``presses/``."""
    return sorted(path.stem for path in root.glob("presses/*.yaml"))


def sectors(root: Path) -> list[str]:
    """``general``, then the sectors in the order in which they are shown."""
    return [GENERAL, *_sectors(root)]


def pieces_by_language(root: Path) -> list[str]:
    """Every piece in every language, as it is signed off: ``nl/leaflet``, ``nl/flyer-horeca``."""
    stems: list[str] = []
    of_many: list[str] = []
    for piece in pieces(root):
        layout = _mapping(root / "layouts" / piece / "layout.yaml")
        if layout.get("languages"):  # signed off in each language, once for all sectors
            of_many.append(piece)
            continue
        stems += [piece] if layout.get("general") is True else []
        stems += [f"{piece}-{s}" for s in _sectors(root)] if layout.get("sectors") is True else []
    own = [f"{language}/{stem}" for language in languages(root) for stem in stems]
    return own + [
        f"{language}/{piece}"
        for piece in of_many
        for language in languages(root)
        if (root / "content" / language / f"{piece}.yaml").is_file()
    ]


def translations(root: Path) -> list[str]:
    """The files of copy in every language but the source: ``fr/flyer``."""
    source = _mapping(root / "content/campaign.yaml").get("source_language")
    own = ("language", "sign-off", "compared", "order")
    return [
        f"{language}/{path.stem}"
        for language in languages(root)
        for path in sorted((root / "content" / language).glob("*.yaml"))
        if language != source and path.stem not in own
    ]


def roles(root: Path) -> list[str]:
    """The roles in which people sign, in the order of ``content/campaign.yaml``."""
    asked = _mapping(root / "content/campaign.yaml").get("sign_off")
    lists = (
        [asked.get(kind) for kind in ("source", "translation", "claims")]
        if isinstance(asked, dict)
        else []
    )
    return list(dict.fromkeys(str(r) for roles in lists if isinstance(roles, list) for r in roles))


def facts(root: Path) -> list[str]:
    """The names of the facts, in the order of ``content/campaign.yaml``."""
    by_name = _mapping(root / "content/campaign.yaml").get("facts")
    return [str(n) for n in by_name] if isinstance(by_name, dict) else []


def _sectors(root: Path) -> list[str]:
    sectors_by_name = _mapping(root / "content/sectors.yaml").get("sectors")
    return [str(n) for n in sectors_by_name] if isinstance(sectors_by_name, dict) else []


def _mapping(path: Path) -> dict[str, Any]:
    """The keys and values of a YAML file; none where it cannot be read."""
    from printshop.reading.yaml_file import load  # here: names of folders do not need it

    value, _, _ = load(path, path.name)
    return value if isinstance(value, dict) else {}
