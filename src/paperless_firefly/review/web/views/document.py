"""The page of one document, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ....posting.rulebook import sets_of
from ... import tasks
from ...selectors import choices, queue, readings
from ...services import accepting, decisions, rule_uses, undoing, values
from ...services.errors import CannotPost, InvalidValues, NotAllowed, StaleVersion
from ..access import Document, document_of
from ..asked import ident, page_number
from ..contexts import rules as rules_of
from ..contexts.sentences import spoken
from ..forms.document import DocumentForm, forget_booking
from ..forms.parts import parts_to_link
from ..htmx import PageRequest
from .document_page import keep_typed, page_of
from .runs import back


@require_safe
def show(request: PageRequest, pk: int) -> HttpResponse:
    """The document beside its fields; changes nothing."""
    return page_of(request, document_of(request, pk))


@require_POST
def save(request: PageRequest, pk: int) -> HttpResponse:
    """Keeps the values that were typed."""
    keep_typed(request, document_of(request, pk))
    return _act(request, pk, lambda document, form: redirect("review-document", pk=document.pk))


@require_POST
def accept(request: PageRequest, pk: int) -> HttpResponse:
    """Keeps the values, and decides that the document becomes a new transaction."""
    return _accept(request, pk, mark=None)


@require_POST
def provisional(request: PageRequest, pk: int) -> HttpResponse:
    """The same, until the bank's own transaction is there."""
    return _accept(request, pk, mark=request.preferences.provisional_tag)


def _accept(request: PageRequest, pk: int, *, mark: str | None) -> HttpResponse:
    def decide(document: Document, form: DocumentForm) -> HttpResponse:
        posting = decisions.accept_new(
            document=document,
            by=request.user,
            version=document.version,
            booking=form.booking(request.user.pk, document.direction),
            mark=mark,
        )
        tasks.wake("posting", posting.pk)
        answer = _next(request, document, _("Accepted %(name)s.") % {"name": _name(document)})
        _offer_rule(request, document)
        return answer

    return _act(request, pk, decide)


@require_POST
def wait(request: PageRequest, pk: int) -> HttpResponse:
    """Keeps the values, and decides that the document waits for its bank transaction."""

    def decide(document: Document, form: DocumentForm) -> HttpResponse:
        until = form.cleaned_data["wait_until"] or accepting.until_of(request.preferences)
        accepting.refuse_wrong_day(request.preferences, until)
        decisions.wait(
            document=document,
            by=request.user,
            version=document.version,
            booking=form.booking(request.user.pk, document.direction),
            until=until,
        )
        answer = _next(
            request, document, _("%(name)s waits for the bank.") % {"name": _name(document)}
        )
        _offer_rule(request, document)
        return answer

    return _act(request, pk, decide)


