"""The client of Firefly III 6."""
