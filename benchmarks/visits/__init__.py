"""Visitors without a browser: their session by Streamlit's protocol, and their wire."""
