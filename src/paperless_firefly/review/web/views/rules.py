"""Rules: their order, one rule with what it touched, a try on history, export and import."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError, UnreadableRules
from ....domain.rules import Rule as DomainRule
from ....posting.rules import missing, objections
from ...selectors import choices, rule_trial, sellers
from ...selectors import rules as selector
from ...services import rule_uses
from ...services import rules as service
from ..access import Rule, RuleOffer, offer_of, rule_of
from ..asked import ident, page_number
from ..contexts import rules as context_of
from ..contexts.sentences import spoken
from ..forms.rules import RuleForm
from ..htmx import PageRequest
from .runs import back

PAGE = 50


@require_safe
def rules(request: PageRequest) -> HttpResponse:
    """Every rule in order, and what is offered."""
    return _list(request)


@require_safe
def new(request: PageRequest) -> HttpResponse:
    """An empty form, or one filled from an offer, which is tried on history at once."""
    offer = _offer(request, request.GET.get("offer"))
    if offer is None:
        return _form(request, DomainRule(""))
    rule = selector.domain(offer)
    return _form(request, rule, offer=offer, trial=_trial(request, rule, offer))


@require_POST
def make(request: PageRequest) -> HttpResponse:
    """Tries a new rule, or keeps it."""
    return _keep(request, None, _offer(request, request.POST.get("offer")))


@require_safe
def rule(request: PageRequest, pk: int) -> HttpResponse:
    """One rule's form, and what it touched."""
    row = _standing(request, pk)
    return _form(request, selector.domain(row), row=row)


@require_POST
def change(request: PageRequest, pk: int) -> HttpResponse:
    """Tries what was changed of a rule, or keeps it."""
    return _keep(request, _standing(request, pk), None)


@require_POST
def act(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """Moves a rule, lets it rest, deletes it or has it back."""
    row, by = rule_of(request, pk), request.user
    acts = {
        "up": lambda: service.move(rule=row, by=by, step=-1),
        "down": lambda: service.move(rule=row, by=by, step=1),
        "on": lambda: service.switch(rule=row, by=by, on=True),
        "off": lambda: service.switch(rule=row, by=by, on=False),
        "delete": lambda: service.drop(rule=row, by=by),
        "restore": lambda: service.restore(rule=row, by=by),
    }
    if act not in acts:
        raise Http404
    acts[act]()
    if "stay" in request.POST:
        messages.info(request, _("“%(name)s” is deleted.") % {"name": row.name})
        return redirect(back(request))
    return redirect(f"{reverse('rules')}?deleted={row.pk}" if act == "delete" else reverse("rules"))


@require_POST
def offer(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """Makes an offered rule, or never offers it again."""
    row = offer_of(request, pk)
    if act not in ("make", "never"):
        raise Http404
    if act == "never":
        rule_uses.never(offer=row, by=request.user)
        messages.info(request, _("This is not offered again."))
        return redirect(back(request))
    try:
        made = rule_uses.make(offer=row, by=request.user)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return redirect(back(request))
    if made is not None:
        text = _("From now on for every document of %(name)s.") % {"name": made.name}
        messages.success(request, text, extra_tags=f"rule-{made.pk}")
    return redirect(back(request))


@require_safe
def export(request: PageRequest) -> HttpResponse:
    """Every rule as a file."""
    answer = JsonResponse(
        service.export(request.user.pk), json_dumps_params={"indent": 1, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="sparklink-rules.json"'
    return answer


@require_POST
def take_in(request: PageRequest) -> HttpResponse:
    """Adds the rules of an exported file, all or none."""
    try:
        count = service.take_in(owner=request.user, text=_uploaded(request))
    except UnreadableRules as error:
        return _list(request, error=spoken(error), status=422)
    messages.success(request, _("Rules added: %(n)s.") % {"n": count})
    return redirect("rules")


def _offer(request: PageRequest, number: str | None) -> RuleOffer | None:
    """The offer that a new rule comes from, if it comes from one."""
    pk = ident(number)
    return offer_of(request, pk) if pk is not None else None


def _uploaded(request: PageRequest) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise UnreadableRules("Choose a file of rules first.")
    try:
        return str(file.read(service.LONGEST_FILE + 1).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableRules("This file is no text: choose the one that was exported.") from error


def _standing(request: PageRequest, pk: int) -> Rule:
    row = rule_of(request, pk)
    if row.dropped:
        raise Http404
    return row


def _keep(request: PageRequest, row: Rule | None, offer: RuleOffer | None) -> HttpResponse:
    owner = request.user
    form = RuleForm(choices.lists(owner.pk), context_of.KINDS, owner.pk, request.POST)
    if form.is_valid():
        for field, text in objections(form.rule).items():
            form.add_error(field, spoken(text))
    if not form.is_valid():
        return _form(request, None, row=row, form=form, offer=offer, status=422)
    kept = form.rule
    if row is not None:
        kept = replace(kept, enabled=row.enabled, id=row.pk)
    if "try" in request.POST:
        trial = _trial(request, kept, offer)
        return _form(request, kept, row=row, form=form, offer=offer, trial=trial)
    try:
        # an offer that was answered meanwhile is a rule like any other
        if offer is None or rule_uses.make(offer=offer, by=owner, rule=kept) is None:
            service.keep(owner=owner, rule=kept, row=row)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return _form(request, kept, row=row, form=form, offer=offer, status=422)
    messages.success(request, _("Saved."))
    return redirect("rules")


def _trial(request: PageRequest, rule: DomainRule, offer: RuleOffer | None) -> rule_trial.RuleTrial:
    """A try on history, in the place where the rule would stand."""
    before = selector.rival(offer.document, rule) if offer else None
    return rule_trial.trial(request.user.pk, rule, before)


def _list(request: PageRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    owner_id = request.user.pk
    rows = list(selector.rules(owner_id))
    entries = selector.entries_for(owner_id, [selector.domain(row) for row in rows])
    deleted = ident(request.GET.get("deleted"))
    gone = selector.rule(owner_id, deleted) if deleted is not None else None
    context = {
        "rules": context_of.shown(rows, entries),
        "offers": context_of.shown(selector.offers(owner_id)[:PAGE]),
        "deleted": gone if gone and gone.dropped else None,
        "error": error,
    }
    return render(request, "rules/rules.html", context, status=status)


def _form(
    request: PageRequest,
    rule: DomainRule | None,
    *,
    row: Rule | None = None,
    form: RuleForm | None = None,
    offer: RuleOffer | None = None,
    trial: rule_trial.RuleTrial | None = None,
    status: int = 200,
) -> HttpResponse:
    owner_id = request.user.pk
    entries = selector.entries_for(owner_id, [rule]) if rule else []
    if form is None and rule is not None:
        initial = context_of.shown_rule(rule, entries)
        form = RuleForm(choices.lists(owner_id), context_of.KINDS, owner_id, initial=initial)
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "offer": offer,
        "gone": [target.name for _field, target in missing(rule, entries)] if rule else [],
        "trial": trial,
        "labels": context_of.LABELS,
        "sellers": [s.name for s in sellers.sellers(owner_id)[:200]],
    }
    if row is not None:
        number = page_number(request.GET.get("page"))
        start = (number - 1) * PAGE
        found = list(selector.touched(row)[start : start + PAGE + 1])
        context |= {"touched": found[:PAGE], "more": len(found) > PAGE, "number": number}
    return render(request, "rules/rule.html", context, status=status)
