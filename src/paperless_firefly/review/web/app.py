"""The WSGI application; importing it needs no environment and writes nothing."""

import os

from django.core.wsgi import get_wsgi_application

from .proxies import TrustedProxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
application = TrustedProxies(get_wsgi_application())
