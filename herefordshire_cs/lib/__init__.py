"""A leaf of helpers that import none of the apps."""
