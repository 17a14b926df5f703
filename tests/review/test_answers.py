"""What becomes of a posting at each answer that Firefly III was recorded to give, and in what words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.review.models import Posting, PostingState
from paperless_firefly.review.services import importing, undoing
from paperless_firefly.review.web.contexts.sentences import SENTENCES

from ..recorded import FIREFLY, load
from .world import World

Answer = Callable[[httpx.Request], httpx.Response] | httpx.Response | str


class Recorded(World):
    """Upstreams whose Firefly gives recorded answers: `posts` in turn, `gets` for one group."""

    posts: list[Answer]
    gets: Answer
    finds: list[str]
    about: str
    sent_bodies: list[bytes]

    def firefly(self, owner_id: int) -> FireflyClient:
        """The real client of recorded answers."""
        return FireflyClient(
            "http://firefly.test", "token", transport=httpx.MockTransport(self._answer)
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        if request.method in ("POST", "DELETE"):
            self.sent_bodies.append(request.content)
            return said(self.posts.pop(0), request)
        if path.startswith("/about"):
            return said(self.about, request)
        if path.startswith("/search"):
            return said(self.finds.pop(0) if self.finds else "272", request)
        if path.endswith("/attachments"):
            return httpx.Response(200, json={"data": [], "meta": EMPTY})
        return said(self.gets, request)


EMPTY = {"pagination": {"total": 0, "count": 0, "per_page": 1000, "current_page": 1,
                        "total_pages": 1}}  # fmt: skip


def said(answer: Answer, request: httpx.Request) -> httpx.Response:
    """An answer by the number of its recording, as it is, or made of the request."""
    if isinstance(answer, str):
        return load(FIREFLY, answer).response()
    return answer if isinstance(answer, httpx.Response) else answer(request)


def silence(request: httpx.Request) -> httpx.Response:
    """No answer in time, whatever was done."""
    raise httpx.ReadTimeout("silence", request=request)


PAGE = httpx.Response(
    200, headers={"content-type": "text/html"}, content=b"<!DOCTYPE html><title>Wait</title>"
)
LATER = httpx.Response(429, headers={"retry-after": "120"}, json={"message": "Too Many"})


@pytest.fixture
def posting(world: World) -> Posting:
    """A decision that is due."""
    world.scan()
    world.run()
    return world.accept(1)


def recorded(world: World, *posts: Answer, gets: Answer = "270", about: str = "001") -> Recorded:
    """The world with a recorded Firefly."""
    made = Recorded(world.owner, world.paperless_server, world.firefly_server)
    made.posts, made.gets, made.about = list(posts), gets, about
    made.finds, made.sent_bodies = [], []
    return made


def work(posting: Posting, upstreams: World) -> Posting:
    Posting.objects.filter(pk=posting.pk).update(due_at=timezone.now())
    posting.refresh_from_db()
    importing.work(posting, upstreams)
    posting.refresh_from_db()
    return posting


SAID = {
    # the answer to POST: state, words, and whether it may have been done all the same
    "422 in Firefly's words": ("098", "held", "Firefly III does not accept this: ", False),
    "500": ("282", "failed", "Firefly III failed with 500", True),
    "timeout after commit": (silence, "failed", "Firefly III did not answer within ", True),
    "a page": (PAGE, "failed", "Check the address.", True),
    "429": (LATER, "failed", "Firefly III is busy (it answered 429).", True),
}


@pytest.mark.parametrize(("answer", "state", "words", "maybe"), SAID.values(), ids=SAID.keys())
def test_an_answer_and_what_becomes_of_it(
    world: World, posting: Posting, answer: Answer, state: str, words: str, maybe: bool
) -> None:
    after = work(posting, recorded(world, answer))
    assert (after.state, after.maybe_sent) == (state, maybe)
    assert words in after.error


def test_a_retry_after_on_the_wire_is_respected(world: World, posting: Posting) -> None:
    after = work(posting, recorded(world, LATER))
    assert after.due_at >= timezone.now() + timedelta(seconds=119)


def test_a_dead_token_waits_for_a_person_and_says_what_to_do(
    world: World, posting: Posting, settings: Settings
) -> None:
    settings.SPARKLINK_BACKOFF = 1
    after = work(posting, recorded(world, "010", about="010"))
    assert (after.state, after.maybe_sent) == (PostingState.FAILED, False)
    assert "refuses the token. Make a new one and enter it." in after.error
    assert after.due_at >= timezone.now() + timedelta(minutes=4)


def test_a_deleted_original_that_still_blocks_is_sent_again_without_the_flag(
    world: World, posting: Posting
) -> None:
    upstreams = recorded(world, "273", "112")
    assert work(posting, upstreams).state == PostingState.DONE
    flags = [b'"error_if_duplicate_hash": true' in body for body in upstreams.sent_bodies]
    assert flags == [True, False]


def test_a_duplicate_that_is_there_and_another_is_shown(world: World, posting: Posting) -> None:
    blocking = load(FIREFLY, "113").json["errors"]["transactions.0.description"][0]
    number = blocking.rpartition("#")[2].rstrip(".")
    there = load(FIREFLY, "112")
    upstreams = recorded(world, "113", gets=there.response())
    held = work(posting, upstreams)
    assert there.json["data"]["id"] == number
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "same-content")
    assert [g["id"] for g in held.hold["groups"]] == [number]
    assert len(upstreams.sent_bodies) == 1


def test_401_for_a_transaction_means_that_it_is_deleted(world: World) -> None:
    world.scan()
    group = world.pay()
    world.run()
    held = work(world.link(1, group), recorded(world))
    assert (held.state, held.hold["code"]) == (PostingState.HELD, "gone")
    assert held.error == "The chosen transaction is no longer in Firefly III."


def test_401_when_deleting_means_that_it_is_done(world: World, posting: Posting) -> None:
    done = work(posting, world)
    undoing.take_back(document=done.document, by=world.owner)
    done.refresh_from_db()
    # it was deleted by an earlier try whose answer was lost
    undoing.work(done, recorded(world))
    done.refresh_from_db()
    assert done.state == PostingState.UNDONE


def test_every_reason_has_its_words_in_other_languages() -> None:
    patterns = " ".join(SENTENCES)
    for words in ("refuses the token", "did not answer within", "is busy", "failed with",
                  "does not accept this", "Check the address", "is not asked for"):  # fmt: skip
        assert words in patterns
