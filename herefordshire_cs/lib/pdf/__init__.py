"""PDFs: printed from templates, looked into when brought by somebody, joined with their tags."""
