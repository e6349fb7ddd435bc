"""Step 2 of the training: the network learns who said what. Resumable after every round.

python -m training.fit --base FOLDER --eval FOLDER --start encoder.pt --polnear --open 2 --out FOLDER --rounds N
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.labelled import labelled
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.model.pieces import MASK, relations
from training.encoder import load
from training.labels import NOTHING, STYLES, Example, documents, draw, example, names_only, parted
from training.network import Network


def device() -> torch.device:
    """A GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def tensors(
    examples: list[Example], rows: list[tuple[int, int, int]], rng: np.random.Generator, masked: float, unknown: float
) -> tuple[Tensor, ...]:
    """ids, mask, features, tags, names (batch, pieces + 2) and styles (batch,) of a batch of windows."""
    longest = max(e - s for _, s, e in rows) + 2
    ids = np.zeros((len(rows), longest), np.int64)
    mask = np.zeros((len(rows), longest), np.int64)
    features = np.full((len(rows), longest), 3, np.int64)
    tags = np.full((len(rows), longest), NOTHING, np.int64)
    names = np.full((len(rows), longest), NOTHING, np.int64)
    styles = np.zeros(len(rows), np.int64)
    for row, (number, start, end) in enumerate(rows):
        one, size = examples[number], end - start
        ids[row, 0], ids[row, size + 1] = 101, 102
        ids[row, 1 : size + 1] = np.where(rng.random(size) < masked, MASK, one.pieces.ids[start:end])
        mask[row, : size + 2] = 1
        features[row, 1 : size + 1] = one.pieces.features[start:end]
        tags[row, 1 : size + 1] = one.tags[start:end]
        names[row, 1 : size + 1] = one.names[start:end]
        styles[row] = 0 if rng.random() < unknown else one.style
    return tuple(torch.from_numpy(x).to(device()) for x in (ids, mask, features, tags, names, styles))


