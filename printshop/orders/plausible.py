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
ADDRESSES = {"delivery", "delivery-street", "delivery-town"}  # one of these names the place
DAYS = {  # by key of a line: what the day is, and what to do where it is past
    "deliver-by": ("the day of delivery", "write the day by which the print has to be there"),
    "deliver-from": (
        "the first day on which the print can be received",
        "write that day, or take 'deliver-from' out",
    ),
    "proof-by": ("the day of the proof", "write the day by which the proof has to be there"),
}


def doubts(
    shop: Shop, line: OrderLine, items: Iterable[OrderItem], press: str, today: date
) -> Iterator[Finding]:
    """Reviews of what is unlikely to be meant; ``press`` is the condition of the ``items``."""
    yield from _days(line, today)
    is_none = {*REQUIRED} <= line.faulty  # a row of which nothing could be read
    addressed = line.delivery or line.delivery_street or line.delivery_town
    if not addressed and not line.faulty & ADDRESSES and not is_none:
        message = "no address for the delivery is given; the job sheet names none"
        fix = "write under 'delivery' where the print goes: name, street and number, postcode, town"
        yield review("no-delivery-address", message, line.at("delivery"), fix)
    if press in shop.presses and "quantity" not in line.faulty:
        yield from _copies(shop, line, items, press)


def _days(line: OrderLine, today: date) -> Iterator[Finding]:
    """Reviews of the days of a line.

    Where the day of delivery is past or far, those before it are so as well: it alone is told. Nor
    is one told that is after it, or of a proof that is not wanted: those are errors already.
    """
    last = line.deliver_by
    if last and (last <= today or _is_far(last, today)):
        yield _unlikely(line, "deliver-by", last, today)
        return
    proof_by = line.proof_by if line.proof == "wanted" else None
    for key, day in (("deliver-from", line.deliver_from), ("proof-by", proof_by)):
        if not day or (last and day > last):
            continue
        # Print that can be received from today on is in order.
        if day < today or (day == today and key == "proof-by") or _is_far(day, today):
            yield _unlikely(line, key, day, today)


def _is_far(day: date, today: date) -> bool:
    return (day - today).days > FAR


def _unlikely(line: OrderLine, key: str, day: date, today: date) -> Finding:
    what, fix = DAYS[key]
    is_past = day <= today
    if day == today:
        since = "is today"
    else:
        since = "is past" if is_past else "is more than a year ahead"
        since += f": today is {today.isoformat()}"
    return review(
        "unlikely-day",
        f"{what}, {day.isoformat()}, {since}",
        line.at(key),
        fix if is_past else "compare the year",
        gate=Gate.PACKAGING if is_past and key != "deliver-from" else None,
    )


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
