"""Versions for partners: stamped into a finished file, and as good as laid out with it."""

import hashlib
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from printshop.findings import Severity
from printshop.partners.logo import set_size
from printshop.partners.stamp import Base, mark_proof, stamp
from printshop.partners.versions import Asked, Task
from printshop.partners.zone import max_logo_size, set_zone, with_zone
from printshop.pdf.rewrite import original, revised
from printshop.pipeline import run_versions
from printshop.preflight.checks.tags import tagged_blocks
from printshop.preflight.examine import findings_of, opened, preflight_stamped
from printshop.preflight.reading.read import read_pdf
from printshop.preflight.reading.stamped import read_stamped
from printshop.preflight.rules import Case, Expected
from printshop.proofing.rasterise import rasterise
from printshop.shop.catalog import tickets
from printshop.shop.job import Shop
from tests.press.partners import NUMBER, WHERE, Stamped, laid_out, logo, partner, stamped
from tests.press.pieces import real_shop

PIECES = [
    (layout.name, language, size)
    for layout in real_shop().layouts.values()
    if layout.zones
    for language in ("nl", "ar")
    if any(t.layout == layout.name and t.language == language for t in tickets(real_shop()))
    for size in ("", *layout.sizes)
]


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest) -> Stamped:
    """A piece of the real shop with a partner."""
    name, language, size = request.param
    layout = real_shop().layouts[name]
    stem = name if layout.general else f"{name}-{next(iter(real_shop().sectors))}"
    press = next(p for p in real_shop().presses.values() if p.made == "default")
    return stamped(real_shop(), stem, language, press.name, size)


@pytest.fixture(scope="module")
def card(opened_shop: Shop) -> Stamped:
    """The tiny shop's card with a partner."""
    return stamped(opened_shop, "card", "en", "test")


def full(made: Stamped) -> list[str]:
    """What a preflight of a stamped file says that reads all of it anew."""
    whole = with_zone(made.rendering.composition, made.slip)
    mark = made.base.mark(NUMBER)
    file = replace(made.base.file, pdf=made.pdf, job=whole.job, mark=mark)
    wanted = Expected(file, whole, made.rendering.fits)
    case = Case(read_pdf(BytesIO(made.pdf)), rasterise(made.pdf), file.press, wanted)
    return [str(f) for f in findings_of(case, "x.pdf")]


@pytest.mark.parametrize("made", PIECES, indirect=True, ids=map("-".join, PIECES))
def test_as_good_as_laid_out(made: Stamped) -> None:
    """The same preflight, and the same picture to the pixel at 150 dpi.

    Where an edge is rounded otherwise, a pixel may differ by 2 of 255, which nobody sees.
    """
    file, rendering = laid_out(made)
    case = opened(file, rendering, rasterise(file.pdf))
    set_whole = [str(f) for f in findings_of(case, "x.pdf")]
    assert full(made) == set_whole
    assert not [f for f in findings_of(case, "x.pdf") if f.severity is Severity.ERROR]
    for one, other in zip(rasterise(made.pdf, 150), rasterise(file.pdf, 150), strict=True):
        apart = np.abs(np.asarray(one.image).astype(int) - np.asarray(other.image)).max(-1)
        assert apart.max() <= 2
        assert (apart > 0).mean() < 0.0001


@pytest.mark.parametrize("made", PIECES, indirect=True, ids=map("-".join, PIECES))
def test_only_what_is_new_is_read_again(made: Stamped) -> None:
    """The quick reading of a stamped file is the full one, and its findings are the same."""
    assert read_stamped(made.known, made.pdf) == read_pdf(BytesIO(made.pdf))
    whole = with_zone(made.rendering.composition, made.slip)
    _, findings = preflight_stamped(
        made.known, made.pdf, whole, False, "x.pdf", made.base.mark(NUMBER)
    )
    assert [str(f) for f in findings] == full(made)


