"""The entry point for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from herefordshire_cs.lib.bodies import limited

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herefordshire_cs.settings")

application = limited(get_wsgi_application())
