"""The sheet of an audit as a page to read beside it: self-contained, without a script.

What a corpus says is hostile: every text is escaped, and the page may load nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment

from pipeline.audit.sheet import SheetRow
from pipeline.report.html.visible import find_link

_TEMPLATE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ title }}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem;
  padding: 1rem; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; }
article { border-left: 4px solid #8888; margin: 1.5rem 0; padding-left: 1rem;
  overflow-wrap: anywhere; }
p { margin: .25rem 0; }
mark { background: #ffe58f; color: #000; }
code, small { color: #767676; }
</style>
</head>
<body>
<h1>{{ title }}</h1>
<p>Answer in {{ sheet }}, in the row of the same id, with y, n or ? where you cannot
tell. <b>entity_right</b>: does the document state such a fact of just this entity,
whatever the value? <b>value_right</b>: and does it state this value? Where the passage
does not tell who is meant, follow the link.</p>
{% for category, rows in sections %}
<h2>{{ category }}</h2>
{% for row in rows %}
<article id="{{ row.row }}">
<p><code>{{ row.row }}</code> <small>seen {{ row.times_seen }}
{{ "time" if row.times_seen == 1 else "times" }}</small></p>
<p><b>{{ row.entity }}</b> → <b>{{ row.value }}</b></p>
<blockquote>{{ row.before }}<mark>{{ row.match }}</mark>{{ row.after }}</blockquote>
<p><small>{% if link(row.url) %}<a href="{{ row.url }}" rel="noopener noreferrer"
>{{ row.title or row.url }}</a>{% else %}{{ row.title }} {{ row.url }}{% endif %}
{{ row.doc_key }}</small></p>
</article>
{% endfor %}
{% endfor %}
</body>
</html>
"""


def write_page(title: str, sheet: str, rows: Sequence[SheetRow]) -> str:
    """Write the page.

    Args:
        title: What it is about.
        sheet: What the sheet is called.
        rows: In the order of the sheet, each category's together.

    Returns:
        HTML.
    """
    sections: dict[str, list[SheetRow]] = {}
    for row in rows:
        sections.setdefault(row.category, []).append(row)
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_TEMPLATE)
    return page.render(
        title=title, sheet=sheet, sections=list(sections.items()), link=find_link
    )