@pytest.mark.parametrize("made", PIECES, indirect=True, ids=map("-".join, PIECES))
def test_name_is_read_where_the_layout_says(made: Stamped) -> None:
    """Read aloud, the partner's name comes after the frame that the layout names, once."""
    said = tagged_blocks(read_pdf(BytesIO(made.pdf)).tags)
    assert said.count("Umbrella Club") == 1
    before = tagged_blocks(made.known.case.reading.tags)
    assert [s for s in said if s not in ("Umbrella Club", partner().contact)] == before
    after = made.slip.zone.after
    position = list(made.base.file.read_after).index(after)
    assert said.index("Umbrella Club") > 0
    if position + 1 < len(made.base.file.read_after):
        assert said.index("Umbrella Club") < len(said) - 2


def test_nothing_else_changes(card: Stamped) -> None:
    """All objects but the page, its tags and what the file says of itself stay byte for byte."""
    old, new = original(card.base.file.pdf), original(card.pdf)
    changed = [
        number
        for number, place in old.places.items()
        if old.pdf[slice(*place)] != new.pdf[slice(*new.places[number])]
    ]
    kinds = []
    with pikepdf.open(BytesIO(card.pdf)) as pdf:
        for number in changed:
            item = pdf.get_object(number, 0)
            kinds.append(str(item.get("/Type", item.get("/S", "info or tree"))))
    assert sorted(kinds) in (
        sorted(["/Page", "/Metadata", "info or tree", "/StructElem", extra])
        for extra in ("info or tree", "/StructTreeRoot")
    )


def test_same_bytes(card: Stamped) -> None:
    """Whatever was stamped before, the same partner and number give the same bytes."""
    base = Base(card.base.file, card.base.composition)
    other, _ = set_zone(card.base.file.job, "partner", partner("Others"), WHERE)
    assert other is not None
    assert stamp(base, other, NUMBER) != card.pdf
    assert stamp(base, card.slip, NUMBER) == card.pdf
    assert stamp(base, card.slip, "2030-00000000") != card.pdf


def test_the_zone_is_set_the_same_each_time(card: Stamped) -> None:
    """A zone does not depend on what was set before it."""
    again, _ = set_zone(card.base.file.job, "partner", partner(), WHERE)
    assert again == card.slip


def test_qpdf_finds_nothing(card: Stamped, tmp_path: Path) -> None:
    """What our own writer puts together is a sound file for an independent reader."""
    path = tmp_path / "card.pdf"
    for pdf in (card.pdf, mark_proof(card.base, card.pdf, card.slip)):
        path.write_bytes(pdf)
        ran = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_says_whose_it_is(card: Stamped) -> None:
    """The title names the partner, the identifier is its own, the slug has the number."""
    reading, base = read_pdf(BytesIO(card.pdf)), card.known.case.reading
    assert reading.info["/Title"] == f"{base.info['/Title']} – Umbrella Club"
    assert "Umbrella Club" in reading.xmp
    assert reading.xmp.split("DocumentID>")[1] != base.xmp.split("DocumentID>")[1]
    said = ["".join(g.text for g in r.glyphs) for p in reading.pages for r in p.runs if r.artifact]
    assert f"order {NUMBER}" in said


def test_phone_of_the_partner(card: Stamped) -> None:
    """A number in the contact line is looked for glyph by glyph, like the campaign's own."""
    whole = with_zone(card.rendering.composition, card.slip)
    _, findings = preflight_stamped(
        card.known, card.pdf, whole, False, "x.pdf", card.base.mark(NUMBER)
    )
    assert "number-out-of-order" not in [f.code for f in findings]
    backwards = with_zone(
        card.rendering.composition, replace(card.slip, partner=partner(contact="+44 20 7946 3210"))
    )
    _, findings = preflight_stamped(
        card.known, card.pdf, backwards, False, "x.pdf", card.base.mark(NUMBER)
    )
    assert "number-out-of-order" in [f.code for f in findings]


def test_lost_name_is_found(card: Stamped) -> None:
    """A file that does not say the name that was ordered is not fit."""
    other = with_zone(
        card.rendering.composition, replace(card.slip, partner=partner("Somebody else"))
    )
    _, findings = preflight_stamped(
        card.known, card.pdf, other, False, "x.pdf", card.base.mark(NUMBER)
    )
    assert {"lost-words", "text-layer"} <= {f.code for f in findings}


