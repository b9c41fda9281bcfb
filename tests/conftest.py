"""What the tests share: a tiny shop of their own, openly made up, with the real fonts."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from printshop.checks.opening import open_shop
from printshop.cli.program import main
from printshop.findings import stops
from printshop.sandbox import intake
from printshop.shop.job import Shop
from tests import accept, in_process

CHECKOUT = Path(__file__).resolve().parent.parent
PROFILES = "presses/icc"
PACKAGE = "layouts/_shared/package"
GALLERY = "layouts/_gallery"
SHARED = tuple(
    f"layouts/_shared/{name}"
    for name in ("report.html.j2", "watch.html.j2", "zone.css", "zone.html.j2")
)

# No test fails because the machine has other work: an example may take as long as it takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept``: write the expected texts of findings anew."""
    accept.add_option(parser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What ``--accept`` changed."""
    accept.show_and_write(terminalreporter)


def lay_out(root: Path) -> Path:
    """Copy the tiny shop to ``root``; what every shop has alike comes from the checkout."""
    shutil.copytree(CHECKOUT / "tests/shop", root)
    shutil.copytree(CHECKOUT / PACKAGE, root / PACKAGE)
    shutil.copytree(CHECKOUT / GALLERY, root / GALLERY)
    for name in SHARED:
        shutil.copy(CHECKOUT / name, root / name)
    shutil.copy(CHECKOUT / "content/en/package.yaml", root / "content/en")
    (root / "fonts").symlink_to(CHECKOUT / "fonts", target_is_directory=True)
    # Profiles are real files: the shop refuses one that lies outside presses/, also through a link.
    (root / PROFILES).mkdir()
    for profile in sorted((CHECKOUT / PROFILES).glob("*.icc")):
        try:
            os.link(profile, root / PROFILES / profile.name)
        except OSError:  # another disk
            shutil.copy(profile, root / PROFILES)
    return root


@pytest.fixture
def tiny_shop(tmp_path: Path) -> Path:
    """The root of a tiny shop of this test's own, nothing printed yet."""
    return lay_out(tmp_path / "shop")


@dataclass(frozen=True)
class Run:
    """What a run of the command left: its exit code and what it said."""

    exit: int
    said: str
    errors: str


Command = Callable[..., Run]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command in this process, which is warm: ``command(root, "--piece", "card")``."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)

    def run(root: Path, *arguments: str) -> Run:
        capsys.readouterr()
        code = main(list(arguments), root)
        return Run(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def printed_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny shop whose files are all printed; shared, so to be read only."""
    root = lay_out(tmp_path_factory.mktemp("printed") / "shop")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        assert main([], root) == 0
    return root


@pytest.fixture(scope="session")
def opened_shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The tiny shop, opened; shared, so to be read only."""
    shop, findings = open_shop(lay_out(tmp_path_factory.mktemp("opened") / "shop"))
    assert shop is not None
    assert not stops(findings)
    return shop


@pytest.fixture
def children_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files from outside are read in this process, but for tests with the mark ``child``."""
    if request.node.get_closest_marker("child") is None:
        monkeypatch.setattr(intake, "run", in_process.run)
