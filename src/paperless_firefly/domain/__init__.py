"""The vocabulary: frozen dataclasses, enums and pure functions that every other package shares."""
