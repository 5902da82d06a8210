"""What comes in to governance, as it is typed or sent."""
