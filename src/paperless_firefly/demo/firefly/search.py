"""The search of the demo Firefly III: its operators, its quoting, its odd links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..wsgi import Response, Routes
from .context import Context
from .transactions import page_of

routes = Routes()
_TOKEN = re.compile(r'(-?)([a-z_]+):(?:"([^"]*)"|(\S*))|"([^"]*)"|(\S+)')
_TEXT_FIELDS = {
    "external_id": "j.external_id",
    "internal_reference": "j.internal_reference",
    "external_url": "j.external_url",
    "description": "j.description",
    "notes": "j.notes",
}
_TAGGED = "EXISTS (SELECT 1 FROM json_each(j.tags) WHERE value {})"
_ACCOUNT = "j.{side}_id IN (SELECT id FROM accounts WHERE {test})"
_ATTACHED = "EXISTS (SELECT 1 FROM attachments a WHERE a.journal_id = j.id AND a.deleted = 0{})"
_IN = {
    "category": "j.category_id IN (SELECT id FROM categories WHERE name {})",
    "budget": "j.budget_id IN (SELECT id FROM budgets WHERE name {})",
    "bill": "j.bill_id IN (SELECT id FROM bills WHERE name {})",
}


@dataclass(frozen=True)
class Condition:
    """A piece of SQL over journals `j`, with its values."""

    sql: str
    values: tuple[object, ...] = ()


Made = Callable[[str], Condition]


def _forms(column: str) -> dict[str, Made]:
    """The five forms of an operator on text: `_is` is exact, the others are LIKE."""

    def like(before: str, after: str) -> Made:
        return lambda text: Condition(f"{column} LIKE ?", (f"{before}{text}{after}",))

    return {
        "": like("%", "%"),
        "_contains": like("%", "%"),
        "_starts": like("", "%"),
        "_ends": like("%", ""),
        "_is": lambda text: Condition(f"{column} = ?", (text,)),
    }


def _number(sql: str) -> Made:
    return lambda text: Condition(sql, (_float(text),))


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0


def _plain(sql: str) -> Made:
    return lambda text: Condition(sql, (text,))


def _fixed(sql: str) -> Made:
    return lambda _text: Condition(sql)


def _part(sql: str) -> Made:
    return lambda text: Condition(sql, (f"%{text}%",))


def _operators() -> dict[str, Made]:
    found: dict[str, Made] = {}
    for name, column in _TEXT_FIELDS.items():
        found.update({name + form: made for form, made in _forms(column).items()})
        filled = f"coalesce({column}, '') != ''"
        found[f"any_{name}"] = _fixed(filled)
        # Unreliable on the real server too: it returns whatever there is.
        found[f"no_{name}"] = _fixed("1")
    for name, sql in _IN.items():
        found[f"{name}_is"] = _plain(sql.format("= ?"))
        found[f"{name}_contains"] = _part(sql.format("LIKE ?"))
    for side in ("source", "destination"):
        for form in (f"{side}_account", side):
            found[f"{form}_is"] = _plain(_ACCOUNT.format(side=side, test="name = ?"))
            found[f"{form}_contains"] = _part(_ACCOUNT.format(side=side, test="name LIKE ?"))
            found[f"{form}_id"] = _plain(f"j.{side}_id = CAST(? AS INTEGER)")
    day = "substr(j.date, 1, 10)"
    return {
        **found,
        "amount_is": _number("abs(CAST(j.amount AS REAL) - ?) < 0.0000005"),
        "amount": _number("abs(CAST(j.amount AS REAL) - ?) < 0.0000005"),
        "amount_more": _number("CAST(j.amount AS REAL) >= ?"),
        "amount_less": _number("CAST(j.amount AS REAL) <= ?"),
        "date_on": _plain(f"{day} = ?"),
        "date_is": _plain(f"{day} = ?"),
        "date_after": _plain(f"{day} > ?"),
        "date_before": _plain(f"{day} < ?"),
        "tag_is": _plain(_TAGGED.format("= ?")),
        "tag_contains": _part(_TAGGED.format("LIKE ?")),
        "type": _plain("j.type = ?"),
        "id": _plain("j.group_id = CAST(? AS INTEGER)"),
        "journal_id": _plain("j.id = CAST(? AS INTEGER)"),
        "has_attachments": _fixed(_ATTACHED.format("")),
        "attachment_name_contains": _part(_ATTACHED.format(" AND a.filename LIKE ?")),
        "reconciled": lambda text: Condition(f"j.reconciled = {int(text == 'true')}"),
    }


OPERATORS = _operators()


def parse(query: str) -> list[Condition]:
    """The conditions of a query; none where nothing in it is understood.

    An unquoted value with a colon is no operator, and neither is an unknown name: the word is then
    lost, and a query of lost words finds nothing.
    """
    found: list[Condition] = []
    for match in _TOKEN.finditer(query):
        negated, name, quoted, bare, phrase, word = match.groups()
        if name is None:
            found.append(_part("j.description LIKE ?")(phrase if phrase is not None else word))
            continue
        made = OPERATORS.get(name)
        if made is None or (quoted is None and ":" in (bare or "")):
            continue
        condition = made(quoted if quoted is not None else bare or "")
        if negated:
            condition = Condition(f"NOT coalesce(({condition.sql}), 0)", condition.values)
        found.append(condition)
    return found


@routes.add("GET", "/api/v1/search/transactions")
def search(ctx: Context) -> Response:
    """The splits that match every condition, in groups that hold those splits alone.

    The links say `search=` where the API reads `query=`, and drop the limit: following them finds
    nothing.
    """
    query = ctx.request.query.get("query", "")
    params: list[tuple[str, object]] = [("search", query)]
    conditions = parse(query)
    if not conditions:
        return ctx.listing([], 0, per_page=5, page=1, params=params)
    where = " AND ".join(f"({condition.sql})" for condition in conditions)
    values = [value for condition in conditions for value in condition.values]
    return page_of(ctx, where, values, params=params)
