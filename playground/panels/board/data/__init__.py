"""The Data tab: the rows of the scene's data as a table, of which only what is seen is drawn."""
