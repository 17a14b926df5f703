"""The real worker, or one with a protection switched off, for the control runs.

usage: python -m benchmarks.faults.worker [no-search-no-hash | no-sweep]
"""

from __future__ import annotations

import sys
from typing import Any


def main(without: str) -> None:
    """Runs `sparklink worker`, after taking a protection away."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    import django

    django.setup()
    if without == "no-search-no-hash":
        _without_search_and_hash()
    if without == "no-sweep":
        from paperless_firefly.review import tasks

        tasks.Sweeper.start = lambda self: None  # type: ignore[method-assign]
    from paperless_firefly.cli.worker import command

    command.main(["--prepared"], standalone_mode=False)


def _without_search_and_hash() -> None:
    from paperless_firefly.clients.firefly.client import FireflyClient
    from paperless_firefly.review.services import making

    create = FireflyClient.create

    def careless(self: FireflyClient, new: Any, **options: Any) -> Any:
        return create(self, new, **{**options, "refuse_duplicates": False})

    FireflyClient.create = careless  # type: ignore[method-assign]
    making.existing = lambda posting, firefly: ()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
