"""What comes in to the indicators, as it is typed or sent."""
