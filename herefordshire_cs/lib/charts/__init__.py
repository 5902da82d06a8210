"""Charts as SVG with a title and a description, readable in black and white."""
