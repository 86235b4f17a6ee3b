"""What can be grabbed or selected: focusable elements over the figure."""
