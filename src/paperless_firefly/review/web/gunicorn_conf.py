"""How gunicorn runs SparkLink: what the options say, and what must hold everywhere."""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import Any

from django.conf import settings as django_settings

from . import settings

worker_class = "paperless_firefly.review.web.gunicorn_worker.Worker"
workers = settings.GUNICORN_WORKERS
threads = settings.GUNICORN_THREADS
timeout = settings.GUNICORN_TIMEOUT
# shorter than the supervisor's patience, which is shorter than Compose's
graceful_timeout = 30
# longer than a tunnel keeps its idle connections: who closes first must not be us
keepalive = 95
# a leak anywhere ends with the process, and not all processes end at once
max_requests = settings.GUNICORN_MAX_REQUESTS
max_requests_jitter = max_requests // 5
# a third less memory; nothing may open a database or start a thread before the fork (tested)
preload_app = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None  # noqa: S108
# its socket would want a home folder that can be written
control_socket_disable = True
# `proxies` alone decides whom to believe
forwarded_allow_ips = ""
accesslog = "-"
access_log_format = '%(t)s %(h)s "%(r)s" %(s)s %(B)s %(M)sms'
errorlog = "-"


def on_starting(server: Any) -> None:
    """Loads what the first request would load, so that the processes share it."""
    if django_settings.configured:  # by the application, which is loaded by now
        import_module(django_settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
