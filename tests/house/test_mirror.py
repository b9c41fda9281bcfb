"""The mirror: the tests of a module stand in the same room of ``tests/unit/``, under its name.

Where a module has none there, one table says which tests ask of it instead, and why those.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "tests/unit"
MODULES = {
    path.relative_to(ROOT / "printshop").with_suffix("").as_posix()
    for path in (ROOT / "printshop").rglob("*.py")
    if path.name != "__init__.py"
}

WHOLE = "a verb: what it says and writes is asked of whole runs"
SPECIMENS = "a file with one defect for each code, beside good ones"
PIECES = "asked of the real shop's finished files, by tools that are not ours"
READING = "what a file says is read from files: good ones, wrong ones, damaged ones"
LOGOS = "logos go in as files, and come out as pages that other tools look at"
PLATES = "separations are compared with those of another interpreter, pixel by pixel"
KINDS = "facts are asked by their kind, right and wrong ones in one list"
RECIPES = "answers are piped in, and what was written is read, checked and built"
FORMS = "a file of each form goes out, and comes back"
VALUES = "holds values and hardly a branch; those that use it are asked"

# Module: the tests that ask of it, and why they stand elsewhere.
ELSEWHERE = {
    "checks/opening": ("unit/checks/test_check.py", "its findings are those of a whole shop"),
    "shop/files": ("unit/shop/test_catalog.py", "what is read is what can be made"),
    "cli/examining": ("unit/cli/test_program.py", WHOLE),
    "cli/facts": ("unit/cli/test_program.py", WHOLE),
    "cli/making": ("unit/cli/test_program.py", WHOLE),
    "cli/options": ("unit/cli/test_program.py", VALUES),
    "cli/ordering": ("unit/cli/test_program.py", WHOLE),
    "cli/starting": ("unit/starting/test_recipes.py", RECIPES),
    "commands/starting": ("unit/starting/test_recipes.py", RECIPES),
    "starting/empty_copy": ("unit/starting/test_language.py", RECIPES),
    "starting/exemplars": ("unit/starting/test_language.py", RECIPES),
    "starting/language_file": ("unit/starting/test_language.py", RECIPES),
    "starting/inks": ("unit/starting/test_sector.py", RECIPES),
    "starting/layout_design": ("unit/starting/test_layout.py", RECIPES),
    "starting/layout_files": ("unit/starting/test_layout.py", RECIPES),
    "starting/press_file": ("unit/starting/test_press.py", RECIPES),
    "starting/yaml_text": ("unit/starting/test_language.py", RECIPES),
    "cli/reviewing": ("unit/cli/test_program.py", WHOLE),
    "cli/watching": ("unit/cli/test_program.py", WHOLE),
    "cli/translating": ("unit/commands/test_translate.py", WHOLE),
    **dict.fromkeys(
        ("exchange/docx", "exchange/po", "exchange/xliff"),
        ("unit/exchange/test_round_trips.py", "the three formats are asked the same"),
    ),
    "exchange/model": ("unit/exchange/test_judge.py", VALUES),
    "exchange/incoming": ("unit/exchange/test_child.py", "what the child says is what it reads"),
    "exchange/outgoing": ("unit/commands/test_translate.py", WHOLE),
    "cli/words": ("unit/cli/test_program.py", WHOLE),
    "commands/build": ("unit/cli/test_program.py", WHOLE),
    "commands/order": ("press/test_order.py", WHOLE),
    "commands/order_lines": ("press/test_order.py", WHOLE),
    "commands/packing": ("press/test_order.py", WHOLE),
    "commands/preflight": ("press/test_preflight.py", WHOLE),
    "commands/workers": ("press/test_order.py", WHOLE),
    "delivery/gallery_words": ("unit/commands/test_overview.py", WHOLE),
    "shop/interface_words": ("unit/commands/test_overview.py", WHOLE),
    "orders/job_terms": ("unit/orders/test_read_terms.py", VALUES),
    "orders/lines": ("unit/orders/test_table.py", "a line is made of a row, right or wrong"),
    "orders/repeated": ("unit/orders/test_table.py", "what is said of many rows at once"),
    "orders/xlsx_extras": ("unit/orders/test_extras.py", "they are read from workbooks"),
    "shop/language_names": ("unit/orders/test_vocabulary.py", "the names are asked as words"),
    "shop/order_words": ("unit/orders/test_vocabulary.py", VALUES),
    "orders/model": ("unit/orders/test_read.py", VALUES),
    "orders/resolve": (
        "unit/orders/test_eligibility.py",
        "order items and the rules about them are tested with the same lines",
    ),
    "packages/xjdf_elements": ("unit/packages/test_xjdf.py", "a ticket is read as a whole"),
    "packages/xjdf_parties": ("unit/packages/test_xjdf.py", "a ticket is read as a whole"),
    "packages/pack": ("unit/packages/test_archive.py", "a package is looked at when it is packed"),
    "partners/logo_child/child": ("press/test_logo.py", LOGOS),
    "partners/logo_child/colours": ("press/test_logo.py", LOGOS),
    "partners/logo_child/flatten": ("press/test_logo.py", LOGOS),
    "partners/logo_child/pictures": ("press/test_logo.py", LOGOS),
    "partners/logo_child/pixels": ("press/test_logo.py", LOGOS),
    "partners/logo_child/sheet": ("press/test_logo.py", LOGOS),
    "partners/logo_child/vectors": ("press/test_logo.py", LOGOS),
    "partners/stamp": ("press/test_stamped.py", "a version is compared with one laid out whole"),
    "partners/versions": ("press/test_stamped.py", "a version is compared with one laid out whole"),
    "pdf/rewriter": ("unit/pdf/test_content_stream.py", "it is the interpreter that also writes"),
    "pipeline": ("unit/cli/test_program.py", WHOLE),
    "preflight/checks/codes": ("press/test_wrong.py", SPECIMENS),
    "preflight/checks/folds": ("test_findings.py", "folds are those of a layout, spoilt in a shop"),
    "preflight/checks/ink": ("press/test_wrong.py", SPECIMENS),
    "preflight/checks/ink_bound": ("press/test_ink.py", PLATES),
    "preflight/checks/ink_plates": ("press/test_ink.py", PLATES),
    "preflight/checks/within_bleed": ("press/test_ink.py", PLATES),
    "preflight/checks/seen": ("unit/preflight/checks/test_lines.py", "what is seen beside a line"),
    "preflight/checks/text": ("press/test_words.py", "words of finished files, spoilt one by one"),
    "preflight/checks/type_and_lines": ("press/test_wrong.py", SPECIMENS),
    "preflight/examine": ("press/test_rules.py", SPECIMENS),
    "preflight/reading/document": ("press/test_wrong.py", READING),
    "preflight/reading/encodings": ("press/test_wrong.py", READING),
    "preflight/checks/type_lines": (
        "unit/preflight/checks/test_collisions.py",
        "which lines there are is asked where their gaps are measured",
    ),
    "preflight/reading/drawn": (
        "unit/preflight/reading/test_outlines.py",
        "where outlines lie is asked of a page that was set",
    ),
    "preflight/reading/facts": ("press/test_wrong.py", VALUES),
    "preflight/reading/images": ("press/test_wrong.py", READING),
    "preflight/reading/inner_streams": ("press/test_wrong.py", READING),
    "preflight/reading/page_text": ("press/test_wrong.py", READING),
    "preflight/reading/read": ("press/test_wrong.py", READING),
    "preflight/reading/resources": ("press/test_wrong.py", READING),
    "preflight/reading/samples": ("press/test_wrong.py", READING),
    "preflight/reading/stamped": ("press/test_stamped.py", READING),
    "preflight/reading/tag_facts": ("unit/preflight/checks/test_tags.py", VALUES),
    "preflight/reading/walk": ("press/test_wrong.py", READING),
    "preflight/report": ("press/test_preflight.py", WHOLE),
    "preflight/scan": ("press/test_codes.py", PIECES),
    "preflight/verapdf": ("press/test_preflight.py", "a stand-in for the tool answers a whole run"),
    "prepress/links": ("press/test_tags.py", PIECES),
    "prepress/metadata": ("press/test_same_bytes.py", PIECES),
    "prepress/press_file": ("press/test_referees.py", PIECES),
    "prepress/resolve_inks": ("catalog/test_catalog.py", PIECES),
    "prepress/tags": ("press/test_tags.py", PIECES),
    "proofing/page_pictures": ("press/test_foreign.py", "pages are shown of files from outside"),
    "proofing/rasterise": ("press/test_marks.py", PIECES),
    "proofing/same_artwork": ("press/test_same_artwork.py", PIECES),
    "proofing/separations/inks": ("press/test_separations.py", PLATES),
    "proofing/separations/separate": ("press/test_separations.py", PLATES),
    "proofing/separations/split_content": ("press/test_separations.py", PLATES),
    "proofing/separations/split_images": ("press/test_separations.py", PLATES),
    "proofing/separations/split_meshes": ("press/test_ink.py", PLATES),
    "facts/characters": ("unit/facts/test_kinds.py", KINDS),
    "shop/job": ("unit/shop/test_catalog.py", VALUES),
    "facts/enterprise_numbers": ("unit/facts/test_kinds.py", KINDS),
    "facts/net_addresses": ("unit/facts/test_kinds.py", KINDS),
    "facts/phone_numbers": ("unit/facts/test_kinds.py", KINDS),
    "facts/postal_addresses": ("unit/facts/test_kinds.py", KINDS),
    "shop/placed": ("unit/proofing/test_panel_pictures.py", VALUES),
    "shop/review_words": ("unit/proofing/test_review_proof.py", VALUES),
    "shop/press": ("unit/checks/test_press.py", VALUES),
    **dict.fromkeys(
        ("proofing/change_page", "proofing/changed_texts", "shop/earlier"),
        ("unit/commands/test_changes.py", "what changed is asked of its page"),
    ),
    **dict.fromkeys(
        (
            *("checks/on_day", "checks/sign_offs", "shop/sign_off", "shop/sign_off_record"),
            *("shop/sign_off_reviews", "shop/signers", "shop/signing", "shop/state"),
        ),
        ("unit/commands/test_sign_off.py", "who signs, and what voids it, is one way"),
    ),
    "reading/yaml_repairs": (
        "unit/reading/test_yaml_faults.py",
        "a repair counts if the file can be read with it: each is tested in a file",
    ),
    "typesetting/line_spans": ("unit/typesetting/test_text_layer.py", "they are drawn with it"),
    "typesetting/placed_texts": (
        "unit/proofing/test_panel_pictures.py",
        "another reader finds the texts where they are said to be",
    ),
    "typesetting/excess": ("unit/typesetting/test_copyfit.py", "what is overset is told there"),
    "exchange/docx": ("unit/exchange/test_round_trips.py", FORMS),
    "exchange/po": ("unit/exchange/test_round_trips.py", FORMS),
    "exchange/xliff": ("unit/exchange/test_round_trips.py", FORMS),
    "preflight/checks/edition_mark": (
        "unit/prepress/test_edition.py",
        "a file of ours is spoilt where its mark stands",
    ),
    "shop/edition_place": (
        "unit/prepress/test_edition.py",
        "the place is asked where the mark is drawn",
    ),
    "proofing/shared_picture": (
        "unit/commands/test_overview.py",
        "a picture to share is made by a whole build",
    ),
}


def place_of(module: str) -> Path:
    """Where the tests of a module stand."""
    room, _, name = module.rpartition("/")
    return UNIT / room / f"test_{name}.py"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_each_module_has_its_tests(module: str) -> None:
    """In the same room under its name, or elsewhere with a reason."""
    assert place_of(module).is_file() or module in ELSEWHERE


@pytest.mark.parametrize("module", ELSEWHERE)
def test_each_reason_is_needed(module: str) -> None:
    """The module is there, has no tests in its room, and those named instead are there."""
    assert module in MODULES, "there is no such module: take its line out"
    assert not place_of(module).exists(), "it has tests in its room: take its line out"
    assert (ROOT / "tests" / ELSEWHERE[module][0]).is_file()
