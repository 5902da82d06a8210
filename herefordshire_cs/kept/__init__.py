"""Short lists that a council keeps: their pages, and what each said before it was edited."""
