"""Check the printing conditions: their profiles exist, and exactly one is the default."""

from printshop.findings import Finding, Scope, error, scoped
from printshop.shop.job import Shop


def missing_profiles(shop: Shop) -> list[Finding]:
    """An error for each profile that a condition names and ``presses/`` does not have."""
    findings = []
    for press in shop.presses.values():
        if press.intent is None:
            continue
        where = press.at("intent", "profile")
        path = (shop.root / "presses" / press.intent.profile).resolve()
        if not path.is_relative_to((shop.root / "presses").resolve()):
            message = f"the profile '{press.intent.profile}' lies outside presses/"
            outside = error("outside-the-shop", message, where, "copy it into presses/icc/")
            findings += scoped([outside], Scope(press=press.name))
        elif not path.is_file():
            message = f"the profile '{press.intent.profile}' is not in presses/"
            fix = press.intent.install or "install it, or name another"
            missing = error("missing-profile", message, where, fix)
            findings += scoped([missing], Scope(press=press.name))
    return findings


def unclear_default(shop: Shop) -> list[Finding]:
    """Errors unless exactly one printing condition is the default: it holds where none is named."""
    defaults = [press for press in shop.presses.values() if press.made == "default"]
    if len(defaults) == 1 or not shop.presses:
        return []
    if not defaults:
        press, message = next(iter(shop.presses.values())), "no printing condition is default"
        fix = "write 'made: default' in one of presses/"
        no_default = error("wrong-value", message, press.at(), fix)
        return scoped([no_default], Scope(press=press.name))
    names = " and ".join(f"'{press.name}'" for press in defaults)
    message, fix = f"{names} are both the default", "write 'made: asked' in all but one of them"
    return [
        finding
        for press in defaults[1:]
        for finding in scoped(
            [error("wrong-value", message, press.at("made"), fix)], Scope(press=press.name)
        )
    ]
