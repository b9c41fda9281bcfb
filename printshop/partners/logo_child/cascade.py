"""Resolve the styles of an SVG: each element gets its values as attributes, and no style is left.

Style elements, style attributes, presentation attributes, custom properties with ``var()`` and the
keywords of CSS are brought down to attributes of SVG 1.1 (CSS Cascading 5; SVG 2, chapter 6), which
renderers agree on. Inherited values stay where they are given: a ``use`` inherits from its place.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree

import cssselect2
import tinycss2

from printshop.partners.logo_child.css_colours import NotDrawn, Tokens, Value
from printshop.partners.logo_child.css_values import (
    NOT_DRAWN,
    PROPERTIES,
    STYLED,
    WITHOUT_EFFECT,
    Property,
    significant,
)
from printshop.partners.logo_child.placement import name_of

LONGEST = 2_000  # tokens of a value after its var(): more is an attempt to exhaust us
# Elements that a property of geometry is for; elsewhere a browser ignores it.
GEOMETRY = {
    **dict.fromkeys(("x", "y", "width", "height"), ("rect", "image", "svg", "use")),
    **dict.fromkeys(("cx", "cy"), ("circle", "ellipse")),
    **dict.fromkeys(("rx", "ry"), ("rect", "ellipse")),
    "r": ("circle",),
    "d": ("path",),
}
TRANSFORMS = {
    "linearGradient": "gradientTransform",
    "radialGradient": "gradientTransform",
    "pattern": "patternTransform",
}
SHORTHANDS = {
    "marker": ("marker-start", "marker-mid", "marker-end"),
    "background": ("background-color",),
}
MEDIA = {"": True, "all": True, "screen": True, "print": False, "speech": False}
MEDIA |= {f"(prefers-color-scheme: {s})": s == "light" for s in ("light", "dark")}
IGNORED_RULES = {"charset", "namespace", "keyframes", "-webkit-keyframes", "page", "font-face"}

Element = ElementTree.Element
Custom = dict[str, Tokens | None]  # custom properties; None: invalid


class _Declared(NamedTuple):
    name: str
    tokens: Tokens
    important: bool


def resolve(root: Element) -> set[str]:
    """Write all styles as attributes, in place; returns what of them is not drawn, in words."""
    left: set[str] = set()
    matcher = cssselect2.Matcher()
    for element in root.iter():
        if name_of(element) == "style":
            kind = element.get("type", "").strip().lower()
            if kind in ("", "text/css") and _applies(element.get("media", ""), left):
                sheet = tinycss2.parse_stylesheet("".join(element.itertext()))
                _add_rules(matcher, sheet, left)
    wrapped = cssselect2.ElementWrapper.from_xml_root(root)
    _resolve_element(wrapped, matcher, {}, {}, left)
    for parent in list(root.iter()):
        for child in list(parent):
            if name_of(child) == "style":
                parent.remove(child)
    return left


# ── rules ────────────────────────────────────────────────────────────────────────────────────


def _applies(media: str, left: set[str]) -> bool:
    """Whether a list of media queries holds for a light screen."""
    queries = [" ".join(q.split()).lower() for q in media.split(",")]
    for query in queries:
        if query not in MEDIA:
            left.add(f"a style for some screens ('@media {query[:40]}')")
    return any(MEDIA.get(query, False) for query in queries)


def _add_rules(matcher: Any, rules: Any, left: set[str]) -> None:
    for rule in rules:
        if rule.type == "at-rule":
            _add_at_rule(matcher, rule, left)
        elif rule.type == "qualified-rule":
            declared = list(_declarations(rule.content, left))
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except (cssselect2.SelectorError, SyntaxError, RecursionError):  # or nested too deep
                written = tinycss2.serialize(rule.prelude).strip()
                left.add(f"a style for '{written[:40]}'")
                continue
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, declared)


def _add_at_rule(matcher: Any, rule: Any, left: set[str]) -> None:
    keyword = rule.lower_at_keyword
    if keyword == "media" and rule.content is not None:
        if _applies(tinycss2.serialize(rule.prelude), left):
            inner = tinycss2.parse_rule_list(rule.content)
            _add_rules(matcher, inner, left)
    elif keyword not in IGNORED_RULES and significant(rule.content or ()):
        left.add(f"a style in '@{keyword}'")


def _declarations(content: Any, left: set[str]) -> Iterator[_Declared]:
    for item in tinycss2.parse_blocks_contents(content):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            for longhand in SHORTHANDS.get(name, (name,)):
                yield _Declared(longhand, item.value, item.important)
        elif item.type in ("qualified-rule", "at-rule"):
            left.add("styles within styles")


# ── elements ─────────────────────────────────────────────────────────────────────────────────


def _resolve_element(
    wrapped: Any, matcher: Any, parent: dict[str, str], custom: Custom, left: set[str]
) -> None:
    element = wrapped.etree_element
    if not isinstance(element.tag, str):
        return
    declared = list(_cascaded(element, matcher.match(wrapped), left))
    own = {d.name: d.tokens for d in declared if d.name.startswith("--")}
    if own:
        custom = _with_custom(own, custom)
    values = _values(declared, parent, custom, left)
    _write(element, values)
    computed = {n: v for n, v in parent.items() if PROPERTIES[n].inherited}
    computed |= {n: v for n, v in values.items() if n in PROPERTIES and v is not None}
    for child in wrapped.iter_children():
        _resolve_element(child, matcher, computed, custom, left)


def _cascaded(element: Element, matched: Any, left: set[str]) -> Iterator[_Declared]:
    """All declarations for an element, each stronger than the one before it."""
    attributes = [
        _Declared(name, tinycss2.parse_component_value_list(value), False)
        for name, value in element.attrib.items()
        if name in PROPERTIES and name not in ("transform",)
    ]
    style = list(_declarations(element.attrib.pop("style", ""), left))
    element.attrib.pop("class", None)
    # A match is (specificity, order, pseudo-element, payload), the strongest last.
    rules = [d for match in matched for d in match[-1]]
    yield from attributes
    for important in (False, True):
        yield from (d for d in (*rules, *style) if d.important is important)


def _values(
    declared: list[_Declared], parent: dict[str, str], custom: Custom, left: set[str]
) -> dict[str, Value]:
    """An element's own values by property, None where it inherits or has the initial value."""
    values: dict[str, Value] = {}
    problems: dict[str, str] = {}  # only of the declaration that counts
    for name, tokens, _ in declared:
        known = PROPERTIES.get(name) or STYLED.get(name)
        if known is None:
            if name in NOT_DRAWN:
                text = tinycss2.serialize(significant(tokens)).strip()
                problems[name] = "" if text.lower() in WITHOUT_EFFECT else f"'{name}'"
            continue
        try:
            value = _value(known, name, tokens, parent, custom)
        except NotDrawn as problem:
            problems[name] = str(problem)
            continue
        if value is not False:
            values[name] = value
            problems.pop(name, None)
    left.update(problem for problem in problems.values() if problem)
    return values


