"""Everything that is mentioned in one document, found once and handed to every kind of fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.mentions import bodies, dates, numbers, people, posts, references

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.bodies import BodyMention
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.numbers import NumberMention
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.references import ReferenceMention


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the passage mentions, each list in the order of the text."""

    passage: Passage
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    posts: tuple[PostMention, ...]
    bodies: tuple[BodyMention, ...]
    people: tuple[PersonMention, ...]
    references: tuple[ReferenceMention, ...]


def survey(passage: Passage) -> Mentions:
    """All mentions in `passage`."""
    found_dates = dates.find(passage)
    found_posts = posts.find(passage)
    return Mentions(
        passage,
        tuple(found_dates),
        tuple(numbers.find(passage)),
        tuple(found_posts),
        tuple(bodies.find(passage)),
        tuple(people.find(passage, found_posts)),
        tuple(references.find(passage, found_dates)),
    )
