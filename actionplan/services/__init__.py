"""The verbs that write to a plan: one transaction, one author, one reason to fail."""
