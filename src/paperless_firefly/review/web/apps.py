"""Django's entry for the web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, static files and translations."""

    name = "paperless_firefly.review.web"
    label = "web"
