"""Altair charts as SVG for a page: drawn ahead of time, without a script.

Colours stay names of the page's own (`var(--ink)`), so that it decides them by light
and dark; what a mark says when pointed at becomes its <title>.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert
from markupsafe import Markup

from pipeline.report.html.visible import show_characters, show_text

_LONG_NUMBER = re.compile(r"(\.\d\d)\d+")
_NEEDLESS = frozenset(
    (
        "aria-hidden",
        "aria-label",
        "aria-roledescription",
        "font-family",
        "pointer-events",
        "role",
        "version",
    )
)
"""Attributes for a drawing that stands alone, or that a script looks at."""

_CONFIG: dict[str, Any] = {
    "background": None,
    # The page's own font for charts is as wide as this one, which labels are laid
    # out by.
    "font": "Arial",
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "domainColor": "var(--line)",
        "gridColor": "var(--grid)",
        "tickColor": "var(--line)",
        "labelColor": "var(--ink)",
        "titleColor": "var(--muted)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 170,
    },
    "legend": {
        "labelColor": "var(--ink)",
        "titleColor": "var(--muted)",
        "labelFontSize": 12,
        "symbolStrokeWidth": 2,
        "symbolSize": 90,
    },
    "text": {"fill": "var(--ink)", "fontSize": 12},
}


def draw_chart(
    chart: alt.TopLevelMixin, *, name: str, title: str, description: str
) -> Markup:
    """Draw a chart.

    Args:
        chart: With its data in it.
        name: Letters, digits and hyphens; no other drawing of the page has it.
        title: What it shows, for who cannot see it.
        description: What is to be seen in it.

    Returns:
        One <svg> element, with a title and a description of its own.
    """
    # What is wrong in a specification the renderer tells; to check it by its schema
    # takes half as long as drawing it.
    specification = {**_show_all(chart.to_dict(validate=False)), "config": _CONFIG}
    drawn = vl_convert.vegalite_to_svg(specification, show_warnings=False)
    root = ET.fromstring(drawn)  # noqa: S314 - the renderer itself has just written it
    for element in root.iter():
        _simplify(element)
    for tag, text in (("desc", description), ("title", title)):
        label = ET.Element(tag, {"id": f"{name}-{tag}"})
        label.text = show_text(text)
        root.insert(0, label)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    # What is between its tags was escaped by the two lines above and by the renderer.
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704


def _show_all(value: Any) -> Any:  # noqa: ANN401 - what JSON holds is anything
    """Take from a specification what is no text: a zero byte ends the whole process."""
    match value:
        case str():
            return show_characters(value)
        case dict():
            return {show_characters(key): _show_all(one) for key, one in value.items()}
        case list():
            return [_show_all(one) for one in value]
        case _:
            return value


def _simplify(element: ET.Element) -> None:
    """Take from an element what a page has no use for; keep what it says of itself."""
    # Within HTML these elements need no namespace.
    element.tag = str(element.tag).rpartition("}")[2]
    says = element.get("aria-label")
    is_mark = element.get("role") == "graphics-symbol"
    for attribute in list(element.attrib):
        if attribute in _NEEDLESS or attribute.startswith("{"):
            del element.attrib[attribute]
    for attribute in ("d", "transform"):
        if attribute in element.attrib:
            shorter = _LONG_NUMBER.sub(r"\1", element.attrib[attribute])
            element.set(attribute, shorter)
    if is_mark and says:
        tip = ET.Element("title")
        tip.text = says
        element.insert(0, tip)
    for child in list(element):
        if child.get("d") in ("", "M0,0h0v0h0Z"):  # grounds of groups without a size
            element.remove(child)
