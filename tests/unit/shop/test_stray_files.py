"""Files beside those that are read: copies and other names are told, each once."""

import shutil
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.findings import Severity
from printshop.shop.stray_files import original

COPIES = [
    "sign - Copy.yaml",
    "sign - Kopie (2).yaml",
    "sign (1).yaml",
    "Copy of sign.yaml",
    "Kopie van sign.yaml",
    "sign copy.yaml",
    "sign-copy.yaml",
    "sign_old.yaml",
    "sign-2.yaml",
    "sign (Ann's conflicted copy 2030-01-01).yaml",
    "sign.sync-conflict-20300101-120000-ABCDEF.yaml",
    "sign.yaml.bak",
    "sign.yaml.txt",
    "sign.yaml~",
    "sign~",
    "sign.yml",
    "sign.YAML",
    "Sign.yaml",
    "sign.docx",
    "sign.orig",
]
HARMLESS = [
    ".sign.yaml.swp",
    ".DS_Store",
    "~$sign.docx",
    "~$sign.yaml",
    ".sign.yaml",
    "Thumbs.db",
    "sign.yaml.part",
    "notes.txt",
]


@pytest.mark.parametrize("name", COPIES)
def test_original(name: str) -> None:
    """Whatever a copy is called."""
    assert original(name) == "sign"


@pytest.mark.parametrize("name", ["car-washes.yaml", "sign-off.yaml", "zh-hans", "copyright.yaml"])
def test_names_that_are_no_copies(name: str) -> None:
    """Names with hyphens, and with the word in another."""
    assert original(name) == name.removesuffix(".yaml")


@pytest.mark.parametrize("name", COPIES)
def test_a_copy(tiny_shop: Path, name: str) -> None:
    """It is told once, whatever is in it, and nothing is changed; the file itself is read."""
    path = tiny_shop / "content/ar" / name
    path.write_text("items: [", "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is not None
    assert [(f.code, f.where.path, f.severity) for f in findings] == [
        ("stray-copy", f"content/ar/{name}", Severity.REVIEW)
    ]
    assert findings[0].message.endswith(
        "looks like a copy of 'sign.yaml'; only 'sign.yaml' is read"
    )
    assert "sign" in shop.copies["ar"]
    assert path.read_text("utf-8") == "items: ["


@pytest.mark.parametrize("name", COPIES)
def test_words_under_another_name(tiny_shop: Path, name: str) -> None:
    """Where the file itself is not there, it is told how it has to be called, and no more."""
    (tiny_shop / "content/ar/sign.yaml").rename(tiny_shop / "content/ar" / name)
    findings = open_shop(tiny_shop)[1]
    assert [(f.code, f.where.path, f.severity) for f in findings] == [
        ("bad-name", f"content/ar/{name}", Severity.ERROR)
    ]
    assert "'sign.yaml'" in findings[0].fix
    assert findings[0].scope.holds("ar", "sign", "trains")
    assert not findings[0].scope.holds("en", "sign", "trains")


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_files(tiny_shop: Path, name: str) -> None:
    """What systems and editors leave, and a text of another name, is not told."""
    (tiny_shop / "content/ar" / name).write_text("x", "utf-8")
    assert open_shop(tiny_shop)[1] == []


@pytest.mark.parametrize(
    ("path", "copy"),
    [
        ("content/ar", "content/ar - Kopie"),
        ("content/ar", "content/AR"),
        ("content/ar", "content/ar (1)"),
        ("content/ar", "content/ar-copy"),
        ("content/campaign.yaml", "content/campaign - Copy.yaml"),
        ("content/campaign.yaml", "content/campaign.yml"),
        ("layouts/sign", "layouts/sign - Copy"),
        ("presses/test.yaml", "presses/test (1).yaml"),
    ],
)
def test_copies_elsewhere(tiny_shop: Path, path: str, copy: str) -> None:
    """Of a language's folder, of a file for all languages, of a layout and a press."""
    if (tiny_shop / path).is_dir():
        shutil.copytree(tiny_shop / path, tiny_shop / copy)
    else:
        shutil.copy(tiny_shop / path, tiny_shop / copy)
    findings = open_shop(tiny_shop)[1]
    assert [(f.code, f.where.path) for f in findings] == [("stray-copy", copy)]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("sign.yaml", "folder of its language"),
        ("Sign - Copy.docx", "folder of its language"),
        ("language.yaml", "folder of its language"),
        ("umbrellas.yml", "folder of its language"),
        ("partner.yaml", "folder of its language"),
        ("campain.yaml", "'campaign.yaml'"),
    ],
)
def test_words_in_no_language(tiny_shop: Path, name: str, fix: str) -> None:
    """A file directly in content/ that is read there by nobody is told; it keeps nothing out."""
    (tiny_shop / "content" / name).write_text("x", "utf-8")
    (told,) = open_shop(tiny_shop)[1]
    assert (told.code, told.where.path) == ("unknown-file", f"content/{name}")
    assert told.severity is Severity.ERROR
    assert fix in told.fix
    assert not told.scope.holds("en", "sign", "trains")


@pytest.mark.parametrize("name", ["notes.txt", "README.md", ".DS_Store", "~$sign.docx"])
def test_notes_beside_the_languages(tiny_shop: Path, name: str) -> None:
    """They are nobody's words."""
    (tiny_shop / "content" / name).write_text("x", "utf-8")
    assert open_shop(tiny_shop)[1] == []
