"""Where the nodes and the names of a network are drawn: computed here, the same for the same network."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 1120.0, 800.0
"""Of the drawing, in its own units; a letter of a name is about `LETTER` wide."""
LETTER, LINE = 6.5, 16.0
LONGEST = 22
"""Letters of a name that are drawn."""
STEPS = 160
"""Steps of the forces; then `TIDYING` at most of moving names off each other."""
TIDYING = 120
MARGIN = 14.0

Points = npt.NDArray[np.float64]


class Node(NamedTuple):
    """What is to be placed: how large its sign is, and the name below it."""

    size: float
    """Half the width of its sign."""
    label: str

    @property
    def half_width(self) -> float:
        """Half of the room it takes across."""
        return max(self.size, LETTER * len(self.label) / 2) + 4


def shortened(name: str) -> str:
    """Cut a name to what is drawn of it."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def placed(nodes: Sequence[Node], links: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Place nodes so that linked ones are near each other and no name lies on another where there is room.

    `links` are pairs of nodes with a weight above nothing. Forces of springs and of repulsion (Fruchterman and
    Reingold 1991), a fixed number of steps from a spiral in the order of the nodes.
    """
    count = len(nodes)
    if count == 0:
        return []
    if count == 1:
        return [(WIDTH / 2, HEIGHT / 2)]
    points = _spiral(count)
    pulls = np.zeros((count, count))
    for one, other, weight in links:
        if one != other:
            pulls[one, other] = pulls[other, one] = max(pulls[one, other], math.sqrt(weight))
    heaviest = pulls.max()
    if heaviest > 0:
        pulls = pulls / heaviest
        # The lightest of links still draws: else who meets once would hang in the air.
        pulls = np.where(pulls > 0, 0.15 + 0.85 * pulls, 0.0)
    points = _forced(points, pulls)
    points = _fitted(points, nodes)
    points = _tidied(points, nodes)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def _spiral(count: int) -> Points:
    """The first in the middle, the next around it: the golden angle keeps them apart."""
    turn = np.arange(count) * math.pi * (3 - math.sqrt(5))
    far = np.sqrt((np.arange(count) + 0.5) / count)
    return np.stack((far * np.cos(turn), far * np.sin(turn)), axis=1)


def _forced(points: Points, pulls: Points) -> Points:
    near = math.sqrt(4.0 / len(points))
    """The distance at which nodes would stand if they were spread evenly."""
    for step in range(STEPS):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        push = near**2 / distance**2
        np.fill_diagonal(push, 0.0)
        force = (apart * (push - pulls * distance / near)[:, :, None]).sum(axis=1)
        force -= 0.9 * points  # towards the middle, so that what is linked to nothing stays in sight
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        points = points + force / length * np.minimum(length, 0.12 * (1 - step / STEPS))
    return points


def _fitted(points: Points, nodes: Sequence[Node]) -> Points:
    """Stretch over the drawing, leaving room for names at its edges; strays do not press the rest together."""
    least, most = np.percentile(points, 3, axis=0), np.percentile(points, 97, axis=0)
    spread = np.maximum(most - least, 1e-6)
    edge = min(max(node.half_width for node in nodes), WIDTH / 6)
    room = np.array([WIDTH - 2 * (edge + MARGIN), HEIGHT - 2 * (2 * LINE + MARGIN)])
    fitted: Points = np.clip((points - least) / spread, 0, 1) * room + np.array([edge + MARGIN, 2 * LINE + MARGIN])
    return fitted


def _tidied(points: Points, nodes: Sequence[Node]) -> Points:
    """Move signs with their names off each other, the shorter way; what meets the edge stays inside."""
    at = [(float(x), float(y)) for x, y in points]
    for _ in range(TIDYING):
        moved = False
        for one, other in itertools.combinations(range(len(nodes)), 2):
            (x, y), (u, v) = at[one], at[other]
            over_x = nodes[one].half_width + nodes[other].half_width - abs(x - u)
            upper, lower = (one, other) if y <= v else (other, one)
            over_y = nodes[upper].size + LINE + nodes[lower].size + 5 - abs(y - v)
            if over_x <= 0.05 or over_y <= 0.05:
                continue
            moved = True
            if over_x < over_y:
                by = over_x / 2 if x < u else -over_x / 2
                x, u = x - by, u + by
            else:
                by = over_y / 2 if y <= v else -over_y / 2
                y, v = y - by, v + by
            at[one], at[other] = _inside(x, y, nodes[one]), _inside(u, v, nodes[other])
        if not moved:
            break
    return np.array(at)


def _inside(x: float, y: float, node: Node) -> tuple[float, float]:
    across = min(node.half_width + 2, WIDTH / 2)
    return min(max(x, across), WIDTH - across), min(max(y, node.size + 5), HEIGHT - node.size - LINE - 4)
