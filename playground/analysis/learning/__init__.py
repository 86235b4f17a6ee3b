"""What a training means: a row's way back, where the loss falls, what reaches each layer."""
