"""Sessions: where somebody is signed in, for how long, and when they prove it again."""
