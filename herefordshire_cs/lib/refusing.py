"""Why something cannot be done, in words for whoever asked for it."""


class Refusal(Exception):
    """Nothing was written. Its words are a sentence, for the page on which it was asked for."""
