"""The fault-injection campaign: faults at every call, workers killed, and the books counted.

usage: python -m benchmarks.faults.campaign [--scenarios N | --all] [--seed N] [--slots N]
       [--controls [PROTECTION …]]

Each scenario starts from the same decided documents (template.py). Real worker processes work them
on the demo servers; at one call there is a fault, and a worker may be killed by SIGKILL. Others
follow; a person presses a button only where a server refused with 422. The last line is JSON:
`duplicates`, `losses` and `overwritten` are counted from the demo servers' own files. With
--controls each protection is switched off alone, and the same scenarios are counted with it and
without.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from multiprocessing.pool import Pool
from pathlib import Path

from .plans import FAULTS, STORIES, Calls, Scenario, cross, everything, sample
from .protections import PROTECTIONS
from .slot import Outcome, Slot

_VERSIONS = ("3.0", "2.20")
_BAD = ("duplicates", "losses", "stuck", "overwritten")


def main() -> None:
    """Plans, runs and sums up."""
    given = _arguments()
    print(json.dumps({"seed": given.seed}), flush=True)
    begun = time.monotonic()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="faults") as top, context.Pool(given.slots) as pool:
        slots = [Slot(Path(top) / str(n), _VERSIONS[n % 2]) for n in range(given.slots)]
        calls = _calls(pool.map(_prepare, slots))
        print(json.dumps({"calls": {s: sum(calls[s].values()) for s in STORIES}}), flush=True)
        rng = random.Random(given.seed)
        if given.controls is not None:
            _control(pool, slots, calls, given, rng)
            return
        plans = (
            everything(rng, calls)
            if given.all
            else sample(rng, cross(calls), calls, given.scenarios)
        )
        outcomes = _run(pool, slots, plans)
    print(json.dumps(_facts(plans, outcomes, time.monotonic() - begun)), flush=True)
    print(json.dumps({"scenarios": len(plans), **_sum(o for _, o in outcomes)}), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="faults")
    parser.add_argument("--scenarios", type=int, default=200)
    parser.add_argument("--all", action="store_true", help="every call with every fault")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--slots", type=int, default=8, help="scenarios at once")
    parser.add_argument(
        "--controls", nargs="*", choices=PROTECTIONS, help="without each protection, or these"
    )
    return parser.parse_args()


def _control(
    pool: Pool, slots: Sequence[Slot], calls: Calls, given: argparse.Namespace, rng: random.Random
) -> None:
    for name in given.controls or PROTECTIONS:
        protection = PROTECTIONS[name]
        every = cross(calls, protection.stories, protection.faults, protection.at)
        plans = sample(rng, every, calls, given.scenarios)
        both = {
            word: _sum(o for _, o in _run(pool, slots, plans, without, quiet=bool(without)))
            for word, without in (("with", ""), ("without", name))
        }
        print(json.dumps({"protection": name, "scenarios": len(plans), **both}), flush=True)


def _run(
    pool: Pool,
    slots: Sequence[Slot],
    plans: Sequence[Scenario],
    without: str = "",
    *,
    quiet: bool = False,
) -> list[tuple[Scenario, Outcome]]:
    shares = [(slot, plans[n :: len(slots)]) for n, slot in enumerate(slots)]
    work = partial(_work, without=without, quiet=quiet)
    return [each for share in pool.imap_unordered(work, shares) for each in share]


def _sum(outcomes: Iterable[Outcome]) -> dict[str, int]:
    found = list(outcomes)
    return {name: sum(getattr(o, name) for o in found) for name in _BAD}


def _facts(
    plans: Sequence[Scenario], outcomes: Sequence[tuple[Scenario, Outcome]], seconds: float
) -> dict[str, object]:
    return {
        "seconds": round(seconds),
        "stories": {story: sum(p.story == story for p in plans) for story in STORIES},
        "faults": {fault: sum(p.fault == fault for p in plans) for fault in ("none", *FAULTS)},
        "calls hit": len({(p.story, p.call) for p in plans}),
        "two workers": sum(p.workers == 2 for p in plans),
        "killed": sum(o.killed for _, o in outcomes),
        "not reached": sum(not o.sprung for _, o in outcomes),
        "asked a person": sum(o.asked for _, o in outcomes),
        "crashed": sum(o.crashed for _, o in outcomes),
    }


def _prepare(slot: Slot) -> dict[str, dict[str, int]]:
    """The calls of each story without any fault."""
    slot.prepare()
    found: dict[str, dict[str, int]] = {}
    with slot.zygote() as zygote:
        for story in STORIES:
            outcome = slot.run(zygote, story, None)
            if outcome.bad:
                raise RuntimeError(f"{story} without any fault: {outcome}")
            found[story] = outcome.calls
    return found


def _calls(found: Sequence[Calls]) -> Calls:
    """The calls that every slot made."""
    return {
        story: {
            call: min(each[story].get(call, 0) for each in found)
            for call in found[0][story]
            if all(call in each[story] for each in found)
        }
        for story in STORIES
    }


def _work(
    share: tuple[Slot, Sequence[Scenario]], *, without: str, quiet: bool
) -> list[tuple[Scenario, Outcome]]:
    slot, plans = share
    outcomes = []
    with slot.zygote(without) as zygote:
        for plan in plans:
            outcome = slot.run(zygote, plan.story, plan)
            if outcome.bad and not quiet:
                told = {k: v for k, v in asdict(outcome).items() if k != "calls"}
                print(json.dumps({**asdict(plan), **told}), flush=True)
            outcomes.append((plan, outcome))
    return outcomes


if __name__ == "__main__":
    main()
