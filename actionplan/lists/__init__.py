"""The lists of the plan: the columns of each, once for the screen, for files and for print."""
