"""Files that come in and go out: tables, spreadsheets and documents that are made once."""
