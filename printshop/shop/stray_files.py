"""Files that lie beside those that are read: copies, and words saved under another name.

They are told, so that nobody changes words in a file that is never read; nothing is moved.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from printshop.findings import Finding, Where, error, review

YAML = ".yaml"
# Of the system and of programs that have a file open: they hold nobody's words.
_HARMLESS = re.compile(
    r"\..*|~\$.*|(thumbs\.db|desktop\.ini|icon\r?)|.*\.(swp|swo|part|crdownload|tmp|lock)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(\.(ya?ml|bak|txt|old|orig|save|backup|docx?|odt|rtf|html?|pdf|md)|~)$", re.IGNORECASE
)
_WORDS = "copy|kopie|copie|kopia|copia|cópia|копие|копия|نسخة|old|oud|new|nieuw|backup|bak|final"
_COPY = re.compile(
    rf"\s*\([^()]*\)$|[\s_.-]+({_WORDS}|v?\d{{1,2}})$|\.sync-conflict-.*$"
    rf"|^({_WORDS})[\s_-]+(of|van|von|d[ei])[\s_-]+",
    re.IGNORECASE,
)


def is_harmless(name: str) -> bool:
    """Whether a file of this name holds nobody's words, such as the lock ``~$flyer.yaml``."""
    return bool(_HARMLESS.fullmatch(name))


def original(name: str) -> str:
    """The stem of the file that a file called so seems to be a copy of, or wants to be.

    ``flyer`` for ``Flyer - Copy (2).yaml``, ``flyer.yaml.bak``, ``flyer.yml`` and ``flyer.yaml``.
    """
    before = ""
    while name != before:
        before = name
        name = _COPY.sub("", _ENDING.sub("", name)).strip()
    return re.sub(r"[\s_]+", "-", name).lower()


def strays(folder: Path, root: Path, wanted: Collection[str] = ()) -> list[tuple[Path, Finding]]:
    """The files of a folder that are not read though they look like it, each with its finding.

    A review of a copy of a file; an error where one of the ``wanted`` stems stands in the folder
    under another name only.
    """
    names = sorted(path.name for path in folder.iterdir() if not path.is_dir())
    found = []
    for name in names:
        stem = original(name)
        read = f"{stem}{YAML}"
        if name == read or is_harmless(name) or name.removesuffix(YAML) in wanted:
            continue
        path = folder / name
        if read in names:
            found.append((path, copy_of(path, read, root)))
        elif stem in wanted:
            found.append((path, _misnamed(path, read, root)))
    return found


def in_no_language(
    content: Path, root: Path, read: Collection[str], wanted: Collection[str]
) -> list[tuple[Path, Finding]]:
    """The files directly in ``content/`` that look like words and are none, each with an error.

    ``read`` are the stems that are read there, ``wanted`` those of a language's folder. Notes and
    the like, which are no YAML and have another name, are not told.
    """
    found = []
    for path in sorted(p for p in content.iterdir() if not p.is_dir() and not is_harmless(p.name)):
        stem = original(path.name)
        is_words = stem in wanted or path.suffix.lower() in (YAML, ".yml")
        if stem in read or not is_words:
            continue
        message = f"'{path.name}' is not read: it lies in no language's folder"
        fix = "move it into the folder of its language in content/, or elsewhere"
        if stem not in wanted and (near := get_close_matches(stem, read, 1)):
            fix = f"did you mean '{near[0]}{YAML}'?"
        where = Where(path.relative_to(root).as_posix())
        found.append((path, error("unknown-file", message, where, fix)))
    return found


def copy_of(path: Path, name: str, root: Path) -> Finding:
    """The review that a file or folder looks like a copy of the one called ``name``."""
    message = f"'{path.name}' looks like a copy of '{name}'; only '{name}' is read"
    fix = "compare the two, keep what is right under that name, and move the other elsewhere"
    return review("stray-copy", message, Where(path.relative_to(root).as_posix()), fix)


def _misnamed(path: Path, name: str, root: Path) -> Finding:
    message = f"'{path.name}' is not read: these words have to stand in '{name}'"
    document = re.search(r"\.(docx?|odt|rtf|html?|pdf)$", path.name, re.IGNORECASE)
    fix = f"copy its words into '{name}', as plain text" if document else f"call it '{name}'"
    return error("bad-name", message, Where(path.relative_to(root).as_posix()), fix)


def named_otherwise(folder: Path, stem: str) -> bool:
    """Whether a folder has a file with another name that ``strays`` takes for the one wanted."""
    return any(
        original(path.name) == stem
        for path in folder.iterdir()
        if not path.is_dir() and not is_harmless(path.name)
    )
