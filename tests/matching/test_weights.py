"""Weights that a person's decisions teach: little by little, within bounds, in any order."""

from __future__ import annotations

from random import Random

import pytest

from paperless_firefly.domain.link import Reason
from paperless_firefly.matching.model import Learned
from paperless_firefly.matching.propose import explain, match
from paperless_firefly.matching.weights import DEFAULTS, Example, estimate

from .builders import make_document, make_noise, make_transaction

SURE = (Reason("amount", 9.0, "", "exact"), Reason("name", 7.0, "", "agrees"))
UNSURE = (Reason("amount", 9.0, "", "exact"), Reason("name", -6.0, "", "differs"))


def test_no_decisions_change_nothing() -> None:
    assert estimate([]).bits == {}


def test_what_the_defaults_judge_rightly_teaches_nothing() -> None:
    assert estimate([Example(SURE, True)] * 50).bits == {}


def test_one_rejection_changes_little_and_many_change_much() -> None:
    one = estimate([Example(UNSURE, False)]).bits["name/differs"]
    many = estimate([Example(UNSURE, False)] * 100).bits["name/differs"]
    assert -0.5 < one < 0
    assert many < 4 * one
    assert many >= -4.0


def test_pairs_confirmed_against_the_weights_raise_what_they_have() -> None:
    against = (Reason("amount", 2.0, "", "exact"), Reason("name", -6.0, "", "differs"))
    assert estimate([Example(against, True)] * 30).bits["name/differs"] > 0.5


def test_examples_are_counted_for_every_outcome() -> None:
    found = estimate([Example(SURE, True), Example(UNSURE, False), Example(UNSURE, False)])
    assert found.examples["amount/exact"] == (1, 2)
    assert found.examples["name/differs"] == (0, 2)


def test_the_order_of_decisions_does_not_matter() -> None:
    examples = [Example(SURE, True)] * 3 + [Example(UNSURE, False)] * 5
    shuffled = list(examples)
    Random(4).shuffle(shuffled)
    assert estimate(shuffled) == estimate(examples)


def test_every_outcome_of_a_score_has_a_weight_that_ships() -> None:
    told = explain(make_document(), make_transaction(), make_noise())
    assert {r.key for r in told if r.signal != "prior"} <= set(DEFAULTS)


@pytest.mark.parametrize(("bits", "state"), [(0.0, "auto"), (-8.0, "propose")])
def test_learned_weights_make_a_machine_more_careful(bits: float, state: str) -> None:
    learned = Learned(bits={"name/agrees": bits})
    [link] = match([make_document()], [make_transaction(), *make_noise()], learned=learned).links
    assert link.state == state


def test_learned_weights_never_make_it_bolder() -> None:
    stranger = make_transaction(description="TANKSTELLE HUBER 12 GRAZ")
    learned = Learned(bits=dict.fromkeys(("name/differs", "amount/exact"), 4.0))
    links = match([make_document()], [stranger, *make_noise()], learned=learned).links
    assert "auto" not in {link.state for link in links}
