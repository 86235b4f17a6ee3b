"""The diagram as traces: edges, nodes and their signs."""
