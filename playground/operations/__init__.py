"""How the server is doing, for who runs it: its log, its health, what it counts, its versions.

Nothing here holds what a visitor typed: a log line says what was refused and where in this code, a
metric counts it, and every label is one of a few words that stand here.
"""
