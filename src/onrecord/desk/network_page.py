"""The source network: who is quoted with whom, and through which agency, drawn and as a table."""

from __future__ import annotations

import math
from typing import NamedTuple
from urllib.parse import quote

from onrecord.archive.interface import Archive, Network, NetworkLink, NetworkNode
from onrecord.desk.narrowing import Narrowing, address
from onrecord.desk.network_layout import HEIGHT, LINE, WIDTH, Node, placed, shortened

SPEAKERS = 44
"""Who speaks, of the drawing; agencies come on top of them."""
DRAWN = 150
"""Links that are drawn: the heaviest."""
FEW = 8
"""Articles in common from which a link may be drawn at its thickest."""
PARTNERS = 6
"""Others that a row of the table names; it says how many there are."""


class NodeView(NamedTuple):
    """A node as it is drawn."""

    node: NetworkNode
    label: str
    x: float
    y: float
    size: float
    is_agency: bool
    href: str
    says: str
    """What it is, for a tooltip."""

    @property
    def label_y(self) -> float:
        """The line its name stands on."""
        return round(self.y + self.size + LINE - 3, 1)


class LinkView(NamedTuple):
    """A link as it is drawn."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    is_relay: bool
    says: str


class Partner(NamedTuple):
    """Another in the row of the table."""

    node: NodeView
    articles: int
    does: str
    """`with`, `through` (an agency) or `carries`."""


class NodeRow(NamedTuple):
    """A row of the table."""

    node: NodeView
    partners: tuple[Partner, ...]
    others: int
    """Partners that are not named."""


class NetworkView(NamedTuple):
    """What the network page shows."""

    network: Network
    nodes: tuple[NodeView, ...]
    links: tuple[LinkView, ...]
    rows: tuple[NodeRow, ...]
    width: float = WIDTH
    height: float = HEIGHT


def look_at_network(archive: Archive, asked: Narrowing) -> NetworkView:
    """Draw the network of the articles asked for."""
    network = archive.network(asked.filter(), most=SPEAKERS)
    drawn = network.links[:DRAWN]
    most = max((node.articles for node in network.nodes), default=1)
    sizes = [round(5 + 13 * math.sqrt(node.articles / most), 1) for node in network.nodes]
    places = placed(
        [Node(size, shortened(node.name)) for size, node in zip(sizes, network.nodes, strict=True)],
        [(link.one, link.other, float(link.articles)) for link in drawn],
    )
    nodes = tuple(
        NodeView(
            node=node,
            label=shortened(node.name),
            x=x,
            y=y,
            size=size,
            is_agency=node.relayed > 0,
            href=_href(node, asked),
            says=_says(node),
        )
        for node, size, (x, y) in zip(network.nodes, sizes, places, strict=True)
    )
    heaviest = max((link.articles for link in drawn), default=1)
    return NetworkView(
        network=network,
        nodes=nodes,
        links=tuple(_drawn(link, nodes, heaviest) for link in reversed(drawn)),
        rows=tuple(_rows(network, nodes)),
    )


def _href(node: NetworkNode, asked: Narrowing) -> str:
    if node.identity is not None:
        return f"/identities/{quote(node.identity.id, safe='')}"
    return address("/statements", relay=node.name, story=asked.story, outlet=asked.outlet)


def _says(node: NetworkNode) -> str:
    parts = []
    if node.statements:
        parts.append(f"{node.statements:,} {'statement' if node.statements == 1 else 'statements'}")
    if node.relayed:
        parts.append(f"{node.relayed:,} {'statement' if node.relayed == 1 else 'statements'} of others through it")
    parts.append(f"in {node.articles:,} {'article' if node.articles == 1 else 'articles'}")
    return f"{node.name}: {', '.join(parts)}"


def _drawn(link: NetworkLink, nodes: tuple[NodeView, ...], heaviest: int) -> LinkView:
    one, other = nodes[link.one], nodes[link.other]
    times = f"{link.articles:,} {'article' if link.articles == 1 else 'articles'}"
    what = f"{other.node.name} through {one.node.name}" if link.relay else f"{one.node.name} with {other.node.name}"
    return LinkView(
        x1=one.x,
        y1=one.y,
        x2=other.x,
        y2=other.y,
        width=round(1 + 5 * math.sqrt(link.articles / max(heaviest, FEW)), 1),
        is_relay=link.relay,
        says=f"{what}: {times}",
    )


def _rows(network: Network, nodes: tuple[NodeView, ...]) -> list[NodeRow]:
    partners: list[list[Partner]] = [[] for _ in nodes]
    for link in network.links:
        one, other = nodes[link.one], nodes[link.other]
        partners[link.one].append(Partner(other, link.articles, "carries" if link.relay else "with"))
        partners[link.other].append(Partner(one, link.articles, "through" if link.relay else "with"))
    return [
        NodeRow(node, tuple(found[:PARTNERS]), max(0, len(found) - PARTNERS))
        for node, found in zip(nodes, partners, strict=True)
    ]
