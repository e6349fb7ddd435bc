"""Identities over some articles in memory: what the archive keeps in tables, for tests and for measuring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from onrecord.comparing.identities.decide import Decision
from onrecord.comparing.identities.keys import CANDIDATES, CROWDED
from onrecord.comparing.identities.members import Named
from onrecord.comparing.identities.placing import as_member, place
from onrecord.comparing.identities.profile import Profile
from onrecord.records import Identity, Member


class Register:
    """Identities as they grow, article by article. Nothing in it is kept between runs, and nobody corrects it."""

    def __init__(self) -> None:
        self.profiles: dict[int, Profile] = {}
        self.members: dict[int, list[Member]] = {}
        self._keys: dict[str, dict[int, None]] = {}
        self._held: dict[int, set[str]] = {}
        self._begun: dict[str, int] = {}

    def add(self, article: Sequence[Named]) -> tuple[Member, ...]:
        """Place everybody whom one article names; in the order of the article."""
        return place(article, self)

    def identities(self) -> tuple[Identity, ...]:
        """Give all identities, in the order of their first member."""
        return tuple(profile.identity(f"i{number}") for number, profile in sorted(self.profiles.items()))

    def candidates(self, keys: Sequence[str]) -> Sequence[int]:
        """Give the identities found under these keys."""
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(sorted(self._keys.get(key, ()))[:CROWDED])
        return sorted(shared, key=lambda number: (-shared[number], number))[:CANDIDATES]

    def profile(self, number: int) -> Profile:
        """Give what is known of an identity."""
        return self.profiles[number]

    def together(self, anchor: str) -> Sequence[int]:
        """Nobody says so here."""
        return ()

    def apart(self, anchor: str) -> Collection[int]:
        """Nobody says so here."""
        return ()

    def may_unite(self, one: int, other: int) -> bool:
        """Nobody says no here."""
        return True

    def begin(self, anchor: str) -> int:
        """Begin an identity, or give the one that begins with this anchor already."""
        number = self._begun.setdefault(anchor, len(self._begun) + 1)
        self.profiles.setdefault(number, Profile())
        return number

    def unite(self, kept: int, gone: int, profile: Profile) -> None:
        """Give all members and keys of one identity to another."""
        del self.profiles[gone]
        self.profiles[kept] = profile
        for key in self._held.pop(gone, ()):
            self._keys[key].pop(gone)
            self._find(kept, key)
        moved = [msgspec.structs.replace(member, identity=f"i{kept}") for member in self.members.pop(gone, [])]
        self.members.setdefault(kept, []).extend(moved)

    def put(self, number: int, profile: Profile, member: Named, keys: Sequence[str], decision: Decision) -> Member:
        """Put a member into an identity."""
        self.profiles[number] = profile
        for key in keys:
            self._find(number, key)
        made = as_member(member, f"i{number}", decision)
        self.members.setdefault(number, []).append(made)
        return made

    def _find(self, number: int, key: str) -> None:
        self._keys.setdefault(key, {}).setdefault(number)
        self._held.setdefault(number, set()).add(key)
