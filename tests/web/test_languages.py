"""English and German: no string of ours is left without its German."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from paperless_firefly.review.web.contexts.sentences import SENTENCES, spoken
from tests.builders import make_document, make_proposal, make_split

WEB = Path(__file__).parents[2] / "src/paperless_firefly/review/web"
GERMAN = WEB / "locale/de/LC_MESSAGES"
_TAG = re.compile(r'{% (?:translate|trans) "(.*?)"')
_BLOCK = re.compile(r"{% blocktranslate.*?%}(.*?){% endblocktranslate %}", re.DOTALL)
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"}


def catalog() -> dict[str, str]:
    """What is compiled: source to German."""
    with (GERMAN / "django.mo").open("rb") as file:
        found: dict[object, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {k[0] if isinstance(k, tuple) else str(k): v for k, v in found.items()}


def in_templates() -> Iterator[str]:
    """Every marked string of a template, the way Django looks it up."""
    for path in WEB.rglob("templates/**/*.html"):
        text = path.read_text()
        yield from _TAG.findall(text)
        for block in _BLOCK.findall(text):
            for part in block.split("{% plural %}"):
                yield re.sub(r"{{ (\w+) }}", r"%(\1)s", part.replace("%", "%%"))


def in_code() -> Iterator[str]:
    """Every marked string of a module."""
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _CALLS:
                yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))


def test_every_string_has_its_german() -> None:
    known = catalog()
    plurals = set(_plurals())
    missing = {s for s in (*in_templates(), *in_code()) if not known.get(s) and s not in plurals}
    assert missing == set()


def _plurals() -> list[str]:
    return re.findall(r'msgid_plural "(.*)"', (GERMAN / "django.po").read_text())


def test_the_compiled_catalog_is_the_written_one() -> None:
    text = (GERMAN / "django.po").read_text()
    written = {m.replace('\\"', '"') for m in re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)}
    assert written == set(catalog()) - {""}


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("to the cent", "auf den Cent"),
        (
            "to the cent; 3 of 200 transactions have it",
            "auf den Cent; 3 von 200 Buchungen haben das",
        ),
        ("beside Summe EUR", "neben Summe EUR"),
        ("worked out", "ausgerechnet"),
        ("less a usual discount of 2 %", "abzüglich eines üblichen Skontos von 2 %"),
        ("Net 1.00 and tax 0.19 make 1.19, the total says 1.20.",
         "Netto 1.00 und Steuer 0.19 ergeben 1.19, als Summe steht 1.20."),
        ("Firefly III failed with 500: %(x)s", "Firefly III scheiterte mit 500: %(x)s"),
        ("Somebody's own words.", "Somebody's own words."),
    ],
)  # fmt: skip
def test_what_the_core_says_is_spoken_in_german(english: str, german: str) -> None:
    with translation.override("de"):
        assert spoken(english) == german
    with translation.override("en"):
        assert spoken(english) == english


def test_no_sentence_is_hidden_behind_another() -> None:
    """Each is recognised as itself: the first pattern that fits is its own."""
    with translation.override("de"):
        for said in SENTENCES:
            filled = re.sub(r"%\((\w+)\)s", r"\1", said).replace("%%", "%")
            expected = translation.gettext(said)
            assert spoken(filled) == re.sub(r"%\((\w+)\)s", r"\1", expected).replace("%%", "%")


def test_a_german_page_speaks_german(owner: User, page: Client) -> None:
    document, split = make_document(owner, "1234.50"), make_split(owner, "1234.50")
    make_proposal(document, split)
    text = page.get(f"/review/{document.pk}/", headers={"accept-language": "de"}).content.decode()
    assert 'lang="de"' in text
    assert "Verknüpfen" in text
    assert 'value="1.234,50"' in text
    assert "Accept" not in text


def test_the_users_language_outranks_the_browsers(owner: User, page: Client) -> None:
    page.get("/")
    owner.preferences.language = "de"
    owner.preferences.save()
    text = page.get("/review/", headers={"accept-language": "en"}).content.decode()
    assert "Nichts zu prüfen." in text


@pytest.mark.parametrize(("language", "shown"), [("en", "−€1,234.56"), ("de", "−1.234,56\u00a0€")])
def test_money_is_written_as_the_language_writes_it(language: str, shown: str) -> None:
    from paperless_firefly.review.web.templatetags.sparklink import plain_money

    with translation.override(language):
        assert plain_money(123456, "EUR", "out") == shown
