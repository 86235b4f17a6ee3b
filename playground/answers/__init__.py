"""What a browser asks of the panels, and the one function that answers, whatever carries it."""
