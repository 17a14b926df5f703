"""What templates need beside Django's own: icons, money, confidence."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ....domain.money import Money, exponent
from ...models import Document, Run
from ...selectors.shell import seconds_left, transaction_page
from ..asked import ident
from ..contexts import pair
from ..contexts.audit import field_label
from ..contexts.document import LABELS, shown
from ..contexts.formats import shown_day
from ..contexts.rules import LABELS as RULE_LABELS
from ..contexts.sentences import spoken

register = template.Library()

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF ", "PLN": "zł "}
LEVELS = {
    "certain": _("Certain"),
    "likely": _("Likely"),
    "unsure": _("Unsure"),
    "none": _("Not found"),
    "yours": _("Yours"),
}
LEVEL_OF_READING = {"auto": "certain", "review": "likely", "manual": "unsure", "other": "none"}


@register.simple_tag
@lru_cache(maxsize=256)  # a list draws the same few a hundred times
def icon(name: str, size: str = "") -> SafeString:
    """A drawing of the sprite; it says nothing to a screen reader."""
    classes = f"icon {size}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes,
        static("sparklink/icons.svg"),
        name,
    )


@register.simple_tag
def confidence(level: str) -> SafeString:
    """Shape and word of a level of confidence, or of a reading's state."""
    level = LEVEL_OF_READING.get(level, level)
    return format_html(
        '<span class="conf" data-level="{}">{}{}</span>',
        level,
        icon(f"conf-{level}"),
        LEVELS.get(level, ""),
    )


@register.simple_tag
def money(minor: int | None, currency: str, direction: str = "", classes: str = "") -> SafeString:
    """An amount in minor units with its sign: out is ink with a minus, in is green with a plus."""
    if minor is None:
        return format_html('<span class="money {}">–</span>', classes)
    comes_in = direction in {"in", "deposit"}
    sign = "" if not direction else ("+" if comes_in else "−")
    behind = _sign_stands_behind()
    shape = (
        '<span class="money{}{}">{}{}&nbsp;<span class="cur">{}</span></span>'
        if behind
        else '<span class="money{}{}">{}<span class="cur">{}</span>{}</span>'
    )
    number = amount(abs(minor) if direction else minor, currency)
    return format_html(
        shape,
        " in" if comes_in else "",
        f" {classes}" if classes else "",
        sign,
        *((number, symbol(currency).strip()) if behind else (symbol(currency), number)),
    )


@register.simple_tag
def plain_money(minor: int | None, currency: str, direction: str = "") -> str:
    """The same as text alone."""
    if minor is None:
        return "–"
    sign = "" if not direction else ("+" if direction in {"in", "deposit"} else "−")
    number = amount(abs(minor) if direction else minor, currency)
    if _sign_stands_behind():
        return f"{sign}{number}\u00a0{symbol(currency).strip()}"
    return f"{sign}{symbol(currency)}{number}"


def _sign_stands_behind() -> bool:
    """German writes "25,43 €", English "€25.43"."""
    return (get_language() or "").startswith("de")


def symbol(currency: str) -> str:
    """A currency's sign, or its code and a blank."""
    return _SYMBOLS.get(currency, f"{currency} " if currency else "")


def amount(minor: int, currency: str) -> str:
    """Minor units as a number in the reader's language."""
    value = Money.of_minor(minor, currency or "EUR").amount
    return number_format(value, exponent(currency or "EUR"), use_l10n=True, force_grouping=True)


register.filter("spoken", spoken)


@register.filter
def percent(value: float) -> str:
    """0.987 as "98.7 %", never rounded up to 100."""
    return f"{number_format(min(int(value * 1000), 999) / 10, 1)} %"


@register.filter
def grouped(number: int) -> str:
    """A count with its thousands apart: "5,000"."""
    return str(number_format(number, force_grouping=True))


@register.filter
def signed(value: float) -> str:
    """A weight with its sign: "+8.0", "−4.5"."""
    return f"{'−' if value < 0 else '+'}{number_format(abs(round(value, 1)), 1)}"


@register.filter
def ago(when: datetime) -> str:
    """How long ago something was, in words."""
    if timezone.now() - when < timedelta(minutes=1):
        return str(_("just now"))
    return str(_("%(age)s ago") % {"age": timesince(when, depth=1)})


@register.filter
def lookup(mapping: dict[str, object], key: str) -> object:
    """A value of a mapping by a key that is a variable."""
    return mapping.get(key, "")


@register.simple_tag
def sprite() -> str:
    """The address of the sprite of icons."""
    return static("sparklink/icons.svg")


@register.simple_tag
def rule_words(field: str, value: str) -> str:
    """What a rule for payments without documents is about."""
    return pair.rule_words(field, value)


register.simple_tag(field_label, name="transaction_field")
register.simple_tag(symbol, name="symbol")
register.simple_tag(shown, name="shown")
register.filter("day", shown_day)

_KINDS = {
    "invoice": _("Invoice"),
    "receipt": _("Receipt"),
    "credit_note": _("Credit note"),
    "other": _("Document"),
}


@register.simple_tag
def kind_of(document: Document) -> str:
    """What a document is, in a word."""
    return str(_KINDS.get(document.kind, _("Document")))


@register.simple_tag
def field_name(name: str) -> str:
    """A field's label."""
    return str(LABELS.get(name, {"kind": _("Kind"), "direction": _("Direction")}.get(name, name)))


@register.simple_tag
def names_of(names: list[str]) -> str:
    """The labels of several fields, joined."""
    return ", ".join(str(LABELS.get(n, n)) for n in names[:3])


@register.simple_tag
def firefly_url(owner_id: int, group_id: str) -> str:
    """The page of a transaction in Firefly III."""
    return transaction_page(owner_id, group_id)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """This page's address with some of its query changed."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params[name] = str(value)
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def query_up_to(context: Context, name: str, **changes: object) -> str:
    """The same up to the value of one name: a list makes it once and adds each row's own."""
    params = context["request"].GET.copy()
    for other, value in changes.items():
        params[other] = str(value)
    params.pop(name, None)
    rest = params.urlencode()
    return f"?{rest}&{name}=" if rest else f"?{name}="


@register.filter
def number_after(tags: str, start: str) -> int | None:
    """The number in a message's tags ("offer-12"), if they start so."""
    return ident(tags.removeprefix(start)) if tags.startswith(start) else None


@register.simple_tag
def rule_field(name: str) -> str:
    """What a rule sets, by its name in a label's words."""
    return str(RULE_LABELS.get(name, name))


@register.filter
def unlocalized(value: object) -> str:
    """A number as machines write it."""
    return str(value)


@register.simple_tag(takes_context=True)
def query_of(context: Context, name: str, number: int, step: int) -> str:
    """This page's address with one page number moved by a step."""
    return query(context, **{name: number + step})


@register.simple_tag
def time_left(run: Run) -> str:
    """How long a run's step will still take, in words; empty where nobody can tell."""
    left = seconds_left(run, timezone.now())
    if left is None:
        return ""
    minutes = round(left / 60)
    if minutes < 1:
        return gettext("less than a minute left")
    return ngettext("%(n)s min left", "%(n)s min left", minutes) % {"n": minutes}
