"""One typed htmx request."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from ..models import Preferences


class PageRequest(HttpRequest):
    """A request behind sign-in, with django-htmx's details and the user's preferences."""

    htmx: HtmxDetails
    user: User
    preferences: Preferences
