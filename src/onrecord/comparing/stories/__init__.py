"""Stories: articles about one matter over time. Pure: what is kept between articles is handed in and given back.

- `profile(reading)`: what an article is about, as far as its words tell.
- `weigh(profile, counts)`: its terms, each weighed by how much it tells; `sought(weighed)`: what to look stories up by.
- `decide(profile, weighed, candidates)`: the story it joins, or that it starts one.
- `gather(story, profile, weighed)`: what is known of the story then; `together(one, other)`: of two that become one.
- `story_of(id, gathered)`: the record.
"""

from onrecord.comparing.stories.decide import BELONGING_RULES, Decision, decide, measure
from onrecord.comparing.stories.gather import Gathered, gather, name_of, story_of, together, words_of
from onrecord.comparing.stories.profile import Profile, profile
from onrecord.comparing.stories.weights import Counts, Weighed, sought, weigh

__all__ = [
    "BELONGING_RULES",
    "Counts",
    "Decision",
    "Gathered",
    "Profile",
    "Weighed",
    "decide",
    "gather",
    "measure",
    "name_of",
    "profile",
    "sought",
    "story_of",
    "together",
    "weigh",
    "words_of",
]
