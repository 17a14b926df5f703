"""Who the user is: what they said in Settings, and the accounts that Firefly III calls theirs."""

from __future__ import annotations

from ...extraction.pipeline import Myself
from ..models import LedgerEntry, Preferences


def myself_of(preferences: Preferences) -> Myself:
    """Names, VAT ids and IBANs of the user; the IBANs of their asset accounts too."""
    own = LedgerEntry.objects.filter(
        owner_id=preferences.owner_id, kind="account", type="asset"
    ).exclude(iban="")
    return Myself(
        names=tuple(preferences.my_names),
        vat_ids=tuple(preferences.my_vat_ids),
        ibans=(*preferences.my_ibans, *own.values_list("iban", flat=True)),
    )
