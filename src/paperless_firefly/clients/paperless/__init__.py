"""The client of Paperless-ngx 2.20 and 3."""
