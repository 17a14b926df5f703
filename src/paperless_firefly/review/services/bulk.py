"""Many documents at once: each is decided by itself, and one that cannot be stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from ...domain.errors import SparkLinkError
from ..models import Decision, Document, Posting
from . import decisions, plans, undoing
from .errors import NotAllowed
from .plans import Plan
from .preferences import preferences_of


@dataclass(frozen=True, slots=True)
class Pick:
    """A document as it was shown: its version, and the split that it would be linked to, if any."""

    document: Document
    version: int
    split_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided, the postings that are due by it, and what was left, with the reason."""

    done: tuple[Document, ...]
    postings: tuple[Posting, ...]
    left: tuple[tuple[Document, str], ...]


def plan(documents: Iterable[Document], owner_id: int, *, only_certain: bool) -> list[Plan]:
    """What accepting each would do."""
    account = preferences_of(owner_id).default_account
    return [plans.plan_of(each, account, only_certain=only_certain) for each in documents]


def accept(picks: Sequence[Pick], *, by: AbstractBaseUser) -> Outcome:
    """Accepts each as it was shown: what would now become something else is left."""
    account = preferences_of(by.pk).default_account

    def decide(pick: Pick) -> Posting | Decision:
        now = plans.plan_of(pick.document, account, only_certain=False)
        if now.ready and (now.split.pk if now.split else None) != pick.split_id:
            raise NotAllowed("What it would be linked to changed meanwhile. Look at it again.")
        return plans.carry_out(now, by=by, version=pick.version)

    return _each(picks, decide)


def later(picks: Sequence[Pick], *, by: AbstractBaseUser) -> Outcome:
    """Puts each aside."""
    return _each(picks, lambda p: decisions.later(document=p.document, by=by, version=p.version))


def reject(picks: Sequence[Pick], *, by: AbstractBaseUser) -> Outcome:
    """Decides that nothing is booked for any of them."""
    return _each(picks, lambda p: decisions.reject(document=p.document, by=by, version=p.version))


def reopen(documents: Iterable[Document], *, by: AbstractBaseUser) -> Outcome:
    """Takes the decisions back; what was posted returns when a worker has taken it back."""
    picks = [Pick(document, document.version) for document in documents]
    return _each(picks, lambda p: undoing.take_back(document=p.document, by=by))


def _each(picks: Sequence[Pick], decide: Callable[[Pick], object]) -> Outcome:
    done: list[Document] = []
    postings: list[Posting] = []
    left: list[tuple[Document, str]] = []
    for pick in picks:
        try:
            made = decide(pick)
        except SparkLinkError as error:
            left.append((pick.document, str(error)))
            continue
        done.append(pick.document)
        if isinstance(made, Posting):
            postings.append(made)
    return Outcome(tuple(done), tuple(postings), tuple(left))
