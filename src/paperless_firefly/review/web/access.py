"""An object by right, or 404: nobody learns that another's exists."""

from __future__ import annotations

from typing import TypeVar, cast

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest

from ..models import (
    ConfirmedSeller,
    Document,
    GroupProposal,
    LearnedName,
    LedgerSplit,
    LinkBatch,
    Posting,
    Rule,
    RuleOffer,
    Run,
    TaxExport,
    Upload,
)
from ..selectors import (
    coverage,
    likely,
    matching,
    matching_learned,
    queue,
    rules,
    sellers,
    sessions,
    uploads,
)

Row = TypeVar("Row")

__all__ = [
    "Document",
    "LedgerSplit",
    "LinkBatch",
    "Posting",
    "Rule",
    "RuleOffer",
    "Run",
    "Upload",
    "batch_of",
    "document_of",
    "export_of",
    "offer_of",
    "posting_of",
    "rule_of",
    "run_of",
    "split_of",
    "upload_of",
]


def document_of(request: HttpRequest, pk: int) -> Document:
    """The user's own document; 404 for everyone else's, staff included."""
    return _there(queue.document(_owner(request), pk))


def posting_of(request: HttpRequest, pk: int) -> Posting:
    """The user's own posting."""
    return _there(queue.posting(_owner(request), pk))


def run_of(request: HttpRequest, pk: int) -> Run:
    """The user's own run."""
    return _there(queue.run(_owner(request), pk))


def split_of(request: HttpRequest, pk: int) -> LedgerSplit:
    """The user's own bank transaction."""
    return _there(queue.split(_owner(request), pk))


def batch_of(request: HttpRequest, pk: int) -> LinkBatch:
    """The user's own batch of links."""
    return _there(likely.batch(_owner(request), pk))


def export_of(request: HttpRequest, pk: int) -> TaxExport:
    """The user's own export of a tax year."""
    return _there(coverage.export(_owner(request), pk))


def session_of(request: HttpRequest, pk: int) -> UserSession:
    """A session that the user is signed in with."""
    return _there(sessions.session(cast(User, request.user), pk))


def upload_of(request: HttpRequest, pk: int) -> Upload:
    """A file that the user handed in."""
    return _there(uploads.upload(_owner(request), pk))


def group_of(request: HttpRequest, pk: int) -> GroupProposal:
    """A group that matching proposed to the user, as long as it can be linked."""
    return _there(matching.groups(_owner(request)).filter(pk=pk).first())


def seller_of(request: HttpRequest, pk: int) -> ConfirmedSeller:
    """A seller that the user confirmed."""
    return _there(sellers.seller(_owner(request), pk))


def learned_name_of(request: HttpRequest, pk: int) -> LearnedName:
    """A name that the user's links taught."""
    return _there(matching_learned.names(_owner(request)).filter(pk=pk).first())


def rule_of(request: HttpRequest, pk: int) -> Rule:
    """One of the user's rules, a deleted one too."""
    return _there(rules.rule(_owner(request), pk))


def offer_of(request: HttpRequest, pk: int) -> RuleOffer:
    """A rule that was offered to the user."""
    return _there(rules.offer(_owner(request), pk))


def _there(found: Row | None) -> Row:
    if found is None:
        raise Http404
    return found


def _owner(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
