"""The playground's row of tools, and what each of them opens: one file a tool."""
