"""The network: an encoder, a tagger over the three roles, a tagger of names, a scorer of every piece for every cue.

The tagger says where sources, cues and contents are. The scorer takes one cue at a time and says of each piece of the
window whether it is that cue's source, that cue's content or neither, from the two vectors, their distance and whether
they share a sentence and a paragraph. So statements that share a source, stand inside one another or are cut in two
need no rule of their own (the idea of a biaffine scorer, Dozat and Manning 2017, with a hidden layer in its place).
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.model.pieces import DISTANCES, FEATURES, NAMES, PLACES
from training.encoder import Encoder
from training.labels import STYLES

PAIR = 160
"""Width of the scorer's hidden layer."""


class Network(nn.Module):
    """Pieces in; tags, and what the scorer needs, out."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.shape.width
        self.features = nn.Embedding(FEATURES, width)
        self.styles = nn.Embedding(len(STYLES), width)
        nn.init.zeros_(self.features.weight)
        nn.init.zeros_(self.styles.weight)
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(width, 7)
        self.names = nn.Linear(width, 1 + 2 * len(NAMES))
        self.piece = nn.Linear(width, PAIR)
        self.cue = nn.Linear(width, PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.place = nn.Embedding(PLACES, PAIR)
        self.roles = nn.Linear(PAIR, 3)
        for table in (self.distance, self.place):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, styles: Tensor) -> tuple[Tensor, ...]:
        """ids, mask, features (batch, pieces), styles (batch,) -> tags, piece, cue and names (…, 37)."""
        extra = self.features(features) + self.styles(styles)[:, None, :]
        hidden = self.drop(self.encoder(ids, mask, extra))
        return self.tags(hidden), self.piece(hidden), self.cue(hidden), self.names(hidden)

    def score(self, piece: Tensor, cue: Tensor, distance: Tensor, place: Tensor) -> Tensor:
        """piece (n, pieces, PAIR), cue (n, PAIR), distance and place (n, pieces) -> (n, pieces, 3) logits."""
        hidden = piece + cue[:, None, :] + self.distance(distance) + self.place(place)
        scored: Tensor = self.roles(functional.relu(hidden))
        return scored
