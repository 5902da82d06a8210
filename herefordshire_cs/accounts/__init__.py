"""Who signs in, and in what role: the lowest app."""
