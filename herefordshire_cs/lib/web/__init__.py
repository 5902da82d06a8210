"""What a view is made of: the typed request, forms that keep what was typed, and what is sent."""
