"""Everything that is mentioned in one document, found once and handed to every kind of fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.mentions import amount_masks, amounts, bodies, dates, numbers, people, posts, references
from docpipe.mentions.sight import sight

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount
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
    amounts: tuple[Amount, ...]
    undated: tuple[DateMention, ...] = ()
    """Days of a month whose year nothing tells; `dates` has those that are told."""


def survey(passage: Passage) -> Mentions:
    """All mentions in `passage`."""
    found_dates = dates.find(passage)
    found_posts = posts.find(passage)
    found_numbers = numbers.find(passage)
    found_references = references.find(passage, found_dates)
    masks = amount_masks.find(passage, found_dates, found_numbers, found_references)
    found_bodies, found_people = bodies.find(passage), people.find(passage, found_posts)
    sight.cache_clear()  # the words of a long document are many, and nobody asks for them again
    return Mentions(
        passage,
        tuple(found_dates),
        tuple(found_numbers),
        tuple(found_posts),
        tuple(found_bodies),
        tuple(found_people),
        tuple(found_references),
        tuple(amounts.find(passage, masks)),
    )
