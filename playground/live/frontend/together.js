// What the server sends under this name is all modules of this folder in one file (together.py).
