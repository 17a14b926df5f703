"""What every page's frame shows: counts, the run that is going, the user's theme."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ...selectors import shell


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; nothing for a stranger, nothing for a fragment."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "htmx", False):
        return {}
    found = shell.frame_of(user.pk, getattr(request, "preferences", None))
    return {"frame": found, "run": found.run}
