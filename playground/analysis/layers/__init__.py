"""What a layer is as a whole, and what layers are together."""
