"""The only HTTP: clients of Paperless-ngx and Firefly III, and the transport policy they share."""
