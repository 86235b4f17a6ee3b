"""Pieces of Streamlit from which the pages are put together."""
