"""The inspector: whatever is selected, explained with its real numbers."""
