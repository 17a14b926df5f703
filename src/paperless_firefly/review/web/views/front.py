"""The front door: the home page, the sign-in page, or the making of the first admin."""

from __future__ import annotations

from allauth.account.views import login as sign_in
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...services.people import set_up_open
from .first_admin import offer


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Answers everyone at `/` with 200: a redirect would tell a stranger's monitor nothing."""
    if request.user.is_authenticated:
        return render(request, "base.html")
    if set_up_open():
        return offer(request)
    answer: HttpResponse = sign_in(request)
    return answer
