"""The council whose pages and papers these are: its name, its words and how it counts days."""
