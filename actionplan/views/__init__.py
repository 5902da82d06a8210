"""The doors of the plans: who may enter, which row, one verb or one presenter, one answer."""
