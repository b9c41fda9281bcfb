"""The pins: every package by version and checksum, for Linux and macOS, from no named place."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("requirements.txt", "requirements-dev.txt")
# A package with machine code has a file for each: Linux and macOS, Intel and ARM.
SYSTEMS = 4
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"


def canonical(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(file: str) -> list[str]:
    """The pins of a list, each with its continued lines as one."""
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def pins(file: str) -> dict[str, list[str]]:
    """Checksums by package of a list."""
    return {
        canonical(entry.split("==")[0].strip()): re.findall(r"--hash=(\S+)", entry)
        for entry in entries(file)
    }


def asked(file: str) -> set[str]:
    """The packages that a list of wishes names."""
    lines = [line.split("#")[0].strip() for line in (ROOT / file).read_text("utf-8").splitlines()]
    found = [re.match(NAME, line) for line in lines if not line.startswith("-")]
    return {canonical(name.group()) for name in found if name}


@pytest.mark.parametrize("file", LISTS)
def test_each_pin_has_a_version_and_checksums(file: str) -> None:
    """A file that does not match is refused; a package without a checksum could be any."""
    assert entries(file)
    for entry in entries(file):
        assert re.fullmatch(
            rf"{NAME}==[\w.+!]+\s*(;[^-]*)?(\s+--hash=sha256:[0-9a-f]{{64}})+\s*", entry
        )


@pytest.mark.parametrize("file", LISTS)
def test_no_pin_is_for_one_system_only(file: str) -> None:
    """The same list installs on Linux and on macOS: no pin leaves one of them out."""
    for entry in entries(file):
        marker = entry.partition(";")[2].partition("--hash")[0]
        assert not re.search(r"sys_platform|platform_system|os_name|platform_machine", marker)


@pytest.mark.parametrize("file", LISTS)
def test_machine_code_is_pinned_for_every_system(file: str) -> None:
    """Where this machine got a file of its own kind, the other systems' files are listed too."""
    looked = 0
    for name, hashes in pins(file).items():
        try:
            wheel = distribution(name).read_text("WHEEL") or ""
        except PackageNotFoundError:  # pinned for an older Python
            assert name not in asked("requirements.in"), f"{name} is not installed here"
            continue
        if "Root-Is-Purelib: false" in wheel:
            looked += 1
            assert len(set(hashes)) >= SYSTEMS, f"{name} has {len(set(hashes))} files"
    assert looked


@pytest.mark.parametrize("file", [*LISTS, "requirements.in", "requirements-dev.in"])
def test_no_list_names_a_place(file: str) -> None:
    """Where packages come from is the machine's business: no host, no path, no index."""
    text = (ROOT / file).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"--?(index|extra-index|find-links|trusted-host|f |i )", text)
    assert not re.search(r"(^|\s)(/|~|\.\.)[\w/]", text)
    assert " @ " not in text


def test_every_wish_is_pinned() -> None:
    """What a list of wishes names, and nothing less, is in its list of pins."""
    assert asked("requirements.in") <= pins("requirements.txt").keys()
    assert asked("requirements-dev.in") <= pins("requirements-dev.txt").keys()


def test_both_lists_agree() -> None:
    """A package that stands in both lists has the same version in both."""
    first, second = (dict(pin.split("==")[:2] for pin in entries(f)) for f in LISTS)
    for name in first.keys() & second.keys():
        assert first[name].split()[0] == second[name].split()[0]


def test_what_runs_here_is_what_is_pinned() -> None:
    """The tests prove something only about the versions that everybody gets."""
    for entry in entries("requirements.txt"):
        name, _, rest = entry.partition("==")
        try:
            assert distribution(name.strip()).version == rest.split()[0]
        except PackageNotFoundError:
            assert "python_version" in rest or sys.version_info >= (3, 12), f"{name} is missing"
