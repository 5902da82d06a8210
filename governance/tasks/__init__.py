"""What a worker does off the request: packs and minutes, asked for, made and kept."""
