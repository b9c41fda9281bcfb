"""The package: what lies in the zip, that its sums agree, and that its bytes never change."""

import hashlib
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from printshop.checks.copy import unused
from printshop.checks.opening import open_shop
from printshop.findings import Severity
from printshop.orders.model import PrintRun
from printshop.packages import archive
from printshop.shop.job import Shop
from tests.conftest import CHECKOUT, lay_out
from tests.unit.packages.print_runs import TERMS, print_run

Files = dict[str, bytes]
TOP = "lost-umbrella-week-card-test-harbour-umbrella-2030-1a2b3c4d"
EN = "lost-umbrella-week-card-en-test-harbour-umbrella-2030-1a2b3c4d"
AR = EN.replace("-en-", "-ar-")


def unpacked(shop: Shop, run: PrintRun) -> Files:
    """What lies in a run's package, by its path in the zip."""
    data, findings = archive.pack(shop, run)
    assert findings == []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def files(opened_shop: Shop) -> Files:
    """The package of the card in two languages."""
    return unpacked(opened_shop, print_run(opened_shop))


def test_what_lies_where(files: Files) -> None:
    """One folder, named like the zip, in the order of the alphabet."""
    assert list(files) == sorted(files)
    assert {name.removeprefix(f"{TOP}/") for name in files} == {
        *(f"{TOP}-README.txt", f"{TOP}-SHA256SUMS", f"{TOP}-job-sheet.pdf", f"{TOP}.xjdf"),
        *(f"print/{EN}.pdf", f"print/{AR}.pdf"),
        *(f"preflight/{EN}.html", f"preflight/{EN}.json"),
        *(f"preflight/{AR}.html", f"preflight/{AR}.json"),
        *(f"proofs/{EN}-1.png", f"proofs/{EN}-2.png"),
        *(f"proofs/{AR}-1.png", f"proofs/{AR}-2.png"),
    }


def test_press_files_are_untouched(opened_shop: Shop, files: Files) -> None:
    """What was examined is what is packed: the same bytes, beside the report on them."""
    for file in print_run(opened_shop).files:
        tag = file.job.language.tag
        assert files[f"{TOP}/print/{EN.replace('-en-', f'-{tag}-')}.pdf"] == file.pdf
        assert files[f"{TOP}/preflight/{EN.replace('-en-', f'-{tag}-')}.html"] == file.report[0]
        assert json.loads(files[f"{TOP}/preflight/{EN.replace('-en-', f'-{tag}-')}.json"]) == {
            "file": tag
        }


def test_sums_agree(files: Files) -> None:
    """``sha256sum -c`` finds every file but its own list, each once, sorted by name."""
    lines = files[f"{TOP}/{TOP}-SHA256SUMS"].decode("ascii").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    assert {line[64:66] for line in lines} == {"  "}
    assert list(listed) == sorted(listed)
    assert len(lines) == len(files) - 1
    for name, digest in listed.items():
        assert hashlib.sha256(files[f"{TOP}/{name}"]).hexdigest() == digest


def test_names_are_ascii(files: Files) -> None:
    """Every system can unpack the names; none leads out of the folder."""
    for name in files:
        assert name.isascii()
        assert name.startswith(f"{TOP}/")
        assert ".." not in name
        assert "\\" not in name


def test_readme_is_for_windows_too(files: Files) -> None:
    """UTF-8, its lines end as Windows wants; it tells copies, paper and how to check."""
    text = files[f"{TOP}/{TOP}-README.txt"].decode("utf-8")
    assert text.count("\n") == text.count("\r\n") > 20
    for said in ("2030-1a2b3c4d", "Harbour Umbrella Society", f"sha256sum -c {TOP}-SHA256SUMS"):
        assert said in text
    for said in (f"1,200  print/{EN}.pdf", f"1,300  print/{AR}.pdf", "2,500  Total"):
        assert said in text
    for said in ("coated, 200 g/m²", "120 × 50 mm", "60 × 50 mm", "no scaling", "14 March 2030"):
        assert said in text
    assert "&" not in text, "nothing is escaped as if it were HTML"