@require_POST
def post_now(request: PageRequest, pk: int) -> HttpResponse:
    """Books a document that waits for the bank as new."""
    document = document_of(request, pk)
    try:
        posting = decisions.stop_waiting(document=document, by=request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect(back(request))
    tasks.wake("posting", posting.pk)
    said = _("Accepted %(name)s.") % {"name": _name(document)}
    messages.success(request, said, extra_tags=str(document.pk))
    return redirect(back(request))


@require_POST
def link(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Keeps the values, and decides that the document belongs to a bank transaction.

    The transaction is split into the parts of the form, where that was asked for.
    """
    split = queue.split(request.user.pk, split_pk)

    def decide(document: Document, form: DocumentForm) -> HttpResponse:
        if split is None:
            raise NotAllowed(_("This transaction is no longer in Firefly III."))
        posting = decisions.link(
            document=document, by=request.user, version=document.version, split=split,
            parts=parts_to_link(request.POST),
        )  # fmt: skip
        tasks.wake("posting", posting.pk)
        return _next(request, document, _("Linked %(name)s.") % {"name": _name(document)})

    return _act(request, pk, decide)


@require_POST
def reject(request: PageRequest, pk: int) -> HttpResponse:
    """Decides that nothing is booked."""
    return _decide(request, pk, decisions.reject, _("Rejected %(name)s."))


@require_POST
def later(request: PageRequest, pk: int) -> HttpResponse:
    """Keeps the values that were typed, and puts the document aside."""

    def decide(document: Document, form: DocumentForm) -> HttpResponse:
        decisions.later(document=document, by=request.user, version=document.version)
        return _next(request, document, _("Put aside %(name)s.") % {"name": _name(document)})

    keep_typed(request, document_of(request, pk))
    return _act(request, pk, decide)


@require_POST
def none_needed(request: PageRequest, pk: int) -> HttpResponse:
    """Decides that no transaction is needed."""
    return _decide(request, pk, decisions.none_needed, _("No transaction needed: %(name)s."))


@require_POST
def reopen(request: PageRequest, pk: int) -> HttpResponse:
    """Takes a decision back; what was posted is taken back by a worker."""
    document = document_of(request, pk)
    try:
        posting = undoing.take_back(document=document, by=request.user)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return redirect(back(request))
    if posting is not None:
        tasks.wake("undo", posting.pk)
        messages.info(request, _("It is being taken back. The document returns to the queue."))
        return redirect("review-document", pk=pk)
    document.refresh_from_db(fields=["decision"])
    again = document.decision == "prov"  # a merge was called off
    said = _("%(name)s is provisional again.") if again else _("%(name)s is back in the queue.")
    messages.success(request, said % {"name": _name(document)})
    return redirect("review-document", pk=pk)


@require_POST
def restore(request: PageRequest, pk: int, name: str) -> HttpResponse:
    """Takes a person's value back: the readers' counts again; the others typed are kept."""

    def decide(document: Document, form: DocumentForm) -> HttpResponse:
        values.restore(document=document, by=request.user, version=document.version, name=name)
        return redirect("review-document", pk=pk)

    keep_typed(request, document_of(request, pk))
    return _act(request, pk, decide, but=name)


@require_POST
def dismiss(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Keeps the values that were typed, and says that a proposed transaction is no pair."""
    split = queue.split(request.user.pk, split_pk)

    def decide(document: Document, form: DocumentForm) -> HttpResponse:
        if split is not None:
            decisions.dismiss(document=document, by=request.user, split=split)
        return redirect("review-document", pk=pk)

    keep_typed(request, document_of(request, pk))
    return _act(request, pk, decide)


@require_safe
def linkable(request: PageRequest, pk: int) -> HttpResponse:
    """All bank transactions that the document could be linked to, searched."""
    document = document_of(request, pk)
    search, page = request.GET.get("q", ""), page_number(request.GET.get("page"))
    found, more = queue.linkable(document, search=search, number=page)
    context = {
        "document": document,
        "splits": found,
        "more": more,
        "number": page,
        "search": search,
    }
    return render(request, "review/link.html", context)


@require_safe
def suggest(request: PageRequest, kind: str) -> HttpResponse:
    """Options for a datalist, as one types."""
    typed = next((v for k, v in request.GET.items() if k != "csrfmiddlewaretoken"), "")
    before, comma, last = str(typed).rpartition(",") if kind == "tag" else ("", "", str(typed))
    names = choices.suggest(request.user.pk, kind, last)
    # a browser offers what contains the whole text: tags typed before must stand in each option
    kept = f"{before}{comma} " if comma else ""
    return render(request, "review/_options.html", {"names": [kept + name for name in names]})


Decide = Callable[[Document, DocumentForm], HttpResponse]


def _act(request: PageRequest, pk: int, decide: Decide, *, but: str = "") -> HttpResponse:
    """Saves what was typed (`but` one field), then decides.

    What stands in the way is shown, and nothing is lost.
    """
    document = document_of(request, pk)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        note = str(form.errors.as_text())
        return page_of(request, document, entries=form.values(), status=422, note=note)
    typed = {name: value for name, value in form.values().items() if name != but}
    try:
        changed = _changed(document, typed)
        version = form.cleaned_data["version"]
        if changed or version != document.version:
            values.set_values(document=document, by=request.user, version=version, values=typed)
        return decide(document, form)
    except InvalidValues as error:
        return page_of(request, document, entries=typed, errors=error.errors, status=422)
    except CannotPost as error:
        problems = {p.field or "": p.message for p in error.problems}
        return page_of(request, document, entries={}, errors=problems, status=422, note=_why(error))
    except StaleVersion as error:
        return page_of(request, document, entries=typed, conflict=error, status=409)
    except NotAllowed as error:
        return page_of(request, document, entries=typed, note=str(error), status=409)


def _changed(document: Document, typed: Mapping[str, str]) -> bool:
    return bool(readings.differences(document, typed))


def _decide(
    request: PageRequest, pk: int, service: Callable[..., object], text: str
) -> HttpResponse:
    document = document_of(request, pk)
    version = ident(request.POST.get("version"))
    typed = DocumentForm(request.POST).values()
    try:
        service(
            document=document,
            by=request.user,
            version=-1 if version is None else version,
        )
    except StaleVersion as error:
        return page_of(request, document, entries=typed, conflict=error, status=409)
    except NotAllowed as error:
        return page_of(request, document, entries=typed, note=str(error), status=409)
    return _next(request, document, text % {"name": _name(document)})


def _next(request: PageRequest, document: Document, text: str) -> HttpResponse:
    """On to the next document, with an undo for the one that was decided."""
    messages.success(request, text, extra_tags=str(document.pk))
    if document.decision not in queue.UNDECIDED:
        forget_booking(request.session, document.pk)
    following = queue.next_after(document)
    return redirect("review-document", pk=following) if following else redirect("review-queue")


def _offer_rule(request: PageRequest, document: Document) -> None:
    """Asks on the next page whether what was chosen twice is to be a rule."""
    if offer := rule_uses.offered_for(document):
        text = _("Do this for every document of %(name)s?") % {"name": offer.name}
        said = f"{text} {rules_of.sets_words(sets_of(offer.sets))}"
        messages.info(request, said, extra_tags=f"offer-{offer.pk}")


def _why(error: CannotPost) -> str:
    return " ".join(spoken(problem.message) for problem in error.problems)


def _name(document: Document) -> str:
    return document.seller or document.title
