"""Tests of the codes on paper."""
