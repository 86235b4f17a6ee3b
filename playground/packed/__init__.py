"""A network as bytes and as URL-safe text, exact to the bit.

- ``decoding``  what msgspec decodes, and why it refuses, in the words of this page
- ``sealing``   plain data as a token, and back
- ``networks``  a network as plain data and as a token

Whatever comes in, nothing but NetworkError gets out.
"""

from playground.packed.networks import from_token, to_token

__all__ = ["from_token", "to_token"]
