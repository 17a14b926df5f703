"""Rules of a person: documents that look like this are booked like that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .extraction import Finding


@dataclass(frozen=True, slots=True)
class Target:
    """An object of Firefly III that a rule names: its name, and its id once it is known."""

    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a document must be; empty means: whatever. All that is given must hold.

    `seller` is a name, compared with every name under which the seller is known; `lowest` and
    `highest` include themselves and are compared with the total without its sign, in `currency` if
    one is named; `type` is what SparkLink or Paperless-ngx calls it; `tag` one of Paperless-ngx;
    `text` stands somewhere in title or text.
    """

    seller: str = ""
    vat_id: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    currency: str = ""
    kind: str = ""
    type: str = ""
    tag: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sets:
    """What a rule sets on the proposal; what is empty is left to other rules, or to the person.

    `counterparty` is the expense account (the revenue account of money that comes in);
    `description` may hold the words of posting.rules.WORDS in braces.
    """

    own_account: Target | None = None
    counterparty: Target | None = None
    category: Target | None = None
    budget: Target | None = None
    bill: Target | None = None
    tags: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `id` is its row's, 0 while it has none."""

    name: str
    when: Conditions = field(default_factory=Conditions)
    sets: Sets = field(default_factory=Sets)
    enabled: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules look at, of one document.

    `sellers` are keys (domain.names.key_of) of every name the seller is known by, `vat_ids` without
    blanks; `total` has no sign; `types`, `tags` and `text` are folded; `words` fill a description.
    """

    sellers: frozenset[str] = frozenset()
    vat_ids: frozenset[str] = frozenset()
    total: Decimal | None = None
    currency: str = ""
    kind: str = ""
    types: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    text: str = ""
    incoming: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule gave one field of the proposal: `shown` as a person reads it.

    `booking` are the fields of domain.posting.Booking that it fills.
    """

    rule: Rule
    shown: str
    booking: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Applied:
    """What rules gave a document, by field of `Sets`, and what they could not give, and why."""

    given: Mapping[str, Given] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
