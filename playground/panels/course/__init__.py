"""The panels that a lesson shows beside its stage."""
