"""Words as the council prints them."""