def test_more_than_the_zone_is_read_anew(card: Stamped) -> None:
    """A file in which more has changed than a stamp may change is read as a whole."""
    with pikepdf.open(BytesIO(card.pdf)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and b"Tj" in item.read_bytes()[:200_000]:
                item.write(item.read_bytes().replace(b"1 k", b"0.5 k"))
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert read_stamped(card.known, out.getvalue()) == read_pdf(BytesIO(out.getvalue()))


def test_a_way_back_that_was_altered_is_not_believed(card: Stamped) -> None:
    """Where content of the base leads to another tag than before, all tags are read anew."""
    with pikepdf.open(BytesIO(card.pdf)) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        number = list(card.base.file.job.layout.pages).index(card.slip.zone.page)
        row = nums[2 * number + 1]
        row[0], row[1] = row[len(row) - 1], row[0]
        holder = row if row.is_indirect else pdf.Root.StructTreeRoot.ParentTree
        holder = holder if holder.is_indirect else pdf.Root.StructTreeRoot
        altered = revised(original(card.pdf), pdf, [holder])
    reading = read_stamped(card.known, altered)
    assert reading == read_pdf(BytesIO(altered))
    assert reading.tags.parent_errors


def test_a_stamp_stays_in_its_zone(card: Stamped) -> None:
    """A logo that is larger than its page paints nothing outside the zone."""
    wild = replace(logo(), pdf=logo(b"1 0 0 0 k -5000 -5000 10000 10000 re f").pdf)
    slip = replace(card.slip, partner=replace(partner(), logo=wild))
    pdf = stamp(card.base, slip, "")
    number = list(card.base.file.job.layout.pages).index(slip.zone.page)
    plain = stamp(card.base, replace(slip, partner=replace(partner(), logo=logo())), "")
    before = np.asarray(rasterise(plain, 150)[number].image)
    after = np.asarray(rasterise(pdf, 150)[number].image)
    rows, columns = np.nonzero((before != after).any(-1))
    x, y, width, height = slip.zone.box
    mm = 150 / 25.4
    assert x * mm - 1 <= columns.min()
    assert columns.max() <= (x + width) * mm + 1
    assert y * mm - 1 <= rows.min()
    assert rows.max() <= (y + height) * mm + 1


def test_proof_says_so_on_each_page(card: Stamped) -> None:
    """A proof says across each page that it may not be printed, and that is all that it adds."""
    marked = read_pdf(BytesIO(mark_proof(card.base, card.pdf, card.slip)))
    for page in marked.pages:
        said = ["".join(g.text for g in run.glyphs) for run in page.runs if run.artifact]
        assert "PROOF – DO NOT PRINT" in said


def test_a_logo_good_for_a3_is_too_coarse_for_a1(tmp_path: Path) -> None:
    """Pixels are judged at the size on paper: twice the width has half as many to the inch."""
    shop = real_shop()
    layout = next(one for one in shop.layouts.values() if one.general and one.zones and one.sizes)
    largest = max(layout.sizes, key=lambda size: layout.sizes[size].trim)
    (zone,) = layout.zones.values()
    width = set_size(logo(), max_logo_size(zone))[0]
    press = next(p for p in shop.presses.values() if p.made == "default")
    pixels = round(1.2 * press.limits.picture.error * width / 25.4)
    who = replace(partner(), logo=replace(logo(), pixels=pixels))
    asked = tuple(Asked(NUMBER, who, size, WHERE) for size in ("", largest))
    ticket = next(t for t in tickets(shop) if t.layout == layout.name and t.language == "nl")
    made = run_versions(shop, Task(ticket, press.name, asked, (), tmp_path, proof=True))
    told = {
        one.size: [str(f.severity) for f in one.findings if f.code == "low-resolution"]
        for one in made
    }
    assert told == {"": ["review"], largest: ["error"]}
    assert [p.suffix for p in sorted(tmp_path.rglob("*")) if largest in p.name] == []


def test_hash_of_the_same(card: Stamped) -> None:
    """The identifier of the file (ISO 32000-1, 14.4) follows from its content."""
    with pikepdf.open(BytesIO(card.pdf)) as pdf, pikepdf.open(BytesIO(card.base.file.pdf)) as old:
        assert bytes(pdf.trailer.ID[0]) == bytes(old.trailer.ID[0])
        assert bytes(pdf.trailer.ID[1]) != bytes(old.trailer.ID[1])
    assert hashlib.sha256(card.pdf).hexdigest() != card.base.sha256