def test_readme_keeps_signs_as_they_are(opened_shop: Shop) -> None:
    """A partner's name is no markup in a text."""
    files = unpacked(opened_shop, print_run(opened_shop, partner="Rain & <Sons>"))
    (readme,) = (data for name, data in files.items() if name.endswith("-README.txt"))
    assert "Rain & <Sons>" in readme.decode()


def test_readme_says_what_is_agreed(opened_shop: Shop) -> None:
    """The same as the job sheet, one thing a line; of what is left out not a word."""
    run = print_run(opened_shop, delivery="", terms=TERMS, remarks="Ring twice.")
    text = unpacked(opened_shop, run)[f"{TOP}/{TOP}-README.txt"].decode()
    for said in (
        "Customer number: 10234",
        "Customer’s reference: PO 77/2030",
        "Paper: silk coated, 200 g/m²",
        "Substrate: PS1",
        "Tolerance: +5 % / −2.5 %",
        "Bundles: 50 copies in a bundle",
        f"print/{EN}.pdf  (English)  24 × 50",
        "Label: Umbrella card",
        "Proof by: 20 February 2030",
        "Deliver from: 1 March 2030",
        "Umbrella stores, gate 3, Example Street 12 bus 3, 1000 Brussel, +32 470 12 34 57",
        "Umbrella accounts, Example Lane 4, 1234 AB Example aan Zee, Netherlands",
        "Umbrella desk, +32 470 12 34 56, desk@example.com",
        "single fold (F4-1)",
        "Remark: Ring twice.",
    ):
        assert said in text
    own = unpacked(opened_shop, print_run(opened_shop))[f"{TOP}/{TOP}-README.txt"].decode()
    for label in ("Tolerance", "Bundles", "Label", "Proof", "Invoice", "Substrate", "Remark"):
        assert f"{label}:" not in own


def test_proofs_may_not_be_printed(opened_shop: Shop) -> None:
    """A proof has no ticket and no folder to print from, and says in words what it is."""
    run = print_run(opened_shop, proof=True)
    assert archive.zip_name(run) == f"proof-{TOP}.zip"
    found = unpacked(opened_shop, run)
    names = {name.removeprefix(f"proof-{TOP}/") for name in found}
    assert {f"proof/proof-{EN}.pdf", f"proof/proof-{AR}.pdf"} <= names
    assert not [name for name in names if name.endswith(".xjdf") or name.startswith("print/")]
    text = found[f"proof-{TOP}/proof-{TOP}-README.txt"].decode()
    assert "PROOF – do not print" in text
    assert ".xjdf" not in text
    assert "print/" not in text


def test_ticket_names_the_files(files: Files) -> None:
    """The ticket's addresses are files that lie beside it."""
    root = ET.fromstring(files[f"{TOP}/{TOP}.xjdf"])
    urls = [spec.get("URL") for spec in root.iter("{http://www.CIP4.org/JDFSchema_2_0}FileSpec")]
    assert sorted(f"{TOP}/{url}" for url in urls) == [n for n in files if "/print/" in n]


