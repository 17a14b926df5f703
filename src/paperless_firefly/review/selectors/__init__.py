"""Reads: what pages, commands and services ask of the rows."""
