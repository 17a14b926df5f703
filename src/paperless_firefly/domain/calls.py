"""Calls that may have changed something on a server, as the audit keeps them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one call that writes: method and path (without query), and its status.

    `status` is 0 where no answer came: whether it was done is then unknown.
    """

    service: str
    method: str
    path: str
    status: int

    def as_json(self) -> dict[str, str | int]:
        """As a row keeps it."""
        return {
            "service": self.service,
            "call": f"{self.method} {self.path}",
            "status": self.status,
        }
