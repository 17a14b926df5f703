"""A person's rules, what they touched, and those that are offered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .decisions import Decision
from .documents import Document


class Rule(models.Model):
    """One rule: posting.rulebook has the shape of `conditions` and `sets`.

    Rules are asked in the order of `position`. `dropped`: a person deleted it, and can have it back.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    position = models.IntegerField()
    name = models.CharField(max_length=120)
    enabled = models.BooleanField(default=True)
    dropped = models.BooleanField(default=False)
    conditions = models.JSONField(default=dict)
    sets = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("position", "pk")
        indexes = (models.Index(fields=["owner", "dropped", "position"], name="rule_order"),)

    def __str__(self) -> str:
        return self.name


class RuleUse(models.Model):
    """A rule gave a decision some of its fields, and the person (or the switch) kept them."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="uses")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="rule_uses")
    fields = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("rule", "decision"), name="one_use_a_decision"),
        )

    def __str__(self) -> str:
        return f"{self.rule_id} for {self.decision_id}"


class RuleOffer(models.Model):
    """A rule that a person could make of what they chose twice.

    `key` names seller and choice, so that the same is asked once; `document` is the one that was
    accepted last.
    """

    class Answer(models.TextChoices):
        OPEN = ""
        MADE = "made"
        NEVER = "never"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    conditions = models.JSONField(default=dict)
    sets = models.JSONField(default=dict)
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "key"), name="one_rule_offer"),)

    def __str__(self) -> str:
        return self.name
