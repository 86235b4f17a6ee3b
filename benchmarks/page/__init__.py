"""What the benchmarks of the page are made of; none of it is a benchmark by itself."""
