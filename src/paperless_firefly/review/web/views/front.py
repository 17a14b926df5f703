"""The front door: the home page, the sign-in page, or the making of the first admin."""

from __future__ import annotations

from typing import cast

from allauth.account.views import login as sign_in
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ...services.people import set_up_open
from ..htmx import PageRequest
from .first_admin import offer
from .overview import overview


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Answers everyone at `/` with 200: a redirect would tell a stranger's monitor nothing."""
    if request.user.is_authenticated:
        return overview(cast(PageRequest, request))
    if set_up_open():
        return offer(request)
    answer: HttpResponse = sign_in(request)
    return answer
