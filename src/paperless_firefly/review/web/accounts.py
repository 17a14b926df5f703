"""How people sign in: allauth's rules bent to a house without e-mail and open doors."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No sign-up, and limits counted by the address that a trusted proxy tells."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by the first-admin page, the command line and the admin."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as `proxies` left it: allauth would believe forwarded headers by count."""
        # a socket that is a file has no address
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104
