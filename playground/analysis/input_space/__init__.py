"""What a network answers over many inputs: grids, lines, planes, classes and curves."""
