"""The Training tab: why a training goes as it goes, and what came of others."""
