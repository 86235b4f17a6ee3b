"""What all families of panels are made of: colours, numbers, controls, equations, plots."""
