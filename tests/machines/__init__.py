"""What is shipped to run the playground on more than one machine, tried and checked."""
