"""The doors of the indicators: who may enter, which row, one verb or one presenter, one answer."""
