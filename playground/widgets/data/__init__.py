"""The data dialog: where rows come from, what is read of them, and what it changes."""
