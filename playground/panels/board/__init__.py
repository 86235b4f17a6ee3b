"""The cards around the stage: inputs, output, matrices, and the pictures over many inputs."""
