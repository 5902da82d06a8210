"""The entry point for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from herefordshire_cs.lib.web.bodies import limited
from herefordshire_cs.lib.web.encodings import in_utf_8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herefordshire_cs.settings")

application = limited(in_utf_8(get_wsgi_application()))
