"""Finds a Chromium for the browser tests, or installs one; says clearly when neither works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def find() -> str | None:
    """The path of a Chromium that is there, or None."""
    if (given := os.environ.get("CHROMIUM")) and Path(given).exists():
        return given
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def ensure() -> str:
    """A Chromium, installed through Debian's packages or Playwright if need be; SystemExit if not."""
    tries = (
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"],
        ["sudo", "-n", "apt-get", "install", "--yes", "--quiet", "chromium"],
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"],
    )
    for command in tries:
        if found := find():
            return found
        if shutil.which(command[0]):
            if command[0] == "apt-get":
                subprocess.run(["apt-get", "update", "--quiet"], check=False, stdout=sys.stderr)
            subprocess.run(command, check=False, stdout=sys.stderr)
    if found := find():
        return found
    raise SystemExit(
        "No Chromium was found, and none could be installed through apt or Playwright.\n"
        "Install one (Debian: apt install chromium), or name it with CHROMIUM=/path/to/chromium."
    )


if __name__ == "__main__":
    try:
        print(ensure())
    except SystemExit as failure:
        # without CI the other tests are worth running; the browser's fail and say the same
        print(failure, file=sys.stderr)
        if os.environ.get("CI"):
            raise
