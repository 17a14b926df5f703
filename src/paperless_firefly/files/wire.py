"""Messages between a parent and its child: a JSON object and some blobs, each with its length."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">Q")
MAX_MESSAGE = 512 * 1024 * 1024


class BrokenMessage(Exception):
    """The stream ended, or what came is no message; the text says which."""


def send(stream: IO[bytes], head: dict[str, Any], blobs: list[bytes]) -> None:
    """Writes one message; OSError where the other side is gone."""
    body = json.dumps({**head, "blobs": [len(blob) for blob in blobs]}).encode("ascii")
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Reads one message; EOFError at a clean end, BrokenMessage within one."""
    length = stream.read(_LENGTH.size)
    if not length:
        raise EOFError
    if len(length) < _LENGTH.size:
        raise BrokenMessage("the length is cut off")
    head = _parse(_exactly(stream, _LENGTH.unpack(length)[0]))
    sizes = head.pop("blobs", None)
    if not isinstance(sizes, list) or not all(isinstance(n, int) and n >= 0 for n in sizes):
        raise BrokenMessage("the sizes of the blobs are missing")
    if sum(sizes) > MAX_MESSAGE:
        raise BrokenMessage("the blobs are too large")
    return head, [_exactly(stream, size) for size in sizes]


def _parse(body: bytes) -> dict[str, Any]:
    try:
        head = json.loads(body)
    except ValueError as error:
        raise BrokenMessage("the head is not JSON") from error
    if not isinstance(head, dict):
        raise BrokenMessage("the head is not an object")
    return head


def _exactly(stream: IO[bytes], size: int) -> bytes:
    if size > MAX_MESSAGE:
        raise BrokenMessage("the message is too large")
    data = stream.read(size)
    if len(data) < size:
        raise BrokenMessage("the message is cut off")
    return data
