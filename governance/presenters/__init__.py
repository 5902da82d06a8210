"""What pages and packs say of committees, their meetings and their papers."""
