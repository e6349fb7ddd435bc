"""The trained network at run time: an ONNX graph, its tokenizer and its settings, from one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from onrecord.reading.model.decode import Answers, Scorer, Settings
from onrecord.reading.model.pieces import Pieces, cut, framed
from onrecord.records import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class Description(msgspec.Struct, frozen=True):
    """What `model.json` says of a model."""

    version: str
    settings: Settings = Settings()


def describe(folder: Path) -> Description:
    """Read what `model.json` says, without loading the model."""
    return msgspec.json.decode((folder / "model.json").read_bytes(), type=Description)


class Network:
    """Reads word pieces. Loading takes about 0.2 seconds and 100 MB; one thread, so that workers do not fight."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.description = describe(folder)
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        graph = str(folder / "encoder.onnx")
        self.session: InferenceSession = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "scorer.npz") as arrays:
            self.scorer = Scorer(*(arrays[name] for name in Scorer._fields))

    def pieces(self, text: str, blocks: list[Span]) -> Pieces:
        """Cut an article into word pieces."""
        return cut(text, blocks, self.tokenizer)

    def answers(self, pieces: Pieces, ranges: list[tuple[int, int]]) -> list[Answers]:
        """Run the graph over each window, one at a time: in eight bits a window's answer would depend on its batch."""
        found = []
        for start, end in ranges:
            ids, features = framed(pieces, start, end)
            out = self.session.run(None, {"ids": ids, "features": features})
            found.append(Answers(*(array[1:-1] for array in out)))
        return found
