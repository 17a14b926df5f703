"""A small Paperless-ngx and a small Firefly III to try SparkLink on, and a maker of sample papers."""
