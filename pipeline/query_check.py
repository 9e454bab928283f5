"""What a query that somebody else wrote may do, judged from its syntax tree.

Knows the tree that DuckDB's parser gives as JSON; runs nothing, and knows no file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

_QUERY_NODES = frozenset(
    {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
)
"""The kinds of query that only read: `with x as (copy ...) select 1` has another."""

_ROW_MAKERS = frozenset({"range", "generate_series", "unnest", "repeat", "repeat_row"})
"""Functions that may stand for a table: they make rows of their arguments alone."""

_FORBIDDEN = frozenset(
    {
        "current_query",
        "current_setting",
        "currval",
        "getenv",
        "getvariable",
        "json_execute_serialized_sql",
        "nextval",
        "query",
        "query_table",
        "setseed",
        "setval",
        "sleep_ms",
        "which_secret",
        "write_log",
    }
)
"""Functions that read or change something other than the rows they are given."""

_LISTINGS = frozenset({"tables", "__show_tables_expanded"})
"""What `show` may list."""

_CATALOGUE = "information_schema"
"""The schema in which SQL itself describes tables and columns."""

_OWN_SCHEMAS = frozenset({"", "main", "temp"})


def find_offence(tree: str, tables: Collection[str]) -> str | None:
    """Look in a query's syntax tree for anything but reading the given tables.

    Args:
        tree: What DuckDB's json_serialize_sql gives for one statement.
        tables: The names that the query may read, beside those it defines itself and
            the information schema; in any case.

    Returns:
        What is wrong, as the beginning of a sentence; None where nothing is.
    """
    try:
        content = json.loads(tree)
    except RecursionError:
        return "The query is nested too deeply"
    if content.get("error"):
        return "Only a query that reads is answered"
    nodes = list(_walk(content))
    known = {name.lower() for name in tables}
    known |= {name.lower() for node in nodes for name in _defined_names(node)}
    return next(filter(None, (_judge(node, known) for node in nodes)), None)


def _judge(node: dict[str, Any], known: Collection[str]) -> str | None:
    """Say what is wrong with one node of the tree, without those below it."""
    kind = node.get("type")
    if not isinstance(kind, str):
        return None
    if kind.endswith("_NODE") and kind not in _QUERY_NODES:
        what = kind.removesuffix("_NODE").removesuffix("_QUERY").lower()
        return f"A query only reads, and this has a '{what.replace('_', ' ')}' in it"
    if kind == "TABLE_FUNCTION":
        name = _function_name(node.get("function"))
        if name not in _ROW_MAKERS:
            return f"'{name}()' is no table of the run"
    elif kind == "BASE_TABLE":
        return _judge_table(node["table_name"], node, known)
    elif kind == "SHOW_REF" and not node.get("query"):
        name = node["table_name"].strip('"')
        if node.get("show_type") == "SHOW_SPECIAL" and name not in _LISTINGS:
            return f"'show {name}' is not answered: 'show tables' is"
        if node.get("show_type") != "SHOW_SPECIAL":
            return _judge_table(name, node, known)
    elif node.get("class") == "FUNCTION":
        name = _function_name(node)
        if name in _FORBIDDEN:
            return f"'{name}()' is not answered: it looks beyond the tables"
    return None


def _judge_table(name: str, node: dict[str, Any], known: Collection[str]) -> str | None:
    schema = str(node.get("schema_name") or "").lower()
    if schema == _CATALOGUE or (name.lower() in known and schema in _OWN_SCHEMAS):
        return None
    return f"The run has no table '{name}'"


def _function_name(node: object) -> str:
    return str(node.get("function_name")).lower() if isinstance(node, dict) else "?"


def _defined_names(node: dict[str, Any]) -> Iterator[str]:
    """The names that a node's `with` defines."""
    defined = node.get("cte_map")
    for entry in defined["map"] if isinstance(defined, dict) else ():
        yield entry["key"]
    for field in ("cte_name", "ctename"):
        if isinstance(node.get(field), str):
            yield node[field]


def _walk(content: object) -> Iterator[dict[str, Any]]:
    """Every mapping of the tree, each before those within it."""
    # With a stack of its own: a hostile query is nested deeper than calls may be.
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(reversed(one.values()))
        elif isinstance(one, list):
            waiting.extend(reversed(one))
