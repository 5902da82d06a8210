"""What stands above the apps: pages that need two of them, menu, search and health check."""
