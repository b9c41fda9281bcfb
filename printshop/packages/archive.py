"""The package: one zip with all that a print shop needs for one print run, reproducible.

Its files have the edition's date and are sorted by name, so that its bytes are always the same.
Files that are compressed already (PDF, PNG) are stored: compressing them saves only 1.3 and 1.5 %.
"""

import hashlib
import io
import zipfile
from collections import Counter

from printshop.findings import Finding, Where, error, stops
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import job_sheet, xjdf
from printshop.shop import file_names
from printshop.shop.job import Shop

COMPRESSED = (".pdf", ".png")
UNIX, MODE = 3, 0o100644  # the zip's system, and a file for its owner to write, all to read
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold


def zip_name(run: PrintRun) -> str:
    """The name of the run's zip."""
    return f"{_name(run)}.zip"


def _name(run: PrintRun) -> str:
    first = run.files[0].job
    return file_names.package(first, run.size, first.shop.presses[run.press], _order(run))


def _order(run: PrintRun) -> file_names.Order:
    return file_names.Order(run.number, run.partner, run.proof)


def pack(shop: Shop, run: PrintRun) -> tuple[bytes, list[Finding]]:
    """The zip of a print run; no bytes where an error is among the findings."""
    findings = _missing_keys(shop, run)
    folder = "proof" if run.proof else "print"
    press = shop.presses[run.press]
    stems = [file_names.ordered(f.job, run.size, press, _order(run)) for f in run.files]
    files = tuple(
        PackagedFile(f, f"{folder}/{stem}.pdf", hashlib.sha256(f.pdf).hexdigest())
        for f, stem in zip(run.files, stems, strict=True)
    )
    contents = [(file.path, file.run_file.pdf) for file in files]
    for f, stem in zip(run.files, stems, strict=True):
        html, values = f.report
        contents += [(f"preflight/{stem}.html", html), (f"preflight/{stem}.json", values)]
        contents += [(f"proofs/{stem}-{proof.page}.png", proof.png) for proof in f.proofs]
    findings += _collisions(run, [name for name, _ in contents])
    if stops(findings):
        return b"", findings
    sheet, sheet_findings = job_sheet.sheet(shop, run, files)
    readme, readme_findings = job_sheet.readme(shop, run, files, _name(run))
    findings += [*sheet_findings, *(f for f in readme_findings if f not in sheet_findings)]
    if stops(findings):
        return b"", findings
    name = _name(run)
    contents += [(f"{name}-job-sheet.pdf", sheet), (f"{name}-README.txt", readme)]
    if not run.proof:
        contents.append((f"{name}.xjdf", xjdf.ticket(shop, run, files)))
    contents.sort()
    contents.append((f"{name}-SHA256SUMS", _sums(contents)))
    return _zip(shop, name, contents), findings


def _missing_keys(shop: Shop, run: PrintRun) -> list[Finding]:
    """Errors: values that a print shop needs and that layout or printing condition lack."""
    layout, press = run.files[0].job.layout, shop.presses[run.press]
    findings = []
    if layout.stock is None:
        message = "'stock' is missing: no print shop knows on what to print it"
        findings.append(error("missing-key", message, layout.at("stock"), "add 'stock:'"))
    if not press.paper:
        message = "'paper' is missing: no print shop knows on what to print it"
        findings.append(error("missing-key", message, press.at("paper"), "add 'paper:'"))
    return findings


def _collisions(run: PrintRun, names: list[str]) -> list[Finding]:
    """An error for each name that would occur twice, on file systems that ignore case."""
    counts = Counter(name.casefold() for name in names)
    return [
        error(
            "name-collision",
            f"{counts[name]} files in the package would be called '{name}'",
            Where(zip_name(run)),
            "order each piece once in each language, or give one of them another name",
        )
        for name in sorted(counts)
        if counts[name] > 1
    ]


def _sums(files: list[tuple[str, bytes]]) -> bytes:
    """The checksums in the format of ``sha256sum -c``: two spaces before each name."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files).encode()


def _zip(shop: Shop, folder: str, files: list[tuple[str, bytes]]) -> bytes:
    moment = shop.campaign.moment
    date = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", max(EARLIEST, date))
            entry.create_system, entry.external_attr = UNIX, MODE << 16
            compressed = name.endswith(COMPRESSED)
            entry.compress_type = zipfile.ZIP_STORED if compressed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()
