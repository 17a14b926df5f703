"""Everything that is measured, one JSON line a figure: `make bench`."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "benchmarks.web",
    "benchmarks.matching",
    "benchmarks.matching_rows",
    "benchmarks.einvoices",
    "benchmarks.payloads",
    "benchmarks.posting",
    "benchmarks.languages",
    "benchmarks.joined",
)


def main() -> None:
    """Runs each in a process of its own, so that none warms another's caches."""
    for module in MODULES:
        subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()
