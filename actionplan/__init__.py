"""What the council is doing: plans, recommendations, actions, and how they go."""
