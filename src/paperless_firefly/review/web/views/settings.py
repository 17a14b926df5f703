"""Settings: connections with a test of each, and the user's preferences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ... import tasks
from ...selectors import choices
from ...selectors import trial as trials
from ...selectors.people import KINDS, connection_by_kind
from ...services import connections, preferences
from ...services.errors import InvalidValues, NotAllowed
from ..contexts.trial import Trial
from ..contexts.trial import trial as drawn
from ..forms.settings import ConnectionForm, PreferencesForm, shown
from ..htmx import PageRequest


@require_safe
def settings(request: PageRequest) -> HttpResponse:
    """Everything that a user can set."""
    return _page(request)


@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Keeps the preferences; what is wrong stands beside its field."""
    form = PreferencesForm(request.POST)
    row = preferences.preferences_of(request.user.pk)
    if form.is_valid() and form.cleaned_data["default_account"] != row.default_account:
        form.refuse_unknown_account(choices.lists(request.user.pk).own_accounts)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        preferences.save(preferences=row, by=request.user, changes=form.cleaned_data)
    except InvalidValues as error:
        for name, text in error.errors.items():
            form.add_error(name, text)
        return _page(request, form=form, status=422)
    messages.success(request, _("Saved."))
    response = redirect("settings")
    _remember_language(response, form.cleaned_data["language"])
    return response


@require_POST
def connect(request: PageRequest, kind: str) -> HttpResponse:
    """Keeps a connection and asks for its test."""
    form = ConnectionForm(request.POST)
    if kind not in KINDS:
        raise Http404
    if not form.is_valid():
        return _page(request, connection=(kind, form), status=422)
    data = form.cleaned_data
    try:
        row = connections.save(
            owner=request.user,
            kind=KINDS[kind],
            url=data["url"],
            external_url=data["external_url"],
            token=data["token"] or None,
        )
    except InvalidValues as error:
        for name, text in error.errors.items():
            form.add_error(name, text)
        return _page(request, connection=(kind, form), status=422)
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect("settings")
    tasks.wake("check", row.pk)
    messages.success(request, _("Saved. The connection is being tried."))
    return redirect("home" if request.POST.get("from") == "home" else "settings")


@require_POST
def check(request: PageRequest, kind: str) -> HttpResponse:
    """Asks for the test of a connection; a worker makes it."""
    row = connection_by_kind(request.user.pk, kind)
    if row is None:
        raise Http404
    connections.request_check(connection=row)
    tasks.wake("check", row.pk)
    if request.htmx:
        return _checked(request, kind)
    return redirect("settings")


@require_safe
def trial(request: PageRequest) -> HttpResponse:
    """What other thresholds would have done, as a fragment; nothing is saved."""
    return render(request, "settings/_trial.html", {"trial": _trial(request, request.GET)})


def _trial(request: PageRequest, asked: Mapping[str, str]) -> Trial:
    """The trial of the thresholds asked for; those that are none are the saved ones."""
    saved = request.preferences
    auto = _threshold(asked.get("auto_threshold", ""), saved.auto_threshold)
    review = _threshold(asked.get("review_threshold", ""), saved.review_threshold)
    return drawn(trials.judged(request.user.pk), auto=auto, review=min(review, auto))


def _threshold(text: str, saved: float) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return saved
    return value if 0 <= value <= 1 else saved


@require_safe
def checked(request: PageRequest, kind: str) -> HttpResponse:
    """The state of a connection as a fragment; asks for itself while a test is due."""
    return _checked(request, kind)


def _checked(request: PageRequest, kind: str) -> HttpResponse:
    row = connection_by_kind(request.user.pk, kind)
    if row is None:
        raise Http404
    return render(request, "settings/_check.html", {"connection": row, "kind": kind})


def panels(
    request: PageRequest, given: tuple[str, ConnectionForm] | None = None
) -> list[dict[str, Any]]:
    """Both connections, each with its form; `given` is one that was just refused."""
    found: list[dict[str, Any]] = []
    for kind in KINDS:
        there = connection_by_kind(request.user.pk, kind)
        initial = {"url": there.url, "external_url": there.external_url} if there else {}
        form = given[1] if given and given[0] == kind else None
        found.append(
            {
                "kind": kind,
                "connection": there,
                "form": form or ConnectionForm(initial=initial, prefix=None, auto_id=f"{kind}-%s"),
                "label": KINDS[kind].label,
            }
        )
    return found


def _page(
    request: PageRequest,
    *,
    form: PreferencesForm | None = None,
    connection: tuple[str, ConnectionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    row = preferences.preferences_of(request.user.pk)
    context = {
        "form": form or PreferencesForm(initial=shown(row)),
        "panels": panels(request, connection),
        "accounts": choices.lists(request.user.pk).own_accounts,
        "trial": _trial(request, {}),
    }
    return render(request, "settings/settings.html", context, status=status)


def _remember_language(response: HttpResponse, language: str) -> None:
    name = django_settings.LANGUAGE_COOKIE_NAME
    if language:
        response.set_cookie(name, language, max_age=365 * 86400, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(name)
