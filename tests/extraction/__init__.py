"""Extraction, reader by reader and as a whole."""
