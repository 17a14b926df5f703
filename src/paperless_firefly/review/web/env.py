"""How options are read from the environment: typed, safe by default, loud when wrong.

Values are stripped of blanks, a carriage return and a trailing ` # comment`, as people paste them
into `stack.env`. A secret may stand in a file that `NAME_FILE` names; a file is taken as it is, but
for blanks and line ends around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from ...domain.errors import ConfigurationError

T = TypeVar("T")
Network = IPv4Network | IPv6Network

_COMMENT = re.compile(r"\s#.*$", re.DOTALL)
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One option: its default as text, how it is read, and what it does (for the docs)."""

    name: str
    default: str
    parse: Callable[[str], T]
    meaning: str
    secret: bool = False


class Environment:
    """Reads options and collects what is wrong with them, so that a start names everything."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def __getitem__(self, option: Option[T]) -> T:
        """The option's value; its default, and a problem noted, where it is wrong."""
        try:
            raw = self._raw(option)
            return option.parse(raw or option.default)
        except ValueError as error:
            self.problems.append(f"{option.name} {error}.")
            return option.parse(option.default)

    def given(self, option: Option[T]) -> bool:
        """Whether the option is set to anything, by itself or by a file."""
        try:
            return bool(self._raw(option))
        except ValueError:
            return True

    def refuse_half(self, one: Option[T], other: Option[T]) -> None:
        """Notes a problem where only one of two options that need each other is set."""
        if self.given(one) != self.given(other):
            there, missing = (one, other) if self.given(one) else (other, one)
            self.problems.append(f"{there.name} is set, but not {missing.name}: set both or none.")

    def refuse_problems(self) -> None:
        """Raises ConfigurationError with a line for each problem."""
        if self.problems:
            raise ConfigurationError("\n".join(self.problems))

    def _raw(self, option: Option[T]) -> str:
        raw = clean(self._environ.get(option.name, ""))
        file = clean(self._environ.get(f"{option.name}_FILE", "")) if option.secret else ""
        if raw and file:
            raise ValueError(f"and {option.name}_FILE are both set: keep one")
        return _content(file) if file else raw


def clean(value: str) -> str:
    """A value as it was meant: without blanks, carriage return, trailing comment, and quotes."""
    value = _COMMENT.sub("", value.replace("\r", "")).strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        reason = "it is no text"
    except OSError as error:
        reason = error.strerror or "no reason known"
    raise ValueError(f"cannot be read from the file {path} that its _FILE names: {reason}")


def text(value: str) -> str:
    """Any text."""
    return value


def names(value: str) -> tuple[str, ...]:
    """Several texts, parted by commas."""
    return tuple(part for each in value.split(",") if (part := each.strip()))


def flag(value: str) -> bool:
    """true or false."""
    if value.casefold() in _TRUE:
        return True
    if value.casefold() in _FALSE:
        return False
    raise ValueError(f'must be true or false, not "{value}"')


def whole(least: int, most: int = 10**9) -> Callable[[str], int]:
    """A whole number between two limits."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,12}", value):
            raise ValueError(f'must be a whole number, not "{value}"')
        if not least <= int(value) <= most:
            limits = f"at least {least}" if int(value) < least else f"at most {most}"
            raise ValueError(f"must be {limits}, not {value}")
        return int(value)

    return parse


def number(least: float, most: float) -> Callable[[str], float]:
    """A number between two limits, with a point before its decimals."""

    def parse(value: str) -> float:
        try:
            found = float(value)
        except ValueError:
            raise ValueError(f'must be a number, not "{value}"') from None
        if not least <= found <= most:
            raise ValueError(f"must be between {least:g} and {most:g}, not {value}")
        return found

    return parse


def address(value: str) -> str:
    """An http(s) URL without user name, query and trailing slash; or nothing."""
    if not value:
        return ""
    shown = f'"{value}"' if "@" not in value else "what it is"
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError(f"must be a URL, not {shown}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"must be a URL that begins with http:// or https://, not {shown}")
    if parts.username or parts.password:
        raise ValueError("must not hold a user name or password")
    if parts.query or parts.fragment or any(c.isspace() for c in value):
        raise ValueError(f"must be a plain URL without blanks, ? and #, not {shown}")
    return value.rstrip("/")


def addresses(value: str) -> tuple[str, ...]:
    """Several http(s) URLs, parted by commas."""
    return tuple(address(each) for each in names(value))


def store(*schemes: str) -> Callable[[str], str]:
    """The URL of a database or queue with one of these schemes, or nothing; it may hold secrets."""

    def parse(value: str) -> str:
        if value and urlsplit(value).scheme not in schemes:
            known = " or ".join(f"{scheme}://" for scheme in schemes)
            raise ValueError(f"must be a URL that begins with {known}")
        return value

    return parse


def networks(value: str) -> tuple[Network, ...]:
    """Several addresses or networks (10.0.0.0/8), parted by commas."""
    try:
        return tuple(ip_network(each) for each in names(value))
    except ValueError as error:
        raise ValueError(f"must be addresses or networks like 172.16.0.0/12: {error}") from None


def hosts(value: str) -> tuple[str, ...]:
    """Several host names, parted by commas: no scheme, no port, and no * (any host)."""
    found = names(value)
    for each in found:
        bare = re.sub(r"^\[[0-9A-Fa-f:.]+\]$", "", each)
        if each == "*" or re.search(r"[/:*\s]", bare):
            raise ValueError(f'must be host names like sparklink.example.org, not "{each}"')
    return found


def zone(value: str) -> str:
    """A time zone's name, or nothing."""
    if value and value not in available_timezones():
        raise ValueError(f'must be a time zone like Europe/Vienna, not "{value}"')
    return value
