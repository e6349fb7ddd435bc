"""A BERT encoder in plain torch: the layers of MiniLM, read from the base weights' own file.

Written out rather than taken from a model library, because the whole of it is eighty lines and the graph that is
exported from it has to be ours to prune, to change and to explain. Layer for layer it computes what
Devlin et al. (2019, "BERT: Pre-training of Deep Bidirectional Transformers") describe.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

CLS, SEP, MASK, UNUSED = 101, 102, 103, 1


@dataclass(frozen=True)
class Shape:
    """The size of an encoder; the defaults are MiniLM-L6-H384-uncased's."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512


class Attention(nn.Module):
    """Multi-head self-attention with its residual and norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, hidden: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """hidden (batch, pieces, width), bias (batch, 1, 1, pieces) added to the scores -> (batch, pieces, width)."""
        batch, pieces, width = hidden.shape
        q, k, v = self.qkv(hidden).view(batch, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        out = self.out(seen.transpose(1, 2).reshape(batch, pieces, width))
        return self.norm(hidden + functional.dropout(out, dropout, self.training))


class Layer(nn.Module):
    """Attention, then two linear layers with a GELU between them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, hidden: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """The same shapes as Attention.forward."""
        hidden = self.attention(hidden, bias, dropout)
        out = self.down(functional.gelu(self.up(hidden)))
        return self.norm(hidden + functional.dropout(out, dropout, self.training))


class Encoder(nn.Module):
    """Word pieces in, one vector for each out."""

    def __init__(self, shape: Shape | None = None, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape or Shape()
        self.dropout = dropout
        self.words = nn.Embedding(self.shape.vocabulary, self.shape.width)
        self.positions = nn.Embedding(self.shape.positions, self.shape.width)
        self.norm = nn.LayerNorm(self.shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(self.shape) for _ in range(self.shape.layers))

    def forward(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> Tensor:
        """ids and mask (batch, pieces), extra (batch, pieces, width) added to the embeddings -> the same shape."""
        hidden = self.words(ids) + self.positions.weight[: ids.shape[1]]
        if extra is not None:
            hidden = hidden + extra
        hidden = functional.dropout(self.norm(hidden), self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias, self.dropout)
        return hidden


def load(path: Path, dropout: float = 0.0) -> Encoder:
    """An encoder with the weights of a BERT ``model.safetensors``; the type embedding is folded into the positions."""
    raw = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    layers = 1 + max(int(name.split(".")[2]) for name in raw if name.startswith("encoder.layer."))
    words = raw["embeddings.word_embeddings.weight"]
    shape = Shape(vocabulary=words.shape[0], width=words.shape[1], layers=layers)
    encoder = Encoder(shape, dropout)
    state = {
        "words.weight": words,
        "positions.weight": raw["embeddings.position_embeddings.weight"]
        + raw["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for n in range(layers):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for kind in ("weight", "bias"):
            parts = [raw[f"{old}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            state[f"{new}attention.qkv.{kind}"] = torch.cat(parts)
            state[f"{new}attention.out.{kind}"] = raw[f"{old}attention.output.dense.{kind}"]
            state[f"{new}attention.norm.{kind}"] = raw[f"{old}attention.output.LayerNorm.{kind}"]
            state[f"{new}up.{kind}"] = raw[f"{old}intermediate.dense.{kind}"]
            state[f"{new}down.{kind}"] = raw[f"{old}output.dense.{kind}"]
            state[f"{new}norm.{kind}"] = raw[f"{old}output.LayerNorm.{kind}"]
    encoder.load_state_dict(state)
    return encoder
