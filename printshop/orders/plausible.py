"""What a line may ask for and hardly means: a day that is past, five copies of an offset print.

Such a line can be made; a person is asked to look. A day that is past stops a package, not a proof.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from printshop.findings import Finding, Gate, review
from printshop.orders.model import OrderItem, OrderLine
from printshop.orders.vocabulary import REQUIRED
from printshop.shop.job import Shop

FAR = 366  # days: a print that is wanted later is seldom ordered now


def doubts(
    shop: Shop, line: OrderLine, items: Iterable[OrderItem], press: str, today: date
) -> Iterator[Finding]:
    """Reviews of what is unlikely to be meant; ``press`` is the condition of the ``items``."""
    yield from _day(line, today)
    is_none = {*REQUIRED} <= line.faulty  # a row of which nothing could be read
    addressed = line.delivery or line.delivery_street or line.delivery_town
    if not addressed and "delivery" not in line.faulty and not is_none:
        message = "no address for the delivery is given; the job sheet names none"
        yield review("no-delivery-address", message, line.at("delivery"), "write 'delivery'")
    if press in shop.presses and "quantity" not in line.faulty:
        yield from _copies(shop, line, items, press)


def _day(line: OrderLine, today: date) -> Iterator[Finding]:
    day = line.deliver_by
    if not day:
        return
    where = line.at("deliver-by")
    if day <= today:
        since = "is today" if day == today else f"is past: today is {today.isoformat()}"
        message = f"the day of delivery, {day.isoformat()}, {since}"
        fix = "write the day by which the print has to be there"
        yield review("unlikely-day", message, where, fix, gate=Gate.PACKAGING)
    elif (day - today).days > FAR:
        message = (
            f"the day of delivery, {day.isoformat()}, is more than a year ahead: "
            f"today is {today.isoformat()}"
        )
        yield review("unlikely-day", message, where, "compare the year")


def _copies(
    shop: Shop, line: OrderLine, items: Iterable[OrderItem], press: str
) -> Iterator[Finding]:
    """A review of the print runs that are too short or too long for a printing condition."""
    usual = shop.presses[press].usual_copies
    if not usual:
        return
    ordered = [item for item in items if item.quantity > 0]  # others are errors already
    odd = [item for item in ordered if not usual[0] <= item.quantity <= usual[1]]
    if not odd:
        return
    named = ", ".join(f"{item.quantity:,} of {item.ticket.label}" for item in odd[:4])
    more = f" and {len(odd) - 4} more" * (len(odd) > 4)
    message = (
        f"{named}{more}: '{press}' usually prints {usual[0]:,} to {usual[1]:,} copies of a piece"
    )
    fits = [
        name
        for name, other in shop.presses.items()
        if (u := other.usual_copies) and all(u[0] <= item.quantity <= u[1] for item in odd)
    ]
    fix = "compare the quantity"
    if fits:
        fix += f", or name another press: {' or '.join(fits)}"
    yield review("unlikely-quantity", message, line.at("quantity"), fix)
