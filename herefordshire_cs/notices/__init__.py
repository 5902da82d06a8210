"""What people are told: messages, how each goes to its reader, and what each reader chose."""
