"""Whatever is given to a decoder, it gives a value within the limits or one sentence, soon.

- ``shapes``    what breaks decoders: numbers, texts, damaged bytes, texts and trees of plain data
- ``samples``   what is damaged: real links, tokens, documents, tables, trainings, messages …
- ``given``     a strategy for each kind of input, of damaged samples and of plain noise
- ``decoders``  the table: each decoder with what it is given
- ``measured``  one case: what may come out, how long it may take, how much memory

Both ways to run it are made of the table: ``test_decoders`` takes a few inputs of each in the
suite, and ``make fuzz`` a million of them, on all cores.
"""
