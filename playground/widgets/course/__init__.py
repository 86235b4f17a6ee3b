"""The course for a learner: its list of lessons, and the parts of a lesson's step."""
