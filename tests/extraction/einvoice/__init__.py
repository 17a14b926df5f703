"""E-invoices, syntax by syntax."""
