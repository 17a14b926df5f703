"""Preferences: what one user set; the environment gives the defaults of a new row."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .states import AttachedFile


class Pointer(models.TextChoices):
    """How a Paperless document points to its transaction."""

    NOTE = "note"
    URL_FIELD = "url_field"
    NONE = "none"


class BeforeBank(models.TextChoices):
    """What accepting does with a document whose bank transaction is not there yet."""

    POST = "post"
    WAIT = "wait"
    PROVISIONAL = "provisional"


class SplitBy(models.TextChoices):
    """How a new transaction is split before a person looks."""

    NOTHING = ""
    RATES = "rates"
    LINES = "lines"


class Preferences(models.Model):
    """One user's intake filter, thresholds, switches and write-back."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences"
    )
    # intake
    filter_tag = models.CharField(max_length=128, default="finance/inbox")
    filter_document_type = models.CharField(max_length=128, blank=True, default="")
    filter_correspondent = models.CharField(max_length=128, blank=True, default="")
    filter_custom_field_query = models.TextField(blank=True, default="")
    # judgement
    auto_threshold = models.FloatField(default=0.95)
    review_threshold = models.FloatField(default=0.60)
    accept_new = models.BooleanField(default=False)
    accept_links = models.BooleanField(default=False)
    # posting
    default_account = models.CharField(max_length=255, blank=True, default="")
    split_by = models.CharField(max_length=8, blank=True, choices=SplitBy.choices, default="")
    before_bank = models.CharField(
        max_length=12, choices=BeforeBank.choices, default=BeforeBank.POST
    )
    wait_days = models.PositiveSmallIntegerField(default=14)
    provisional_tag = models.CharField(max_length=128, blank=True, default="provisional")
    apply_rules = models.BooleanField(default=True)
    fire_webhooks = models.BooleanField(default=True)
    link_tag = models.CharField(max_length=128, blank=True, default="")
    link_note = models.BooleanField(default=False)
    attach_file = models.CharField(
        max_length=8, choices=AttachedFile.choices, blank=True, default=AttachedFile.NONE
    )
    attach_xml = models.BooleanField(default=False)
    # back to Paperless
    move_tags = models.BooleanField(default=True)
    posted_tag = models.CharField(max_length=128, default="finance/posted")
    pointer = models.CharField(max_length=16, choices=Pointer.choices, default=Pointer.NOTE)
    url_field = models.CharField(max_length=128, blank=True, default="Firefly III")
    # oneself: lists of text
    my_names = models.JSONField(default=list, blank=True)
    my_vat_ids = models.JSONField(default=list, blank=True)
    my_ibans = models.JSONField(default=list, blank=True)
    # appearance
    theme = models.CharField(max_length=8, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    single_keys = models.BooleanField(default=True)
    notify = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return f"Preferences of {self.owner}"
