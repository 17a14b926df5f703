"""Comparing names: what a bank makes of a seller's name, and what it does not."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.parties import bare
from paperless_firefly.matching.names import compare_names
from paperless_firefly.matching.text import read_bank_text


@pytest.mark.parametrize(
    ("seller", "text", "level"),
    [
        ("Bäckerei Ströck GmbH", "STROECK 6250 ZUERICH", "agrees"),
        ("Amazon EU S.à r.l.", "AMZN MKTP 1916 BERLIN", "agrees"),
        ("Media Markt E-Business GmbH", "MEDIAMARKT 14 LINZ", "agrees"),
        ("Steuerberatung Klein & Partner", "KLEIN PARTNER STB 12 WIEN", "agrees"),
        ("REWElMarktGmbH", "REWE 1861 KOELN", "agrees"),
        ("ThBlia Bücher GmbH", "THALIA 33 WIEN", "agrees"),
        ("Netflix International B.V.", "NETFLIX.COM 8451", "agrees"),
        ("Deutsche Bahn AG", "DB VERTRIEB 7059 MUENCHEN", "initials"),
        ("Stadtwerke München GmbH", "SWM 4187", "initials"),
        ("Deutsche Bahn AG", "DEUTSCHE POST 12 BERLIN", "differs"),
        ("Wien Energie GmbH", "WIEN MOBIL 4 WIEN", "differs"),
        ("SPAR Österreich AG", "SPARKASSE 12 WIEN", "differs"),
        ("Maxincome Resources Sdn Bhd", "FAMILYMART 67 KOELN", "differs"),
        ("Hetzner Online GmbH", "Überweisung", "silent"),
        ("", "REWE 1861 KOELN", "silent"),
    ],
)
def test_a_seller_is_recognised_in_the_banks_text(seller: str, text: str, level: str) -> None:
    assert compare_names(bare(seller), read_bank_text(text).descriptor).level == level