def test_zip_says_nothing_of_this_machine(opened_shop: Shop) -> None:
    """Its dates are the edition's, its permissions fixed; what is packed already is only stored."""
    data, _ = archive.pack(opened_shop, print_run(opened_shop))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for entry in packed.infolist():
            assert entry.date_time == (2030, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
            stored = entry.filename.endswith((".pdf", ".png"))
            assert (entry.compress_type == zipfile.ZIP_STORED) == stored


def test_no_zip_is_older_than_zips(opened_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment before 1980, which a zip cannot hold, becomes its first."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    data, findings = archive.pack(opened_shop, print_run(opened_shop))
    assert findings == []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_same_bytes_in_another_folder_and_time_zone(
    opened_shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop somewhere else, where the clock shows something else, packs the same zip."""
    first, _ = archive.pack(opened_shop, print_run(opened_shop))
    there, _ = open_shop(lay_out(tmp_path / "other" / "place"))
    assert there
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert archive.pack(there, print_run(there))[0] == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_same_bytes_in_another_process(opened_shop: Shop) -> None:
    """Nothing hangs on the order in which Python keeps its sets."""
    script = (
        "import hashlib, sys; from pathlib import Path; from printshop.packages import archive\n"
        "from printshop.checks.opening import open_shop\n"
        "from tests.unit.packages.print_runs import print_run\n"
        "shop, _ = open_shop(Path(sys.argv[1])); data, _ = archive.pack(shop, print_run(shop))\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    data, _ = archive.pack(opened_shop, print_run(opened_shop))
    said = subprocess.run(
        [sys.executable, "-c", script, str(opened_shop.root)],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_names_that_collide(opened_shop: Shop) -> None:
    """Two files of one name, also in capital letters, are told, and nothing is packed."""
    run = print_run(opened_shop, languages=("en", "en"))
    data, findings = archive.pack(opened_shop, run)
    assert data == b""
    assert {f.code for f in findings} == {"name-collision"}
    assert f"2 files in the package would be called 'print/{EN}.pdf'" in {
        f.message for f in findings
    }
    file = run.files[0]
    shouted = replace(file.job.ticket, layout="CARD")
    mixed = replace(run, files=(file, replace(file, job=replace(file.job, ticket=shouted))))
    assert {f.code for f in archive.pack(opened_shop, mixed)[1]} == {"name-collision"}


def test_paper_that_nobody_named(opened_shop: Shop) -> None:
    """Without a weight and a surface no print shop knows what to print on."""
    run = print_run(opened_shop)
    bare = tuple(
        replace(f, job=replace(f.job, layout=f.job.layout.model_copy(update={"stock": None})))
        for f in run.files
    )
    press = opened_shop.presses["test"].model_copy(update={"paper": ""})
    shop = replace(opened_shop, presses={"test": press})
    data, findings = archive.pack(shop, replace(run, files=bare))
    assert data == b""
    assert {(f.code, f.where.key) for f in findings} == {
        ("missing-key", "stock"),
        ("missing-key", "paper"),
    }


def test_language_without_words(opened_shop: Shop) -> None:
    """A print shop whose language has no words for it is told so, once."""
    data, findings = archive.pack(opened_shop, print_run(opened_shop, reader="ar"))
    assert data == b""
    assert [(f.code, f.severity) for f in findings] == [("missing-translation", Severity.ERROR)]
    assert findings[0].where.path == "content/ar/package.yaml"


def test_words_that_cannot_be_read(tiny_shop: Path) -> None:
    """A file that is there and cannot be read need not be translated: it has to be corrected."""
    (tiny_shop / "content/en/package.yaml").write_text("status: [draft", "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop is not None
    _, findings = archive.pack(shop, print_run(shop, reader="en"))
    assert [f.fix for f in findings if f.code == "missing-translation"] == [
        "to see what is wrong in the file, type: .venv/bin/python generate.py check"
    ]


def test_role_without_words(opened_shop: Shop) -> None:
    """Each role that the templates want and nobody wrote is told once, with the file."""
    sheet = opened_shop.copies["en"]["package"]
    items = {role: text for role, text in sheet.items.items() if role not in ("ask", "check")}
    copies = {
        **opened_shop.copies,
        "en": {**opened_shop.copies["en"], "package": sheet.model_copy(update={"items": items})},
    }
    data, findings = archive.pack(replace(opened_shop, copies=copies), print_run(opened_shop))
    assert data == b""
    assert sorted((f.code, f.where.key) for f in findings) == [
        ("missing-role", "ask"),
        ("missing-role", "check"),
    ]


def test_no_layout_sets_its_words(opened_shop: Shop) -> None:
    """Words that packages and partners' zones set are not reported as set by nobody."""
    told = {Path(f.where.path).stem for f in unused(opened_shop, set())}
    assert "card" in told
    assert told.isdisjoint({"package", "partner"})
    assert "package" in opened_shop.copies["en"]
