"""The council as a Django app."""

from django.apps import AppConfig

from herefordshire_cs.lib.council import come_from


class CouncilConfig(AppConfig):
    """The one council that this database is of."""

    name = "herefordshire_cs.council"
    label = "council"
    verbose_name = "The council"

    def ready(self) -> None:
        """Tell the library where the council's words come from."""
        # The record needs the app, which is ready only now.
        from herefordshire_cs.council.record import crest_of, words_in_force  # noqa: PLC0415

        come_from(words_in_force, crest_of)
