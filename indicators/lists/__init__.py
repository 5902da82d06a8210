"""The lists of indicators: the columns of each, once for the screen, for files and for print."""
