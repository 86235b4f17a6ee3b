"""The pictures and the words of the data dialog."""
