"""The people who sign in, their roles, and the links with which they choose a password."""
