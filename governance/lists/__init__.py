"""What the lists of meetings, resolutions and drafts show: their columns, said once."""
