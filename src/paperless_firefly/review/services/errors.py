"""What a use case refuses, in words for the person who asked.

ServiceError (a SparkLinkError)
├── StaleVersion     the form is older than the document; carries the differences
├── NotAllowed       the document's state does not allow it
├── TooLate          an undo came after the posting was claimed
├── InvalidValues    values that cannot be, by field
├── NotTaken         a file that was handed in cannot be taken, and why
├── CannotPost       what stands in the way of a posting, as findings
└── UnreadableToken  a stored token cannot be decrypted: it has to be entered again
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.errors import SparkLinkError
from ...domain.extraction import Finding


class ServiceError(SparkLinkError):
    """The root of what use cases refuse."""


class StaleVersion(ServiceError):
    """The document changed since the form was shown; `differences` is field -> (shown, now)."""

    def __init__(self, differences: Mapping[str, tuple[str, str]] | None = None) -> None:
        super().__init__("This changed in another tab. Your entries are kept.")
        self.differences = dict(differences or {})


class NotAllowed(ServiceError):
    """The state does not allow this."""


class TooLate(ServiceError):
    """The posting is already on its way."""

    def __init__(self) -> None:
        super().__init__("Too late to undo: the posting is already on its way to Firefly III.")


class InvalidValues(ServiceError):
    """Values that cannot be; `errors` is field -> what is wrong."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class NotTaken(ServiceError):
    """A file that was handed in cannot be taken."""


class CannotPost(ServiceError):
    """What stands in the way of a posting."""

    def __init__(self, problems: Sequence[Finding]) -> None:
        super().__init__(" ".join(p.message for p in problems))
        self.problems = tuple(problems)


class UnreadableToken(ServiceError):
    """A stored token cannot be decrypted."""

    def __init__(self, service: str) -> None:
        super().__init__(
            f"The token for {service} cannot be decrypted with this key. Enter it again in Settings."
        )
