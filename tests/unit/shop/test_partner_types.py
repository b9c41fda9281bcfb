"""Types of partners as they are read."""

from pathlib import Path

import pytest

from printshop.reading.yaml_file import read
from printshop.shop.partner_types import PartnerTypes


def test_what_holds_when_nothing_is_said(tmp_path: Path) -> None:
    """A type without rules may stand on every piece, in any language and number."""
    (tmp_path / "partners.yaml").write_text("kinds:\n  club: {title: Club}\n")
    types, findings = read(tmp_path, tmp_path / "partners.yaml", PartnerTypes)
    assert types, findings
    club = types.kinds["club"]
    assert (club.keeps_off, club.languages, club.equal, club.translation) == ((), (), False, False)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("keeps_off: [workers]", "it may be 'anyone', 'bystander' or 'worker'"),
        ("languages: nl", "is 'nl' where a list is wanted"),
        ("equal: 1", "is 1 where true or false is wanted"),
    ],
)
def test_what_is_no_rule(tmp_path: Path, rule: str, message: str) -> None:
    """Audiences are those of pages; nothing is guessed."""
    (tmp_path / "partners.yaml").write_text(f"kinds:\n  club: {{title: Club, {rule}}}\n")
    types, findings = read(tmp_path, tmp_path / "partners.yaml", PartnerTypes)
    assert types is None
    assert [message in f.message for f in findings] == [True]
