"""The forms of the settings page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from ....domain.names import fold
from ....extraction.text.numbers import is_iban
from ...models import AttachedFile, BeforeBank, LedgerEntry, Pointer, Preferences, SplitBy

# as one types, the page shows what the thresholds would have done
_TRIAL = {
    "hx-get": reverse_lazy("settings-trial"),
    "hx-trigger": "input changed delay:200ms",
    "hx-target": "#trial",
    "hx-swap": "outerHTML",
    "hx-include": "[name$=_threshold]",
}
_LISTS = ("my_names", "my_vat_ids", "my_ibans")

# where people live; the other names (Etc/GMT+3, US/Pacific, Zulu) are aliases, kept where they are set
_AREAS = frozenset(
    "Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific UTC".split()
)


class Lines(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> list[str]:
        """The lines that hold something."""
        return [line for each in super().clean(value).splitlines() if (line := each.strip())]


class Ibans(Lines):
    """IBANs, one a line; each with right check digits."""

    def clean(self, value: Any) -> list[str]:
        """Without blanks, in capitals."""
        found = ["".join(line.split()).upper() for line in super().clean(value)]
        if wrong := [iban for iban in found if not is_iban(iban)]:
            text = _("Not an IBAN (a digit may be wrong): %(ibans)s")
            raise forms.ValidationError(text, params={"ibans": ", ".join(wrong)})
        return found


class ConnectionForm(forms.Form):
    """Address and token of one server; an empty token keeps the present one."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("As SparkLink reaches it. In a container, localhost is the container itself."),
    )
    external_url = forms.CharField(
        label=_("Address for people"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("As your browser reaches it, if that differs."),
    )
    token = forms.CharField(
        label=_("Token"),
        max_length=4000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Never shown. Empty keeps the present one, if the server stays the same."),
    )


class PreferencesForm(forms.Form):
    """Everything of Preferences that the user may change."""

    filter_tag = forms.CharField(
        label=_("Tag to look for"),
        max_length=128,
        help_text=_("Documents with this tag in Paperless-ngx come into the queue."),
    )
    filter_document_type = forms.CharField(
        label=_("Document type"),
        max_length=128,
        required=False,
        help_text=_("Only documents of this type. Empty: all."),
    )
    filter_correspondent = forms.CharField(
        label=_("Correspondent"),
        max_length=128,
        required=False,
        help_text=_("Only documents of this correspondent. Empty: all."),
    )
    filter_custom_field_query = forms.CharField(
        label=_("Custom field query"),
        max_length=2000,
        required=False,
        help_text=_('As Paperless-ngx writes it, for example ["Paid", "exact", false].'),
    )
    auto_threshold = forms.FloatField(
        label=_("Certain from"),
        min_value=0,
        max_value=1,
        help_text=_("Between 0 and 1."),
        widget=forms.NumberInput(attrs=_TRIAL),
    )
    review_threshold = forms.FloatField(
        label=_("Likely from"),
        min_value=0,
        max_value=1,
        help_text=_("Below it: by hand."),
        widget=forms.NumberInput(attrs=_TRIAL),
    )
    accept_links = forms.BooleanField(
        label=_("Link certain pairs without me"),
        required=False,
        help_text=_(
            "A certain document is linked to its bank transaction when no other comes near."
        ),
    )
    accept_new = forms.BooleanField(
        label=_("Book certain documents as new without me"),
        required=False,
        help_text=_(
            "A certain document without a bank transaction is written to Firefly III as a new one."
            " Under Posting you choose whether it waits for the bank's own entry first."
        ),
    )
    default_account = forms.CharField(
        label=_("Account to propose first"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"list": "own-accounts", "autocomplete": "off"}),
        help_text=_("One of your asset accounts in Firefly III."),
    )
    before_bank = forms.ChoiceField(
        label=_("Before the bank's own entry is there"),
        choices=[
            (BeforeBank.POST, _("book accepted documents at once")),
            (BeforeBank.WAIT, _("let them wait for the bank")),
            (BeforeBank.PROVISIONAL, _("book them provisionally, and merge later")),
        ],
        help_text=_("What accepting as new does; each document can be treated otherwise."),
    )
    wait_days = forms.IntegerField(
        label=_("Days to wait"),
        min_value=1,
        max_value=366,
        help_text=_("Then the document is booked as new after all."),
    )
    provisional_tag = forms.CharField(
        label=_("Tag on provisional transactions"),
        max_length=128,
        required=False,
        help_text=_("Empty: no tag. Merged with the bank's own, ours is deleted."),
    )
    split_by = forms.ChoiceField(
        label=_("Split a new transaction"),
        required=False,
        choices=[
            (SplitBy.NOTHING, _("only where I say so")),
            (SplitBy.RATES, _("by tax rate, where there are several")),
            (SplitBy.LINES, _("by line, where they make the sum")),
        ],
        help_text=_("The document's page shows the parts before; each can be changed there."),
    )
    apply_rules = forms.BooleanField(
        label=_("Run Firefly's rules on new ones"),
        required=False,
        help_text=_("On transactions that SparkLink makes; never on linked ones."),
    )
    fire_webhooks = forms.BooleanField(
        label=_("Fire Firefly's webhooks on new ones"),
        required=False,
        help_text=_("On transactions that SparkLink makes; never on linked ones."),
    )
    link_tag = forms.CharField(
        label=_("Tag on linked transactions"),
        max_length=128,
        required=False,
        help_text=_("Empty: no tag. Nothing else of a linked transaction changes."),
    )
    link_note = forms.BooleanField(
        label=_("Add the document's address to a linked transaction's notes"), required=False
    )
    attach_file = forms.ChoiceField(
        label=_("Attach to the transaction"),
        required=False,
        choices=[
            (AttachedFile.NONE, _("nothing")),
            (AttachedFile.ORIGINAL, _("the file as it was uploaded")),
            (AttachedFile.ARCHIVE, _("Paperless' archive version")),
        ],
        help_text=_("Once each; on new and on linked transactions. Undo takes it away again."),
    )
    attach_xml = forms.BooleanField(
        label=_("Attach an e-invoice's XML"),
        required=False,
        help_text=_("As a file of its own, where the document holds one."),
    )
    move_tags = forms.BooleanField(
        label=_("Move the tag when posted"),
        required=False,
        help_text=_("The tag to look for is taken away, the one below is set; made if missing."),
    )
    posted_tag = forms.CharField(label=_("Tag of posted documents"), max_length=128)
    pointer = forms.ChoiceField(
        label=_("Point to the transaction by"),
        choices=[
            (Pointer.NOTE, _("a note")),
            (Pointer.URL_FIELD, _("a custom field")),
            (Pointer.NONE, _("nothing")),
        ],
    )
    url_field = forms.CharField(
        label=_("Custom field's name"),
        max_length=128,
        required=False,
        help_text=_("Made if missing, as a URL."),
    )
    my_names = Lines(label=_("My names"), help_text=_("One a line: as sellers write you."))
    my_vat_ids = Lines(label=_("My VAT ids"), help_text=_("One a line."))
    my_ibans = Ibans(
        label=_("My IBANs"),
        help_text=_("One a line. Those of your accounts in Firefly III are known."),
    )
    theme = forms.ChoiceField(
        label=_("Theme"),
        required=False,
        choices=[("", _("as the system")), ("light", _("light")), ("dark", _("dark"))],
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as the browser")), *settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    single_keys = forms.BooleanField(
        label=_("Single keys act"),
        required=False,
        help_text=_("A accepts, J goes on, ? shows all. Off: only Tab, Enter and the mouse."),
    )

    notify = forms.BooleanField(
        label=_("Tell me when a run ends"),
        required=False,
        help_text=_("By a notification, if the page is in the background. Each browser asks once."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = available_timezones() & {self.initial.get("time_zone"), self.data.get("time_zone")}
        zones = [(z, z) for z in sorted(_places() | chosen)]
        self.fields["time_zone"].choices = [("", _("as the server")), *zones]  # type: ignore[attr-defined]

    def clean_filter_custom_field_query(self) -> str:
        """Paperless answers a query that is no JSON with an error on each run: said here."""
        query = str(self.cleaned_data["filter_custom_field_query"]).strip()
        try:
            found = json.loads(query) if query else []
        except ValueError:
            found = None
        if not isinstance(found, list):
            raise forms.ValidationError(_("This is no query. It is a JSON list, in brackets."))
        return query

    def clean(self) -> dict[str, Any]:
        """What does not go together."""
        given = super().clean() or {}
        if given.get("move_tags") and given.get("posted_tag") == given.get("filter_tag"):
            text = _("This is the tag to look for: posted documents would come back for ever.")
            self.add_error("posted_tag", text)
        if given.get("pointer") == Pointer.URL_FIELD and not given.get("url_field"):
            self.add_error("url_field", _("Name the custom field that holds the address."))
        return given

    def refuse_unknown_account(self, known: Sequence[LedgerEntry]) -> None:
        """Asks for a name (or number) that Firefly has; before the first run none is known."""
        wanted = self.cleaned_data["default_account"]
        names = {fold(a.name) for a in known} | {a.firefly_id for a in known}
        if wanted and known and not {wanted, fold(wanted)} & names:
            text = _("Firefly III has no asset account of this name. Choose one from the list.")
            self.add_error("default_account", text)

    def groups(self) -> list[tuple[Any, str, list[forms.BoundField]]]:
        """The page's sections: title, anchor, fields."""
        return [(title, anchor, [self[n] for n in names]) for title, anchor, names in _GROUPS]


_GROUPS = (
    (
        _("Intake"),
        "intake",
        ("filter_tag", "filter_document_type", "filter_correspondent", "filter_custom_field_query"),
    ),
    (
        _("Judgement"),
        "judgement",
        ("auto_threshold", "review_threshold", "accept_links", "accept_new"),
    ),
    (
        _("Posting"),
        "posting",
        (
            "default_account",
            "before_bank",
            "wait_days",
            "provisional_tag",
            "split_by",
            "apply_rules",
            "fire_webhooks",
            "link_tag",
            "link_note",
            "attach_file",
            "attach_xml",
        ),
    ),
    (
        _("Back to Paperless"),
        "back",
        ("move_tags", "posted_tag", "pointer", "url_field"),
    ),
    (_("Myself"), "myself", _LISTS),
    (_("Appearance"), "appearance", ("theme", "language", "time_zone", "single_keys", "notify")),
)


def shown(preferences: Preferences) -> dict[str, Any]:
    """A row as the form shows it: lists as lines."""
    values = {n: getattr(preferences, n) for n in PreferencesForm.base_fields}
    return {n: "\n".join(v) if n in _LISTS else v for n, v in values.items()}


def _places() -> set[str]:
    return {zone for zone in available_timezones() if zone.partition("/")[0] in _AREAS}
