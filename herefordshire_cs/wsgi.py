"""The entry point for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herefordshire_cs.settings")

application = get_wsgi_application()
