"""The verbs that write to the indicators: one transaction, one author, one reason to fail."""
