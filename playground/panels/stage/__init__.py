"""The stage: the network diagram with everything that can be grabbed on it."""
