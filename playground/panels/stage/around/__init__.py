"""What stands around the diagram: headers, legend, transport."""
