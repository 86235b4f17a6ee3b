"""What frames a page: toolbar, guide, and the numbers that stand in its texts."""
