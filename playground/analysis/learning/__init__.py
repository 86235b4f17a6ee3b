"""What a training means: where its loss falls, how fast it may go, what reaches each layer."""
