"""Forks worker processes that are warm already, so that a scenario costs no start of Python.

usage: python -m benchmarks.faults.zygote [PROTECTION]; reads "worker" or "person" from its input,
answers each with a line: the worker's process id, or how many questions the person answered.
"""

from __future__ import annotations

import os
import sys

from . import protections


def main(without: str) -> None:
    """Serves until its input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    import django

    django.setup()
    _warm()
    protections.switch_off(without)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _be(line.strip())
        if line.strip() == "person":
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        else:
            print(child, flush=True)
        _bury()


def _warm() -> None:
    """Imports what a worker needs and what opens no file; `tasks` opens the queue."""
    import huey.consumer  # noqa: F401

    from paperless_firefly.clients.firefly import client as _firefly  # noqa: F401
    from paperless_firefly.clients.paperless import client as _paperless  # noqa: F401
    from paperless_firefly.review import connections as _connections  # noqa: F401
    from paperless_firefly.review.services import sweep as _sweep  # noqa: F401


def _bury() -> None:
    """Children that were killed are waited for."""
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


def _be(role: str) -> None:
    """The child's life; it never returns."""
    log = os.open(os.environ["FAULTS_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(0)
    status = 1
    try:
        status = _person() if role == "person" else _worker()
    finally:
        os._exit(status)


def _worker() -> int:
    from paperless_firefly.cli.worker import command

    protections.switch_off_in_tasks()
    command.main(["--prepared"], standalone_mode=False)
    return 0


def _person() -> int:
    """Somebody presses "Try again" on what a server refused; how often."""
    from paperless_firefly.review.models import Posting, PostingState
    from paperless_firefly.review.services import importing, undoing

    answered = 0
    for posting in Posting.objects.filter(state=PostingState.HELD, hold__code="refused"):
        if posting.undo:
            undoing.answer(posting=posting, by=posting.owner, answer="remove")
        else:
            importing.retry(posting=posting, by=posting.owner)
        answered += 1
    refused = Posting.objects.filter(state=PostingState.DONE, attachments__state="done")
    for posting in refused.exclude(attachments__error="").distinct():
        importing.retry(posting=posting, by=posting.owner)
        answered += 1
    return answered


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
