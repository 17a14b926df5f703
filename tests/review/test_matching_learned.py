"""What a person's decisions teach matching: names and weights, visible and to be taken back."""

from __future__ import annotations

import pytest

from paperless_firefly.review.models import LearnedName, LedgerSplit, Proposal
from paperless_firefly.review.selectors import matching as reads
from paperless_firefly.review.selectors import matching_learned
from paperless_firefly.review.services import (
    decisions,
    importing,
    matching,
    matching_names,
    matching_weights,
)

from .world import World


@pytest.fixture
def linked(world: World) -> World:
    """A document whose payment bears another name, linked by hand."""
    world.scan(number="RE-2026-771")
    group = world.pay(description="SUMUP *FJORDKIOSK", destination_name="FJORDKIOSK")
    world.run()
    importing.work(world.link(1, group), world)
    matching.match_all(world.owner.pk)
    return world


def names(world: World) -> list[tuple[str, str, int, bool]]:
    """What is shown of learned names."""
    rows = matching_learned.names(world.owner.pk)
    return list(rows.values_list("seller", "descriptor", "count", "suppressed"))


def test_a_confirmed_link_teaches_the_name_that_the_bank_uses(linked: World) -> None:
    assert names(linked) == [("nordlicht", "fjordkiosk", 1, False)]


def test_the_next_payment_is_known_by_the_learned_name(linked: World) -> None:
    linked.scan("20,00", number="RE-2026-772")
    linked.pay("20.00", description="SUMUP *FJORDKIOSK", destination_name="FJORDKIOSK")
    linked.run()
    reasons = Proposal.objects.get(document=linked.document(2)).reasons
    assert any(r["detail"].startswith("known as") for r in reasons)


def test_a_name_that_a_person_denies_is_not_learned_again(linked: World) -> None:
    matching_names.forget(name=LearnedName.objects.get(), by=linked.owner)
    matching.match_all(linked.owner.pk)
    assert names(linked) == [("nordlicht", "fjordkiosk", 1, True)]
    matching_names.restore(name=LearnedName.objects.get(), by=linked.owner)
    assert names(linked)[0][3] is False


def test_a_person_can_enter_a_name(world: World) -> None:
    matching_names.add(by=world.owner, seller="Nordlicht GmbH", descriptor="FJORD Kiosk")
    matching.match_all(world.owner.pk)
    assert names(world) == [("nordlicht", "fjord kiosk", 0, False)]


def test_a_link_that_is_taken_back_teaches_nothing(linked: World) -> None:
    linked.document(1).links.all().delete()
    matching.match_all(linked.owner.pk)
    assert names(linked) == []


def dismiss_all(world: World) -> None:
    """The owner calls each proposed pair none."""
    for proposal in Proposal.objects.filter(dismissed=False).select_related("document", "split"):
        decisions.dismiss(document=proposal.document, by=world.owner, split=proposal.split)


def changed(world: World) -> dict[str, float]:
    """Weights that are other than as they ship."""
    rows = matching_learned.weights(world.owner.pk)
    return {
        f"{r.signal}/{r.outcome}": r.learned - r.default for r in rows if r.learned != r.default
    }


def test_rejected_pairs_move_the_weights_and_a_reset_brings_them_back(world: World) -> None:
    world.scan(number="RE-2026-771")
    world.pay(description="NORDLICHT RE-2026-771")
    world.run()
    dismiss_all(world)
    matching.match_all(world.owner.pk)
    moved = changed(world)
    assert moved
    assert all(-1.0 < bits < 0 for bits in moved.values())  # one decision changes little
    matching_weights.reset(world.owner.pk)
    matching.match_all(world.owner.pk)
    assert changed(world) == {}


def test_weights_are_estimated_anew_only_after_a_decision(linked: World) -> None:
    assert not matching_weights.learn(linked.owner.pk)


def test_any_pair_is_explained(linked: World) -> None:
    linked.scan("31,00", number="RE-2026-900")
    linked.pay("99.00", description="ANDERER LADEN")
    linked.run()
    split = LedgerSplit.objects.get(amount_minor=9900)
    reasons = reads.reasons_of(linked.document(2), split)
    assert {"amount", "date", "name"} <= {r.signal for r in reasons}
