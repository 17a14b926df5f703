"""One typed htmx request."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class PageRequest(HttpRequest):
    """A request behind sign-in, with django-htmx's details."""

    htmx: HtmxDetails
    user: User
