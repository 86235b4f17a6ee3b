"""What a training means: a row's way back, where the loss falls, how fast, what reaches each layer."""
