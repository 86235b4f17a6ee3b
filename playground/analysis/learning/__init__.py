"""What a training means: a row's way back, where the loss falls, and what reaches each layer."""
