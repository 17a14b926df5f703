"""The fault-injection campaign: the worker is killed at every call, and the books are counted."""
