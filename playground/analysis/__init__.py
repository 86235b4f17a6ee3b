"""What a scene means, in NumPy: each idea once, for panels, checks, texts and exports."""
