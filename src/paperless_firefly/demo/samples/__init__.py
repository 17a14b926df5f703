"""Sample papers of invented businesses, and the bank transactions that most of them have."""

from .build import populate, populate_many
from .papers import Paper, plan
from .render import Rendered, render

__all__ = ["Paper", "Rendered", "plan", "populate", "populate_many", "render"]