def _value(
    known: Property, name: str, tokens: Tokens, parent: dict[str, str], custom: Custom
) -> Any:
    """A declaration's value; None where the element inherits it; False where it is invalid."""
    substituted = _substituted(tokens, custom)
    keyword = ""
    if substituted is None:
        keyword = "unset"
    elif len(plain := significant(substituted)) == 1 and plain[0].type == "ident":
        keyword = plain[0].lower_value
    if keyword in ("unset", "revert", "revert-layer"):
        keyword = "inherit" if known.inherited else "initial"
    if keyword == "inherit":
        return None if known.inherited else parent.get(name, known.initial)
    if keyword == "initial":
        return known.initial
    value = known.value(significant(substituted or ()))
    if value is None and _has_var(tokens):
        return None if known.inherited else known.initial
    return False if value is None else value


def _write(element: Element, values: dict[str, Value]) -> None:
    name = name_of(element)
    moved = [values.pop(n, None) or "" for n in ("translate", "rotate", "scale")]
    if any(moved):
        last = values.get("transform", element.get("transform", ""))
        values["transform"] = " ".join(filter(None, [*moved, last]))
    for key in [k for k in element.attrib if k in PROPERTIES and k != "transform"]:
        del element.attrib[key]
    for key, value in values.items():
        if key in GEOMETRY and name not in GEOMETRY[key]:
            continue
        attribute = TRANSFORMS.get(name, key) if key == "transform" else key
        if value is None or value == "":
            element.attrib.pop(attribute, None)
        else:
            element.set(attribute, value)


# ── custom properties ────────────────────────────────────────────────────────────────────────


def _has_var(tokens: Tokens) -> bool:
    return any(
        t.type == "function" and (t.lower_name == "var" or _has_var(t.arguments)) for t in tokens
    )


def _with_custom(own: dict[str, Tokens], inherited: Custom) -> Custom:
    """An element's custom properties: its own, and those it inherits."""
    known: Custom = {}

    def look_up(name: str) -> Tokens | None:
        if name not in own:
            return inherited.get(name)
        if name not in known:
            known[name] = None  # while it is looked up: it may refer to itself
            known[name] = _substitute(own[name], look_up)
        return known[name]

    return {**inherited, **{name: look_up(name) for name in own}}


def _substituted(tokens: Tokens, custom: Custom) -> Tokens | None:
    return _substitute(tokens, custom.get) if _has_var(tokens) else tokens


def _substitute(tokens: Tokens, look_up: Any) -> Tokens | None:
    """Tokens with the value of each ``var()`` in its place; None where one has none."""
    out: list[Any] = []
    for token in tokens:
        if token.type != "function" or not _has_var([token]):
            out.append(token)
        elif token.lower_name == "var":
            arguments = token.arguments
            names = significant(arguments)
            if not names or names[0].type != "ident":
                return None
            found = look_up(names[0].value)
            comma = next((i for i, t in enumerate(arguments) if t == ","), None)
            if found is None and comma is not None:
                found = _substitute(arguments[comma + 1 :], look_up)
            if found is None:
                return None
            out.extend(found)
        else:
            inner = _substitute(token.arguments, look_up)
            if inner is None:
                return None
            out.append(_with_arguments(token, inner))
        if len(out) > LONGEST:
            return None
    return out


def _with_arguments(token: Any, arguments: Tokens) -> Any:
    block = type(token)
    return block(token.source_line, token.source_column, token.name, list(arguments))
