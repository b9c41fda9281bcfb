"""What there is to say about the shop on a certain day: what has expired, what is yet to come."""

from datetime import date

from printshop.checks import claims
from printshop.checks.facts import expired
from printshop.checks.sign_offs import signed_in_future
from printshop.findings import Finding
from printshop.shop.job import Shop


def on_day(shop: Shop, today: date) -> list[Finding]:
    """Reviews of facts that have expired, and of days that have not come yet, in any file."""
    return [
        *expired(shop, today),
        *claims.in_future(shop, today),
        *signed_in_future(shop, today),
    ]
