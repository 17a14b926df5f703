"""What may happen to a worker: at which call, which fault, killed when, and how many of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

FORWARD, BACK, MERGE, APART = "forward", "back", "merge", "apart"
STORIES = (FORWARD, BACK, MERGE, APART)
# a merge is made of calls that the others make: what is unlike theirs is when they break off
_SHORT = {MERGE, APART}
_SHORT_FAULTS = ("committed, no answer", "500 after commit", "done, then silence")
# name -> the demo server's action, before or after the commit, and its argument ("" is seconds)
FAULTS: Mapping[str, tuple[str, str, str]] = {
    "before sending": ("unread", "before", ""),
    "after sending": ("drop", "before", ""),
    "committed, no answer": ("drop", "after", ""),
    "401": ("status", "before", "401"),
    "422": ("status", "before", "422"),
    "429": ("status", "before", "429"),
    "500": ("status", "before", "500"),
    "500 after commit": ("status", "after", "500"),
    "html": ("html", "before", ""),
    "html after commit": ("html", "after", ""),
    "cut body": ("cut", "after", ""),
    "silence, then done": ("late", "before", ""),
    "done, then silence": ("late", "after", ""),
}
NO_FAULT = "none"
# when SIGKILL comes: around the call itself, or at the one after it
KILLS = ("", "before", "during", "after", "next")
KILLS_WITH_FAULT = ("", "during", "next")
WORKERS = (1, 2)


@dataclass(frozen=True)
class Scenario:
    """One plan: at the `nth` call to `call` ("server METHOD /path") of a story."""

    story: str
    call: str
    nth: int
    fault: str = NO_FAULT
    kill: str = ""
    workers: int = 1


Calls = Mapping[str, Mapping[str, int]]  # story -> call -> how often without any fault


def cross(
    calls: Calls,
    stories: Iterable[str] = STORIES,
    faults: Sequence[str] = (NO_FAULT, *FAULTS),
    at: tuple[str, ...] = ("",),
) -> list[Scenario]:
    """Every call with every fault, every kill and both numbers of workers, each call's first.

    `at`: only calls whose name ends so.
    """
    return [
        Scenario(story, call, 1, fault, kill, workers)
        for story in stories
        for call, fault, workers in product(sorted(calls[story]), faults, WORKERS)
        for kill in (KILLS if fault == NO_FAULT else KILLS_WITH_FAULT)
        if call.endswith(at) and (fault != NO_FAULT or kill)
    ]


def sample(
    rng: random.Random, every: Sequence[Scenario], calls: Calls, many: int
) -> list[Scenario]:
    """So many of them, drawn; each at any of a call's occurrences."""
    drawn = rng.sample(every, many) if many <= len(every) else rng.choices(every, k=many)
    return [_anywhere(rng, calls, plan) for plan in drawn]


def everything(rng: random.Random, calls: Calls) -> list[Scenario]:
    """Each call with each fault (kills and workers take turns), and killed at each moment."""
    plans, turn = [], 0
    for story in STORIES:
        for call in sorted(calls[story]):
            for fault in _SHORT_FAULTS if story in _SHORT else FAULTS:
                kill = KILLS_WITH_FAULT[turn % len(KILLS_WITH_FAULT)]
                plans.append(Scenario(story, call, 1, fault, kill, WORKERS[turn % 2]))
                turn += 1
            for kill, workers in product(KILLS[1:], WORKERS[:1] if story in _SHORT else WORKERS):
                plans.append(Scenario(story, call, 1, NO_FAULT, kill, workers))
    rng.shuffle(plans)
    return [_anywhere(rng, calls, plan) for plan in plans]


def _anywhere(rng: random.Random, calls: Calls, plan: Scenario) -> Scenario:
    nth = rng.randrange(1, calls[plan.story][plan.call] + 1)
    return Scenario(plan.story, plan.call, nth, plan.fault, plan.kill, plan.workers)
