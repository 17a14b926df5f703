"""Codes on paper: one module for each scheme, each exporting one SCHEME."""
