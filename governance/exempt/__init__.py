"""What whom may be told: the one floor between rows and readers."""
