"""Writes: use cases with keyword-only arguments; each changes rows only, unless its name says work."""