def questions(
    examples: list[Example], rows: list[tuple[int, int, int]], sure: np.ndarray, rng: np.random.Generator, wrong: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What the scorer is asked in a batch: for each cue the row, its place, the relations and the roles of all pieces.

    Of a gold cue any of its pieces is asked, by chance, because decoding asks the piece that looks most like a cue, and
    annotators disagree on where "has also repeatedly said" begins. To the gold cues come up to `wrong` pieces a window
    that the tagger takes for one (`sure`, the probability of a cue there): for these every piece is nobody's. With none
    of these the scorer answers "if this is a cue, whose …", and whether it is one stays the tagger's to say.
    """
    width = sure.shape[1]
    at, cue, distance, place, target = [], [], [], [], []
    for row, (number, start, end) in enumerate(rows):
        one = examples[number]
        low, high = np.searchsorted(one.cues, [start, end])
        asked = [(int(rng.integers(one.cues[k], min(one.ends[k], end))), one.roles[k]) for k in range(low, high)]
        guess = sure[row, 1 : end - start + 1].copy()
        for k in range(low, high):
            guess[one.cues[k] - start : one.ends[k] - start] = 0
        unknown = one.tags[start:end] == NOTHING
        guess[unknown] = 0
        for other in np.argsort(-guess)[: 0 if unknown.all() else wrong]:
            if guess[other] > 0.04 or rng.random() < 0.1:
                asked.append((start + int(other), []))
        if not asked:
            continue
        near = relations(one.pieces, np.array([c for c, _ in asked]), start, end)
        for k, (piece, ranges) in enumerate(asked):
            roles = np.full(width, NOTHING, np.int64)
            roles[1 : end - start + 1] = 0
            for role, first, last in ranges:
                roles[max(first, start) - start + 1 : max(min(last, end) - start + 1, 1)] = role
            pad = width - (end - start) - 2
            at.append(row)
            cue.append(piece - start + 1)
            distance.append(np.pad(near[0][k], (1, 1 + pad)))
            place.append(np.pad(near[1][k], (1, 1 + pad)))
            target.append(roles)
    return tuple(np.array(x, dtype=np.int64) for x in (at, cue, distance, place, target))  # type: ignore[return-value]


def step_losses(
    net: Network,
    examples: list[Example],
    rows: list[tuple[int, int, int]],
    rng: np.random.Generator,
    a: argparse.Namespace,
) -> tuple[Tensor, Tensor, Tensor]:
    """The losses of one batch: the tagger's, the scorer's, the names'. Each is a mean over the batch's pieces."""
    ids, mask, features, tags, names, styles = tensors(examples, rows, rng, a.masked, a.unknown)
    said, piece, cue, called = net(ids, mask, features, styles)
    pieces = mask.sum()
    tag_loss = _summed(said, tags, a.smooth) / pieces
    name_loss = _summed(called, names, 0.0) / pieces
    sure = said.detach().softmax(-1)[..., 3:5].sum(-1).cpu().numpy()
    asked = questions(examples, rows, sure, rng, a.wrong)
    if not len(asked[0]):
        return tag_loss, tag_loss * 0, name_loss
    at, which, distance, place, target = (torch.from_numpy(x).to(device()) for x in asked)
    scored = net.score(piece[at], cue[at, which], distance, place)
    alone = _summed(scored, target, 0.0)
    return tag_loss, (alone + a.share * _shared(scored, target, at, len(rows))) / pieces, name_loss


def _shared(scored: Tensor, target: Tensor, at: Tensor, rows: int) -> Tensor:
    """How badly the cues of a window share out its sources and contents among them; decoding does it the same way.

    For every piece that is some cue's source or content, the cross-entropy of that cue among all that were asked of the
    window (`at` is each question's window), by how far the role is ahead of "nobody's".
    """
    ahead = (scored[:, :, 1:] - scored[:, :, :1]).clamp(-30, 30)
    most = ahead.detach().amax(0).amax(-1, keepdim=True).amax(0)
    total = torch.zeros(rows, *ahead.shape[1:], device=ahead.device).index_add(0, at, (ahead - most).exp())
    surprise = total.clamp_min(1e-30).log()[at] + most - ahead
    return torch.stack([surprise[..., role][target == role + 1].sum() for role in (0, 1)]).sum()


def _summed(logits: Tensor, target: Tensor, smooth: float) -> Tensor:
    return functional.cross_entropy(
        logits.flatten(0, 1), target.flatten(), ignore_index=NOTHING, reduction="sum", label_smoothing=smooth
    )


def groups(net: Network, a: argparse.Namespace) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers learn more slowly, the heads faster."""
    found: list[dict[str, Any]] = []
    layers = net.encoder.shape.layers
    for name, parameter in net.named_parameters():
        decay = 0.01 if parameter.dim() > 1 else 0.0
        if name.startswith("encoder.layers."):
            rate = a.rate * a.decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            rate = a.rate * a.decay**layers
        else:
            rate = a.head_rate
        found.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": decay})
    return found


def main() -> None:
    """Train, round by round."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="an adapted encoder, or a network to go on from; else the base weights")
    ap.add_argument("--eval", type=Path, required=True, help="the shared evaluation folder")
    ap.add_argument("--polnear", action="store_true", help="learn from PolNeAR's training part")
    ap.add_argument("--open", type=int, default=0, help="learn from our open set, so many times a round")
    ap.add_argument("--names", type=Path, help="what training.silver wrote: names to learn")
    ap.add_argument("--name-weight", type=float, default=0.3)
    ap.add_argument("--others", type=int, default=90, help="articles a round of which only the names are learnt")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--rounds", type=int, default=8)
    ap.add_argument(
        "--articles", type=int, default=0, help="train on this many articles only (a study of the data's size)"
    )
    ap.add_argument("--rate", type=float, default=1.6e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--decay", type=float, default=0.95, help="the learning rate of each layer over that of the next")
    ap.add_argument("--budget", type=int, default=5000, help="pieces a batch")
    ap.add_argument("--size", type=int, default=318)
    ap.add_argument("--dropout", type=float, default=0.0)
    ap.add_argument("--masked", type=float, default=0.08)
    ap.add_argument("--unknown", type=float, default=0.5, help="share of windows whose annotator is not told")
    ap.add_argument("--smooth", type=float, default=0.0)
    ap.add_argument("--wrong", type=int, default=0, help="false cues a window that are asked too")
    ap.add_argument("--share", type=float, default=1.0, help="weight of the loss of sharing out among cues")
    ap.add_argument("--average", type=float, default=0.996)
    ap.add_argument("--seed", type=int, default=7)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    pick, rng = random.Random(a.seed), np.random.default_rng(a.seed)
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    silver = documents(a.names) if a.names else []
    names = {d["doc_id"]: d["names"] for d in silver}
    examples: list[Example] = []
    if a.polnear:
        gold, _ = parted(documents(a.eval / "attribution/polnear-train.jsonl.gz"))
        if a.articles:
            gold = random.Random(1).sample(gold, a.articles)
        examples += [example(d, tokenizer, None, names) for d in gold]
    own, _ = parted(labelled(a.eval, "train"))
    examples += [example(d, tokenizer, STYLES.index("onrecord"), names) for d in own] * a.open
    known = {one.name for one in examples}
    others = [names_only(d, tokenizer) for d in silver if d["doc_id"] not in known]
    net = Network(load(a.base / "model.safetensors", a.dropout))
    if a.start:
        state = torch.load(a.start, map_location="cpu", weights_only=True)
        if "words.weight" in state:
            net.encoder.load_state_dict(state)
        else:
            net.load_state_dict(state.get("net", state))
    net.to(device())
    mean = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(groups(net, a), fused=True)
    a.out.mkdir(parents=True, exist_ok=True)
    resumed = a.out / "resume.pt"
    round_, step = 0, 0
    per_round = len(draw(examples + others[: a.others], a.size, a.budget, random.Random(0)))
    total = per_round * a.rounds
    if resumed.exists():
        saved = torch.load(resumed, map_location=device(), weights_only=False)
        net.load_state_dict(saved["net"])
        mean.load_state_dict(saved["mean"])
        optimiser.load_state_dict(saved["optimiser"])
        round_, step = saved["round"], saved["step"]
        pick, rng = saved["pick"], saved["rng"]
        torch.set_rng_state(saved["torch"])
    print(
        json.dumps({k: str(v) for k, v in vars(a).items()}),
        f"{len(examples)} articles, {per_round} batches a round",
        flush=True,
    )
    net.train()
    begun, losses = time.time(), []
    while round_ < a.rounds:
        seen = examples + pick.sample(others, min(a.others, len(others)))
        for rows in draw(seen, a.size, a.budget, pick):
            pace = min(1.0, (step + 1) / 80) * max(0.01, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * pace
            tag_loss, pair_loss, name_loss = step_losses(net, seen, rows, rng, a)
            optimiser.zero_grad()
            (tag_loss + pair_loss + a.name_weight * name_loss).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(a.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for old, new in zip(mean.parameters(), net.parameters(), strict=True):
                    old.lerp_(new, 1 - keep)
            losses.append((tag_loss.item(), pair_loss.item(), name_loss.item()))
            if step % 25 == 0:
                tag, pair, name = np.mean(losses[-25:], axis=0)
                left = (time.time() - begun) / max(len(losses), 1) * (total - step) / 60
                print(
                    f"step {step}/{total} tags {tag:.4f} roles {pair:.4f} names {name:.4f}, {left:.0f} min left",
                    flush=True,
                )
        round_ += 1
        saved = {
            "net": net.state_dict(),
            "mean": mean.state_dict(),
            "optimiser": optimiser.state_dict(),
            "round": round_,
        }
        saved |= {"step": step, "pick": pick, "rng": rng, "torch": torch.get_rng_state()}
        torch.save(saved, resumed.with_suffix(".part"))
        resumed.with_suffix(".part").replace(resumed)
        if math.isnan(losses[-1][0]):
            raise SystemExit("training.fit: the loss is no number: lower --rate")
    torch.save(mean.state_dict(), a.out / "network.pt")
    print("done", flush=True)


if __name__ == "__main__":
    main()
