"""Files that are damaged by chance: whatever the bytes, a table comes of them or a DataError.

    python -m tests.data.fuzz 100000

The seed decides all, so that a file that breaks something can be made again. Prints how many files
became tables, and how often each kind of sentence was said.
"""

import contextlib
import re
import sys
import zlib
from collections import Counter

import numpy as np

from playground.data import DataError, Table, read

_WHOLE = (
    "height (cm);mass (kg);sex\n181,5;80;m\n165,2;60,5;f\n;70;\n",
    'a,b,"c, d"\n1,2.5,"x ""y"""\n-3,,"two\nlines"\n4,1e3,\n',
    "day\tvalue\tkind\n2020-01-01\t1\ta\n2020-01-02\tNA\tb\n2020-01-03\tinf\ta\n",
    "1|2|3\n4|5|6\n7|8|9\n",
    " x   y\n 1  20\n30   4\n",
    "naïve,−1\nβ,2\n=cmd(),3\n",
    "sep=;\na;a;\n'x;y';1;\n'z';2;\n",
)
_PIECES = [
    *(each.encode() for each in ',;|\t\n\r"\'.-=?0e ²−\u202e\ufeff\x85\u2028'),
    b'""', b"\r\n", b"\x00", b"\xff", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\x1a",
    b"nan", b"inf", b"1e999", b"NA", b"PK\x03\x04", b"<b>", b"," * 70, b"9" * 400, b"x" * 300,
    b"1\n" * 50, b'"' * 99,
]  # fmt: skip


def files() -> list[bytes]:
    """What is mutated: tables in several dialects and encodings, and tables as bytes."""
    encoded = [text.encode(encoding) for text in _WHOLE for encoding in ("utf-8", "utf-16")]
    return [*encoded, *(_WHOLE[at].encode("cp1252", "replace") for at in (0, 1))]


def mutated(data: bytes, rng: np.random.Generator) -> bytes:
    """``data`` with one to four changes: a byte, a piece put in, cut out, doubled or turned."""
    changed = bytearray(data)
    for _ in range(rng.integers(1, 5)):
        start = rng.integers(len(changed) + 1)
        end = start + rng.integers(12)
        match rng.integers(6):
            case 0:
                changed[start : start + 1] = rng.bytes(1)
            case 1:
                changed[start:start] = _PIECES[rng.integers(len(_PIECES))]
            case 2:
                del changed[start:end]
            case 3:
                changed[start:start] = changed[start:end]
            case 4:
                changed[start:end] = changed[start:end][::-1]
            case _:
                changed[start : start + 1] = _PIECES[rng.integers(len(_PIECES))]
    return bytes(changed)


def learn_from(table: Table) -> None:
    """Read each column of a table as the target of the others, as far as that can be."""
    names = [column.name for column in table.columns]
    for target in names[:4]:
        inputs = [name for name in names if name != target] or names
        with contextlib.suppress(DataError):
            data = table.dataset(inputs, target, scaling="z-score", missing="mean")
            assert np.isfinite(data.x).all()
            assert np.isfinite(data.y).all()
            assert all(data.warnings)


def fuzz(count: int, seed: int) -> tuple[int, Counter[str]]:
    """How many of ``count`` mutated files became tables, and what was said of the others."""
    rng = np.random.default_rng(seed)
    whole = files()
    packed = [zlib.decompress(read(data).table.to_bytes()) for data in whole[:4]]
    tables, sentences = 0, Counter[str]()
    for number in range(count):
        try:
            if number % 8 == 0:
                body = mutated(packed[rng.integers(len(packed))], rng)
                table = Table.from_bytes(zlib.compress(body))
            else:
                table = read(mutated(whole[rng.integers(len(whole))], rng), "people.csv").table
            assert Table.from_bytes(table.to_bytes()) == table
            tables += 1
            learn_from(table)
        except DataError as error:
            sentences[re.sub(r"0x\w+|U\+\w+|'[^']*'|[\d,.]+", "…", str(error))] += 1
    assert not any("\n" in sentence for sentence in sentences)
    return tables, sentences


if __name__ == "__main__":
    became, said = fuzz(int(sys.argv[1]), seed=1)
    print(f"{became} tables, {said.total()} refused")
    for sentence, times in said.most_common():
        print(f"{times:7} {sentence[:90]}")
