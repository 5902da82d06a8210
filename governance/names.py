"""Names as papers write them, made fit to be compared."""


def bare(name: str) -> str:
    """Return a name without its titles and its spacing, which differ from paper to paper."""
    words = name.replace(".", ". ").split()
    return "".join(word for word in words if word.rstrip(".") not in TITLES).casefold()


TITLES = ("Mr", "Mrs", "Ms", "Miss", "Rev", "Dr", "Councillor")
