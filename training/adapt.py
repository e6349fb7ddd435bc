"""Step 1 of the training: the encoder reads news before it is taught anything.

Masked-language training on the corpora (Gururangan et al. 2020, "Don't Stop Pretraining"). The base weights were last
trained to tell sentences apart; this brings back what they knew of single words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from benchmarks.labelled import labelled
from benchmarks.labelled import texts as open_texts
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import CLS, MASK, SEP, Encoder, load

BLOCK = 254
CORPORA = {
    "attribution/polnear-train.jsonl.gz": 2000,
    "corpora/aljazeera_mideast_4341.jsonl.gz": 1000,
    "corpora/aljazeera_may2015_366.jsonl.gz": 300,
    "corpora/fakes_syria_804.jsonl.gz": 500,
    "corpora/te3silver_newswire.jsonl.gz": 700,
}
"""What is read, and at most how many articles of it."""


class WordHead(nn.Module):
    """Guesses a masked piece from its vector; the output matrix is the embedding itself."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.shape.width
        self.turn = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(encoder.shape.vocabulary))

    def forward(self, hidden: Tensor, words: Tensor) -> Tensor:
        """hidden (n, width), words (vocabulary, width) -> logits (n, vocabulary)."""
        return self.norm(functional.gelu(self.turn(hidden))) @ words.T + self.bias


def texts(path: Path) -> Iterator[str]:
    """The texts of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line).get("text") or ""


def news(shared: Path, corpora: str, seed: int) -> list[str]:
    """The texts to read: of five corpora, or of the openly licensed collections alone; never those of the test part."""
    pick = random.Random(seed)
    if corpora == "open":
        test = {row["doc_id"] for row in labelled(shared, "test")}
        chosen = [text for name, text in open_texts(shared).items() if name not in test]
    else:
        chosen = []
        for name, most in CORPORA.items():
            found = list(texts(shared / name))
            chosen += pick.sample(found, min(most, len(found)))
    pick.shuffle(chosen)
    return chosen


def blocks(chosen: list[str], tokenizer: Tokenizer) -> np.ndarray:
    """(blocks, 254) piece ids, cut without regard to sentences."""
    ids: list[int] = []
    for encoded in tokenizer.encode_batch(chosen, add_special_tokens=False):
        ids += encoded.ids
        ids.append(SEP)
    whole = len(ids) // BLOCK
    return np.array(ids[: whole * BLOCK], dtype=np.int64).reshape(whole, BLOCK)


def main() -> None:
    """Adapt the base weights and save the encoder."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--base", type=Path, required=True, help="folder of model.safetensors and tokenizer.json")
    ap.add_argument("--eval", type=Path, required=True, help="the shared evaluation folder")
    ap.add_argument("--corpora", choices=("both", "open"), default="both")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=40)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--rate", type=float, default=4e-4)
    ap.add_argument("--share", type=float, default=0.22, help="pieces that are masked")
    ap.add_argument("--seed", type=int, default=11)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    data = blocks(news(a.eval, a.corpora, a.seed), tokenizer)
    encoder = load(a.base / "model.safetensors")
    head = WordHead(encoder)
    parameters = [*encoder.parameters(), *head.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=a.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    print(f"{len(data)} blocks of {BLOCK}", flush=True)
    start, step, losses = time.time(), 0, []
    order = rng.permutation(len(data))
    while (spent := (time.time() - start) / 60) < a.minutes:
        if (step + 1) * a.batch > len(order):
            order = np.concatenate([order, rng.permutation(len(data))])
        rows = data[order[step * a.batch : (step + 1) * a.batch]]
        hidden = rng.random(rows.shape) < a.share
        shown = np.where(hidden & (rng.random(rows.shape) < 0.9), MASK, rows)
        edge = np.full((len(rows), 1), CLS), np.full((len(rows), 1), SEP)
        ids = torch.from_numpy(np.concatenate([edge[0], shown, edge[1]], axis=1))
        at = torch.from_numpy(np.pad(hidden, ((0, 0), (1, 1))))
        for group in optimiser.param_groups:
            group["lr"] = a.rate * min(1.0, (step + 1) / 60) * max(0.02, 1 - spent / a.minutes)
        out = encoder(ids, torch.ones_like(ids))
        loss = functional.cross_entropy(head(out[at], encoder.words.weight), torch.from_numpy(rows[hidden]))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        step += 1
        losses.append(loss.item())
        if step % 25 == 0:
            pace = step * rows.size / (time.time() - start)
            print(f"step {step} loss {np.mean(losses[-25:]):.3f} {pace:.0f} pieces/s {spent:.1f} min", flush=True)
    torch.save(encoder.state_dict(), a.out)


if __name__ == "__main__":
    main()
