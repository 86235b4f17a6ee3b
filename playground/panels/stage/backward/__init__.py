"""The way back on the diagram: δ under the neurons, gradients along the edges, the loss."""
