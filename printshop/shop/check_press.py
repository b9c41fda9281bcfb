"""Check the printing conditions: their profiles are there, and one of them is the default."""

from printshop.findings import Finding, Scope, error, scoped
from printshop.shop.job import Shop


def profiles_there(shop: Shop) -> list[Finding]:
    """Each profile that a condition names lies in ``presses/``."""
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


def one_default(shop: Shop) -> list[Finding]:
    """One printing condition is what a file is measured against when nobody names another."""
    usual = [press for press in shop.presses.values() if press.made == "default"]
    if len(usual) == 1 or not shop.presses:
        return []
    if not usual:
        press, message = next(iter(shop.presses.values())), "no printing condition is default"
        fix = "write 'made: default' in one of presses/"
        none = error("wrong-value", message, press.at(), fix)
        return scoped([none], Scope(press=press.name))
    names = " and ".join(f"'{press.name}'" for press in usual)
    message, fix = f"{names} are both the default", "write 'made: asked' in all but one of them"
    return [
        finding
        for press in usual[1:]
        for finding in scoped(
            [error("wrong-value", message, press.at("made"), fix)], Scope(press=press.name)
        )
    ]
