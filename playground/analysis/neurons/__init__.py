"""What a neuron does: its products, its slope, its state."""
