"""How what is known across articles is put in words. Nothing here says what is true: only who says so, and who not."""

from __future__ import annotations

from onrecord.records import ChangeKind, Claim, IdentityKind, Likeness, Link, OriginKind, Relation, Story

KINDS: dict[IdentityKind, str] = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "group": "group",
    "unknown": "person or body",
}
ORIGINS: dict[OriginKind, str] = {
    "speaker": "who says so",
    "agency": "agency",
    "outlet": "outlet, with nobody else given for it",
    "unknown": "neither outlet nor speaker is known",
}
CHANGES: dict[ChangeKind, str] = {
    "added": "added",
    "dropped": "dropped",
    "reworded": "reworded",
    "changed": "figure changed",
}
OPPOSED: dict[Relation, tuple[str, str]] = {
    "same": ("says the same as", "says the same as"),
    "contests": ("contested by", "contested by"),
    "denies": ("denies", "denied by"),
}
"""What a statement does, and what is done to it. A contest holds both ways."""


def likeness(found: Likeness) -> str:
    """Say what an article is to another: "the same text as". Who had it first is not said."""
    if found.kind == "trim":
        return "a shorter print of" if found.share >= found.other_share else "a longer print of"
    return {
        "reprint": "the same text as",
        "retop": "the same text under another opening as",
        "version": "another version of",
        "shared": "shares passages with",
        "stock": "has only stock lines of its outlet in common with",
    }[found.kind]


def share(found: Likeness) -> str:
    """Say how much of each stands in the other."""
    return f"{100 * found.share:.0f} % of this stands there, {100 * found.other_share:.0f} % of that here"


def support(claim: Claim) -> str:
    """Say what stands behind a claim: "supported by 2 to 3 independent origins"."""
    low, high = claim.origins_low, claim.origins_high
    if high <= 0:
        return "origins not counted yet"
    if low == high:
        return f"supported by {high:,} independent origin{'' if high == 1 else 's'}"
    return f"supported by {low:,} to {high:,} independent origins"


def link(found: Link) -> str:
    """Say how sure it is that two statements have one origin."""
    return "surely of one origin" if found.sure else "perhaps of one origin"


def days(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """Give the two ends of a stretch of days, the last None where it is the first."""
    return first, last if last != first else None


def name_of(story: Story) -> str:
    """Name a story; one whose articles gave no word for it goes by its id."""
    return story.name or f"Story {story.id}"
