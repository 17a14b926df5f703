"""E-invoices: one file per syntax, all of one shape."""
