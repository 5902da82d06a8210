def count_needing_update(user, *, as_of): return None
