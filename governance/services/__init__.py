"""The verbs that write to governance: one transaction, one author, one reason to fail."""
