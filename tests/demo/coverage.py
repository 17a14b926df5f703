"""How much of the recorded sessions the demo servers answer alike: `python -m tests.demo.coverage`.

One JSON line a server version: how many recordings there are, how many of them are replayed, how
many have the recorded status and shape, and how many every value too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import firefly_session, paperless_session
from .replay import Outcome, Session, names

SESSIONS = {
    "firefly-6.6.6": firefly_session.session,
    "paperless-3.0.5": paperless_session.session_3,
    "paperless-2.20.15": paperless_session.session_2,
}


def figures(session: Session, outcomes: list[Outcome]) -> dict[str, Any]:
    """The figures of one session."""
    recorded = len(names(session.folder))
    alike = sum(outcome.answered for outcome in outcomes)
    return {
        "server": session.folder,
        "recorded": recorded,
        "replayed": len(outcomes),
        "alike": alike,
        "exact": sum(outcome.exact for outcome in outcomes),
        "share": round(alike / recorded, 3),
    }


def main() -> None:
    """Replay all three sessions and print their figures."""
    for name, make in SESSIONS.items():
        with TemporaryDirectory() as folder:
            session = make(Path(folder))
            line = {"name": name, **figures(session, session.run())}
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
