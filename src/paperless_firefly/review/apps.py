"""Django's entry for the review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """State and use cases."""

    name = "paperless_firefly.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "SparkLink"
