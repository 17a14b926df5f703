"""The making of the first admin, against a code that stands in the log."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from ...services.errors import InvalidValues, NotAllowed
from ...services.people import make_first_admin
from ..forms.first_admin import FirstAdminForm


def offer(request: HttpRequest, form: FirstAdminForm | None = None) -> HttpResponse:
    """The page with the form; views.front decides whether it may be seen."""
    status = 422 if form is not None else 200
    context = {"form": form or FirstAdminForm()}
    return render(request, "account/first_admin.html", context, status=status)


@login_not_required
@require_POST
@never_cache
@sensitive_post_parameters("password", "again", "code")
def first_admin(request: HttpRequest) -> HttpResponse:
    """Takes the form, makes the admin and signs them in."""
    form = FirstAdminForm(request.POST)
    if not ratelimit.consume(request, action="first_admin"):
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    if not form.is_valid():
        return offer(request, form)
    return _make(request, form)


def _make(request: HttpRequest, form: FirstAdminForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        user = make_first_admin(
            code=data["code"], username=data["username"], password=data["password"]
        )
    except NotAllowed:
        return redirect("home")
    except InvalidValues as error:
        for name, message in error.errors.items():
            form.add_error(name, message)
        return offer(request, form)
    login(request, user)
    return redirect("home")
