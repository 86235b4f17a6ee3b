"""What a scene means over the rows of its data: predictions, metrics, distributions, signals."""
