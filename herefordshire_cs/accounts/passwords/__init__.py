"""Passwords: changed by their owner, and refused where they are known to be breached."""
