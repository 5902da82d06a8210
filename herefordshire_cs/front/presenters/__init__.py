"""What the pages that need two apps say."""
