"""The words on the diagram, and how they find their places."""
