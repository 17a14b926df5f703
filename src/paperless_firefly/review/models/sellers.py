"""Sellers that a person confirmed: what reading knows of them from then on."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ConfirmedSeller(models.Model):
    """A seller by its name (`key`: folded letters and digits), with the signs of its papers.

    `aliases` are other names that readers found on them, `signs` lists of identifiers by kind
    (extraction.text.signs). The labels and `date_order` ("dmy", "mdy") are habits that corrections
    taught. `suppressed`: a person deleted it; it is not learned again.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    aliases = models.JSONField(default=list, blank=True)
    signs = models.JSONField(default=dict, blank=True)
    total_label = models.CharField(max_length=100, blank=True, default="")
    date_label = models.CharField(max_length=100, blank=True, default="")
    date_order = models.CharField(max_length=3, blank=True, default="")
    suppressed = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("key",)
        constraints = (
            models.UniqueConstraint(fields=("owner", "key"), name="one_row_a_confirmed_seller"),
        )

    def __str__(self) -> str:
        return self.name
