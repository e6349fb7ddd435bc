"""How bytes lie in the file: compressed, with a checksum of the compressed form; and the digests beside them."""

from __future__ import annotations

import zlib

import msgspec

from onrecord.records import sha256_of


def pack(data: bytes) -> bytes:
    """Compress with zlib and append the CRC-32 of that, 4 bytes, big-endian.

    zlib's own checksum is of what comes out: it does not see the bits that fill up the last byte. This one sees all.
    """
    packed = zlib.compress(data)
    return packed + zlib.crc32(packed).to_bytes(4, "big")


def unpack(packed: bytes, size: int | None = None) -> bytes:
    """Undo `pack`. Raises ValueError where a byte was changed, or where more than `size` bytes come out."""
    body, check = packed[:-4], packed[-4:]
    if zlib.crc32(body).to_bytes(4, "big") != check:
        raise ValueError("the packed bytes do not match their checksum")
    opened = zlib.decompressobj()
    try:
        data = opened.decompress(body, 0 if size is None else size + 1)
    except zlib.error as error:
        raise ValueError(f"the packed bytes cannot be unpacked ({error})") from error
    if not opened.eof or opened.unused_data:
        raise ValueError("the packed bytes are longer or shorter than what they hold")
    return data


def digest_of(*columns: object) -> str:
    """Give the SHA-256 of the columns of a row, as a JSON list."""
    return sha256_of(msgspec.json.encode(columns))
