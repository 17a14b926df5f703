"""The forms of the settings page."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ...models import Pointer, Preferences

_LISTS = ("my_names", "my_vat_ids", "my_ibans")


class Lines(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> list[str]:
        """The lines that hold something."""
        return [line for each in super().clean(value).splitlines() if (line := each.strip())]


class ConnectionForm(forms.Form):
    """Address and token of one server; an empty token keeps the present one."""

    url = forms.CharField(label=_("Address"), max_length=500)
    external_url = forms.CharField(
        label=_("Address for people"),
        max_length=500,
        required=False,
        help_text=_("Only where it differs from the one above."),
    )
    token = forms.CharField(
        label=_("Token"),
        max_length=4000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Never shown. Leave it empty to keep the present one."),
    )


class PreferencesForm(forms.Form):
    """Everything of Preferences that the user may change."""

    filter_tag = forms.CharField(label=_("Tag to look for"), max_length=128)
    filter_document_type = forms.CharField(label=_("Document type"), max_length=128, required=False)
    filter_correspondent = forms.CharField(label=_("Correspondent"), max_length=128, required=False)
    filter_custom_field_query = forms.CharField(
        label=_("Custom field query"), max_length=2000, required=False
    )
    auto_threshold = forms.FloatField(label=_("Certain from"), min_value=0, max_value=1)
    review_threshold = forms.FloatField(label=_("Likely from"), min_value=0, max_value=1)
    accept_links = forms.BooleanField(label=_("Link certain pairs without me"), required=False)
    accept_new = forms.BooleanField(
        label=_("Book certain documents as new without me"), required=False
    )
    default_account = forms.CharField(
        label=_("Account to propose first"), max_length=255, required=False
    )
    apply_rules = forms.BooleanField(label=_("Run Firefly's rules on new ones"), required=False)
    link_tag = forms.CharField(
        label=_("Tag on linked transactions"), max_length=128, required=False
    )
    link_note = forms.BooleanField(
        label=_("Add the document's address to a linked transaction's notes"), required=False
    )
    move_tags = forms.BooleanField(label=_("Move the tag when posted"), required=False)
    posted_tag = forms.CharField(label=_("Tag of posted documents"), max_length=128)
    pointer = forms.ChoiceField(
        label=_("Point to the transaction by"),
        choices=[
            (Pointer.NOTE, _("a note")),
            (Pointer.URL_FIELD, _("a custom field")),
            (Pointer.NONE, _("nothing")),
        ],
    )
    url_field = forms.CharField(label=_("Custom field's name"), max_length=128, required=False)
    my_names = Lines(label=_("My names"))
    my_vat_ids = Lines(label=_("My VAT ids"))
    my_ibans = Lines(label=_("My IBANs"))
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
    single_keys = forms.BooleanField(label=_("Single keys act"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        zones = [(z, z) for z in sorted(available_timezones())]
        self.fields["time_zone"].choices = [("", _("as the server")), *zones]  # type: ignore[attr-defined]

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
    (_("Posting"), "posting", ("default_account", "apply_rules", "link_tag", "link_note")),
    (
        _("Back to Paperless"),
        "back",
        ("move_tags", "posted_tag", "pointer", "url_field"),
    ),
    (_("Myself"), "myself", _LISTS),
    (_("Appearance"), "appearance", ("theme", "language", "time_zone", "single_keys")),
)


def shown(preferences: Preferences) -> dict[str, Any]:
    """A row as the form shows it: lists as lines."""
    values = {n: getattr(preferences, n) for n in PreferencesForm.base_fields}
    return {n: "\n".join(v) if n in _LISTS else v for n, v in values.items()}
