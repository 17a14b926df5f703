"""SparkLink: the bridge between Paperless-ngx and Firefly III."""

__version__ = "0.1.0"
