"""A training taken away from the page: scripts that do it again elsewhere, and its numbers as CSV.

A script holds the start, the rows and the recipe, and prints the losses that the page shows.
"""
