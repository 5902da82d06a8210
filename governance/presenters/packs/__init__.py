"""The parts of a pack, in its two copies, and what each item of it holds."""
