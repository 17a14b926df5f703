"""A person's rules: the rows, what rules look at, and what they touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet

from ...domain.ledger import ListEntry, ListKind
from ...domain.money import Money
from ...domain.names import fold, key_of
from ...domain.rules import Facts, Target
from ...domain.rules import Rule as DomainRule
from ...extraction.text.memory import SellerMemory
from ...extraction.text.signs import Signs
from ...posting.rulebook import conditions_of, sets_of
from ...posting.rules import FIELDS, TARGETS, compact, matches
from ..models import Document, LedgerEntry, Rule, RuleOffer, RuleUse
from ..models.states import ACCEPTED
from .choices import listed
from .readings import extraction_of
from .sellers import memory_of

# by these a seller is the same one; a like name or a shared web address may be another
_SURE = frozenset({"name", "vat_ids"})


def rules(owner_id: int) -> QuerySet[Rule]:
    """Every rule that was not deleted, in order, with `used` decisions in force and the last's."""
    used = Q(uses__decision__current=True)
    rows = Rule.objects.filter(owner_id=owner_id, dropped=False).annotate(
        used=Count("uses", filter=used), last_used=Max("uses__decision__at", filter=used)
    )
    return rows.order_by("position", "pk")


def rule(owner_id: int, pk: int) -> Rule | None:
    """One of a user's rules, a deleted one too."""
    return Rule.objects.filter(owner_id=owner_id, pk=pk).first()


def in_force(owner_id: int) -> list[DomainRule]:
    """The rules that are switched on, in order; one query."""
    rows = Rule.objects.filter(owner_id=owner_id, dropped=False, enabled=True)
    return [domain(row) for row in rows]


def domain(row: Rule | RuleOffer) -> DomainRule:
    """A row as the core takes it."""
    return DomainRule(
        name=row.name,
        when=conditions_of(row.conditions),
        sets=sets_of(row.sets),
        enabled=row.enabled if isinstance(row, Rule) else True,
        id=row.pk if isinstance(row, Rule) else 0,
    )


def named_by(rules: Iterable[DomainRule]) -> Q | None:
    """The entries of Firefly's lists that rules name; None where they name none."""
    targets = [t for r in rules for name in TARGETS if (t := getattr(r.sets, name))]
    if not targets:
        return None
    ids = {t.id for t in targets if t.id}
    names = {fold(t.name)[:1024] for t in targets}
    kinds = (ListKind.ACCOUNT, ListKind.CATEGORY, ListKind.BUDGET, ListKind.BILL)
    return Q(kind__in=kinds) & (Q(firefly_id__in=ids) | Q(search__in=names))


def entries_for(owner_id: int, rules: Sequence[DomainRule]) -> list[ListEntry]:
    """The active entries that rules name; one query."""
    named = named_by(rules)
    if named is None:
        return []
    return [listed(e) for e in LedgerEntry.objects.filter(named, owner_id=owner_id, active=True)]


def facts_of(
    document: Document, *, vat_id: str | None, memory: SellerMemory, with_text: bool
) -> Facts:
    """What rules look at, from a document's columns; without the text where no rule asks for it."""
    names, vat_ids = identity(document.seller, vat_id, memory)
    text = fold(f"{document.title} {document.content}") if with_text else ""
    return Facts(
        sellers=frozenset(key for name in names if (key := key_of(name))),
        vat_ids=vat_ids,
        total=_total(document),
        currency=document.currency,
        kind=document.kind,
        types=frozenset(fold(t) for t in (document.type, document.document_type) if t),
        tags=frozenset(fold(tag) for tag in document.tags),
        text=text,
        incoming=document.direction == "in",
        words=_words(document),
    )


def identity(
    seller: str, vat_id: str | None, memory: SellerMemory
) -> tuple[frozenset[str], frozenset[str]]:
    """Every name and VAT id under which a seller is known, by what a person confirmed."""
    vat_ids = frozenset({compact(vat_id)}) if vat_id else frozenset()
    names = frozenset({seller}) if seller else frozenset()
    known = memory.find(Signs(vat_ids=vat_ids), sorted(names))
    if known is None or not _SURE & set(known.kinds):
        return names, vat_ids
    signs = frozenset(compact(each) for each in known.seller.signs.vat_ids)
    return names | {known.seller.name, *known.seller.aliases}, vat_ids | signs


def asks_for_text(rules: Iterable[DomainRule]) -> bool:
    """Whether any rule looks at the text, which is long."""
    return any(rule.when.text for rule in rules)


def rival(document: Document, rule: DomainRule) -> int | None:
    """The first rule in force that would give a document one of the fields that `rule` sets."""
    book = in_force(document.owner_id)
    extraction = extraction_of(document)
    facts = facts_of(
        document,
        vat_id=extraction.text("seller_vat_id") if extraction else None,
        memory=memory_of(document.owner_id),
        with_text=asks_for_text(book),
    )
    fields = [name for name in FIELDS if getattr(rule.sets, name)]
    rivals = (
        each.id
        for each in book
        if any(getattr(each.sets, n) for n in fields) and matches(each.when, facts)
    )
    return next(rivals, None)


def touched(rule: Rule) -> QuerySet[RuleUse]:
    """The decisions in force that a rule gave something, the newest first."""
    rows = RuleUse.objects.filter(rule=rule, decision__current=True)
    return rows.select_related("decision__document").order_by("-decision__at", "-pk")


def offers(owner_id: int) -> QuerySet[RuleOffer]:
    """What was chosen twice, and not answered yet; the newest first."""
    rows = RuleOffer.objects.filter(
        owner_id=owner_id, answer=RuleOffer.Answer.OPEN, document__decision__in=ACCEPTED
    )
    return rows.order_by("-created_at", "-pk")


def offer(owner_id: int, pk: int) -> RuleOffer | None:
    """One of a user's offers, answered or not."""
    return RuleOffer.objects.filter(owner_id=owner_id, pk=pk).first()


def target_of(owner_id: int, field: str, name: str) -> Target | None:
    """The one active entry of this name (or of this id, for what is chosen from a list)."""
    kind = ListKind.ACCOUNT if field in ("own_account", "counterparty") else ListKind(field)
    rows = LedgerEntry.objects.filter(owner_id=owner_id, kind=kind, active=True)
    if field in ("category", "counterparty"):
        rows = rows.filter(search=fold(name)[:1024])
    else:
        rows = rows.filter(firefly_id=name)
    if field == "counterparty":
        rows = rows.filter(type__in=("expense", "revenue")).order_by("type", "pk")
    found = rows.first()
    return Target(found.name, found.firefly_id) if found else None


def _total(document: Document) -> Decimal | None:
    if document.total_minor is None:
        return None
    return Money.of_minor(abs(document.total_minor), document.currency or "EUR").amount


def _words(document: Document) -> dict[str, str]:
    day = document.issue_date
    return {
        "seller": document.seller,
        "number": document.number,
        "title": document.title,
        "date": day.isoformat() if day else "",
        "month": f"{day:%Y-%m}" if day else "",
        "year": f"{day:%Y}" if day else "",
    }
