"""Label tables hold what the reader can match."""

from __future__ import annotations

from paperless_firefly.domain.names import fold
from paperless_firefly.extraction.text.labels import LANGUAGES, TREE, phrases

from .builders import read, values

# What every language needs for a simple invoice.
NEEDED = {"total", "sum", "net", "tax", "date", "due_date", "number", "kind_invoice", "buyer"}


def test_every_phrase_is_written_as_folded_words() -> None:
    assert [p for _, _, p in phrases() if fold(p) != p or not p.replace(" ", "").isalnum()] == []


def test_every_language_has_the_labels_of_an_invoice() -> None:
    missing = {
        language: NEEDED - labels.keys()
        for language, labels in LANGUAGES.items()
        if language != "ms" and NEEDED - labels.keys()
    }

    assert missing == {}


def test_a_word_of_several_languages_keeps_all_of_them() -> None:
    meaning = TREE.after["total"].meaning

    assert meaning is not None
    assert {"en", "fr", "es"} <= meaning.languages


def test_a_reference_to_another_invoice_is_no_number_of_its_own() -> None:
    found = read(
        "Gutschrift Nr. G-17\nGutschrift zur Rechnung 4711 vom 01.02.2026\nDatum: 03.03.2026"
    )

    assert values(found)["number"] == "G-17"
    assert values(found)["issue_date"] == "2026-03-03"
