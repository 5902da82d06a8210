"""The front door (settings, addresses) and the foundations (lib, accounts)."""
