"""The verb ``order``: packages for print shops from an order file, one for each print run."""

from datetime import UTC, datetime
from pathlib import Path

from printshop.checks.on_day import on_day
from printshop.checks.opening import open_shop
from printshop.commands.order_lines import Order, OrderRun, RequestedLine, prepare_logos, resolved
from printshop.commands.packing import packed_orders, staging
from printshop.commands.summary import print_findings
from printshop.findings import Exit, Finding, Severity, exit_of, in_order, many, stops
from printshop.orders import ledger, register
from printshop.orders.model import OrderLine
from printshop.orders.plausible import doubts
from printshop.orders.read import named_items, read_order
from printshop.orders.repeated import once
from printshop.orders.vocabulary import vocabulary
from printshop.packages import pack
from printshop.shop.job import Shop
from printshop.shop.sign_off_reviews import strictly
from printshop.typesetting.engine import engine


def order(root: Path, target: str, proof: bool) -> Exit:
    """Make the packages of an order file, or once more those of an order number.

    ``proof``: packages to look at, not for print, whose pieces need no sign-off.
    """
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    today = datetime.now(UTC).date()
    findings += on_day(shop, today)
    run = OrderRun(shop, findings, proof, {}, {})
    lines, line_findings = _lines(root, target, shop)
    requested: list[RequestedLine] = []
    unlikely: list[Finding] = []
    for line, folder in lines:
        items, problems = named_items(shop, line)
        press = line.press or _default_press(shop)
        if not ledger.NUMBER.fullmatch(target):  # that of an earlier order was looked at then
            doubtful = list(doubts(shop, line, items, press, today))
            doubtful = doubtful if proof else strictly(doubtful)
            problems += [finding for finding in doubtful if stops([finding])]
            unlikely += [finding for finding in doubtful if not stops([finding])]
        line_findings += problems
        if items:
            is_wrong = bool(line.faulty) or stops(problems)
            requested.append(RequestedLine(line, folder, tuple(items), press, is_wrong))
    line_findings += once(unlikely)
    prepare_logos(run, requested)
    orders: dict[str, Order] = {}
    for request in requested:
        resolved_order, problems = resolved(run, request)
        line_findings += problems
        if request.is_wrong:
            continue
        if resolved_order and ledger.NUMBER.fullmatch(target) and resolved_order.number != target:
            inputs = resolved_order.inputs
            line_findings += ledger.changed(root, target, inputs, engine().described())
        elif resolved_order and not stops(problems):
            # The same line twice has one number, so it is one order.
            orders[resolved_order.number] = resolved_order
    line_findings = list(dict.fromkeys(line_findings))
    # Drafts are reported where they stop an order; for a proof nothing has to be signed off.
    print_findings(in_order(f for f in line_findings if not f.tally or stops([f])))
    order_count, package_count, in_part = 0, 0, 0
    with staging(root / pack.ORDERS, orders) as folder:
        for result in packed_orders(run, orders, folder):
            lines_kept = orders[result.number].editions if result.packages else ()
            kept = register.keep(root, lines_kept)
            errors = [f for f in (*result.findings, *kept) if f.severity is Severity.ERROR]
            print_findings(in_order(errors))
            line_findings += errors
            order_count += bool(result.packages) or not errors
            in_part += bool(result.packages and errors)
            package_count += result.packages
    kind = "proof order" if proof else "order"
    made = f"{many(order_count, kind)} made{f' ({in_part} in part)' if in_part else ''}"
    made += f", {many(package_count, 'package')}"
    print(f"{made}, of {many(len(lines), 'line')}")
    return exit_of(line_findings)


def _lines(
    root: Path, target: str, shop: Shop
) -> tuple[list[tuple[OrderLine, Path]], list[Finding]]:
    """The lines that are ordered, each with the folder where its logo's path begins."""
    if ledger.NUMBER.fullmatch(target):
        entry, findings = ledger.find(root, target)
        return ([(entry.line, root / entry.folder)] if entry else []), findings
    path = Path(target) if Path(target).exists() else root / target
    lines, findings = read_order(root, path, vocabulary(shop))
    return [(line, path.resolve().parent) for line in lines], findings


def _default_press(shop: Shop) -> str:
    """The printing condition of a line that names none; a shop whose checks pass has one."""
    return next((p.name for p in shop.presses.values() if p.made == "default"), "")
