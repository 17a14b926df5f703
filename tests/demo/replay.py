"""Replays recorded sessions of the real servers against the demo ones, in the order of the day."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from paperless_firefly.demo.server import DemoServer
from tests.recorded import FOLDER, Recording, load

# What no two sessions share: instants, hashes, identifiers of tasks, tokens.
VOLATILE = frozenset(
    "created_at updated_at current_balance_date import_hash_v2 modified checksum original_checksum"
    " archive_checksum task_id token auth_token date_created date_done date_started"
    " duration_seconds wait_time_seconds __search_hit__ password email original_size archive_size"
    " server_os storage url redis_url celery_url index_last_modified traceback".split()
)


@dataclass
class Outcome:
    """What became of one recording: the differences found, by how deep they go."""

    name: str
    status: list[str] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Status and shape are the recorded ones."""
        return not self.status and not self.shape

    @property
    def exact(self) -> bool:
        """So is every value that two sessions can share."""
        return self.answered and not self.values


@dataclass
class Session:
    """How one recorded folder is replayed.

    `hooks` set up state that the session does not show, before the recording of that number;
    `skipped` says by name why a recording is not replayed; `differing` why its values differ;
    `request` makes the request of a recording.
    """

    folder: str
    server: DemoServer
    base: str
    request: Callable[[Session, Recording], httpx.Request]
    skipped: Mapping[str, str] = field(default_factory=dict)
    differing: Mapping[str, str] = field(default_factory=dict)
    hooks: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def run(self) -> list[Outcome]:
        """Replay everything that is not skipped."""
        return [self._one(name) for name in names(self.folder) if self._due(name)]

    def _due(self, name: str) -> bool:
        if (hook := self.hooks.get(name[:3])) is not None:
            hook()
        return name not in self.skipped

    def _one(self, name: str) -> Outcome:
        recording = load(self.folder, name)
        transport = httpx.WSGITransport(app=self.server)
        with httpx.Client(transport=transport, base_url=self.base) as client:
            response = client.send(self.request(self, recording))
        return compare(self, recording, response)


def names(folder: str) -> list[str]:
    """The recordings of a folder, in their order."""
    return sorted(path.stem for path in (FOLDER / folder).glob("[0-9]*.json"))


def compare(session: Session, recording: Recording, response: httpx.Response) -> Outcome:
    """Hold an answer to a recording."""
    outcome = Outcome(recording.name)
    if response.status_code != recording.status:
        outcome.status.append(f"{recording.status} -> {response.status_code} {response.text[:200]}")
        return outcome
    kinds = [headers.get("content-type", "") for headers in (recording.headers, response.headers)]
    if kinds[0] != kinds[1]:
        outcome.shape.append(f"content-type {kinds[0]!r} -> {kinds[1]!r}")
    if "json" not in kinds[0]:
        return outcome
    want, got = _json(recording.content), _json(response.content)
    _remember(session, want, got)
    outcome.shape += _differences(shape(want), shape(got))
    outcome.values += _differences(_masked(want), _masked(got))
    return outcome


def _json(content: bytes) -> Any:
    return json.loads(content) if content else None


def _remember(session: Session, want: Any, got: Any) -> None:
    """An identifier that the server makes up is used again later: keep ours beside theirs."""
    if isinstance(want, str) and isinstance(got, str) and len(want) == len(got) == 36:
        session.renamed[want] = got


def shape(value: Any) -> Any:
    """Keys and types; a list's is that of its elements, whatever their number."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(shape(inner), sort_keys=True) for inner in value})
    return type(value).__name__


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {n: "~" if n in VOLATILE or _clock(n, v) else _masked(v) for n, v in value.items()}
    if isinstance(value, list):
        return [_masked(inner) for inner in value]
    return "~" if isinstance(value, str) and len(value) == 36 and value.count("-") == 4 else value


def _clock(name: str, value: Any) -> bool:
    """Instants under names that hold plain dates elsewhere."""
    return name in ("created", "added", "deleted_at") and isinstance(value, str) and "T" in value


def _differences(want: Any, got: Any, path: str = "") -> list[str]:
    if isinstance(want, dict) and isinstance(got, dict):
        lost = [f"{path}.{name} missing" for name in want.keys() - got.keys()]
        more = [f"{path}.{name} extra" for name in got.keys() - want.keys()]
        both = [n for n in want if n in got]
        return lost + more + [d for n in both for d in _differences(want[n], got[n], f"{path}.{n}")]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        pairs = enumerate(zip(want, got, strict=True))
        return [d for i, (a, b) in pairs for d in _differences(a, b, f"{path}[{i}]")]
    if type(want) is type(got) and want == got:
        return []
    return [f"{path}: {str(want)[:160]} -> {str(got)[:160]}"]
