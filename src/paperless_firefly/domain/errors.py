"""The error tree: what can go wrong in calls. What is wrong with a document is a Finding instead.

SparkLinkError
├── ConfigurationError        a setting or argument is wrong; the text says which and what to do
├── UpstreamError             Paperless-ngx or Firefly III (`service` says which)
│   ├── Unreachable           no connection, name unknown, refused, TLS
│   ├── TimedOut              no answer in time: whether it was done is unknown
│   ├── NotAnApi              HTML, a redirect, a wrong content type: not the API we know
│   ├── TokenRefused          401 and `about` says the token is dead
│   ├── Forbidden             403
│   ├── Missing               the object does not exist (404; Firefly's 401 with a live token)
│   ├── Invalid               400/422 with the server's words by field
│   │   └── DuplicateTransaction   422 "Duplicate of transaction #17."
│   ├── ChangedMeanwhile      the object is not as it was shown: nothing was sent
│   ├── TooLarge              the answer is larger than allowed
│   ├── Busy                  429, 502, 503, 504: later
│   └── ServerFault           500, or an answer that is cut off or cannot be read
├── UnreadableRules           a file of rules that is none, or in which something is wrong
├── UnknownTag                the filter tag does not exist; names those that come close
└── NoPicture                 a page of a file cannot be drawn; its finding says why
"""

from __future__ import annotations

from .extraction import Finding


class SparkLinkError(Exception):
    """The root; its text is a plain sentence for the person in front of the page."""


class ConfigurationError(SparkLinkError):
    """A setting or argument is wrong."""


class UnreadableRules(SparkLinkError):
    """A file of rules cannot be taken; the text says what in it, and what to do."""


class UpstreamError(SparkLinkError):
    """A call to Paperless-ngx or Firefly III failed.

    `service` is "Paperless-ngx" or "Firefly III"; `retriable` says whether a machine may try again
    by itself; `may_have_happened` whether a write could have been done although it failed.
    """

    retriable = False
    may_have_happened = False

    def __init__(self, service: str, detail: str) -> None:
        super().__init__(detail)
        self.service = service


class Unreachable(UpstreamError):
    """Nobody answers at the address."""

    retriable = True

    def __init__(self, service: str, url: str, reason: str) -> None:
        hint = ""
        if "//localhost" in url or "//127.0.0.1" in url:
            hint = ' SparkLink may run in a container: "localhost" is then the container itself.'
        super().__init__(service, f"{service} does not answer at {url}: {reason}.{hint}")


class TimedOut(UpstreamError):
    """No answer in time; a write may have been done."""

    retriable = True
    may_have_happened = True

    def __init__(self, service: str, seconds: float) -> None:
        super().__init__(service, f"{service} did not answer within {seconds:.3g} seconds.")


class NotAnApi(UpstreamError):
    """What answers is not the API: HTML, a redirect, another program."""

    may_have_happened = True

    def __init__(self, service: str, url: str, what: str) -> None:
        super().__init__(
            service, f"What answers at {url} is not {service}'s API ({what}). Check the address."
        )


class TokenRefused(UpstreamError):
    """The token is no longer valid."""

    def __init__(self, service: str) -> None:
        super().__init__(service, f"{service} refuses the token. Make a new one and enter it.")


class Forbidden(UpstreamError):
    """The token's user lacks the right."""

    def __init__(self, service: str, what: str) -> None:
        super().__init__(
            service, f"{service} refuses {what}: the token's user lacks the right for it."
        )


class Missing(UpstreamError):
    """The object does not exist, or no longer."""

    def __init__(self, service: str, what: str) -> None:
        super().__init__(service, f"{service} has no {what} (any more).")


class Invalid(UpstreamError):
    """The server refused the content; `errors` holds its words by field."""

    def __init__(self, service: str, errors: dict[str, list[str]], message: str = "") -> None:
        said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in errors.items()) or message
        super().__init__(service, f"{service} does not accept this: {said}")
        self.errors = errors


class DuplicateTransaction(Invalid):
    """Firefly's duplicate hash matched; `group_id` may be of a deleted transaction."""

    def __init__(self, service: str, errors: dict[str, list[str]], group_id: str) -> None:
        super().__init__(service, errors)
        self.group_id = group_id


class ChangedMeanwhile(UpstreamError):
    """The object is not as it was shown, so nothing was sent."""

    def __init__(self, service: str, what: str) -> None:
        super().__init__(service, f"{what} was changed in {service} meanwhile; nothing was sent.")


class TooLarge(UpstreamError):
    """The answer is larger than `limit` bytes."""

    may_have_happened = True

    def __init__(self, service: str, what: str, limit: int) -> None:
        size = f"{limit / 2**20:g} MB" if limit >= 2**20 else f"{limit} bytes"
        super().__init__(service, f"{service} sends more than {size} for {what}.")
        self.limit = limit


class Busy(UpstreamError):
    """Too many requests, or a proxy without its server: later. `after` is in seconds, if said."""

    retriable = True
    may_have_happened = True

    def __init__(self, service: str, status: int, after: float | None = None) -> None:
        super().__init__(service, f"{service} is busy (it answered {status}).")
        self.status = status
        self.after = after


class ServerFault(UpstreamError):
    """The server failed, or sent what cannot be read; a write may have been done.

    `status` is 0 where the connection broke before an answer.
    """

    retriable = True
    may_have_happened = True

    def __init__(self, service: str, status: int, message: str = "") -> None:
        words = f": {message}" if message else "."
        failed = "broke off" if status == 0 else f"failed with {status}"
        super().__init__(service, f"{service} {failed}{words}")
        self.status = status


class UnknownTag(SparkLinkError):
    """The filter tag does not exist in Paperless-ngx."""

    def __init__(self, name: str, close: list[str]) -> None:
        hint = f" Close to it: {', '.join(close)}." if close else " It has no similar tag."
        super().__init__(f'Paperless-ngx has no tag "{name}".{hint} Make it, or change the filter.')
        self.close = close


class NoPicture(SparkLinkError):
    """A page of a file cannot be drawn; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
