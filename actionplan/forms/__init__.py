"""What comes in to a plan, as it is typed or sent."""
