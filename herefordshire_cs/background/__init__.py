"""Work off the request: who asked for it, the workers that do it, and whether they answer."""
