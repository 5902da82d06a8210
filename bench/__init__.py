"""How long pages and documents take as a plan grows: ``python -m bench``, or ``make bench``."""
