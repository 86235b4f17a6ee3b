"""The Results tab: how good the predictions of the rows are, by the kind of task."""
