"""Check the printing conditions: their profiles are there, and one of them is the default."""

from printshop.findings import Finding, error
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
            findings.append(error("outside-the-shop", message, where, "copy it into presses/icc/"))
        elif not path.is_file():
            message = f"the profile '{press.intent.profile}' is not in presses/"
            fix = press.intent.install or "install it, or name another"
            findings.append(error("missing-profile", message, where, fix))
    return findings


def one_default(shop: Shop) -> list[Finding]:
    """One printing condition is what a file is measured against when nobody names another."""
    usual = [press for press in shop.presses.values() if press.made == "default"]
    if len(usual) == 1 or not shop.presses:
        return []
    if not usual:
        where, message = next(iter(shop.presses.values())).at(), "no printing condition is default"
        return [error("wrong-value", message, where, "write 'made: default' in one of presses/")]
    names = " and ".join(f"'{press.name}'" for press in usual)
    message, fix = f"{names} are both the default", "write 'made: asked' in all but one of them"
    return [error("wrong-value", message, press.at("made"), fix) for press in usual[1:]]
