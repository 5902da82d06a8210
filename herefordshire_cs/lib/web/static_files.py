"""The static files as they are served: under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashes also the names by which the scripts import one another."""

    support_js_module_import_aggregation = True
