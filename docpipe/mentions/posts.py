"""Posts and ranks that people hold, as printed: `И.о. министра`, `Қаржы министрлігінің аппарат басшысына`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.mentions import offices, posts_en, ranks
from docpipe.mentions.offices import Office
from docpipe.mentions.ranks import Rank, rank_at, rank_before
from docpipe.mentions.sight import Sight, sight
from docpipe.model import trace
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.language.passage import Passage

_MOST_OFFICES = 4
_EVERY = ("всем", "барлық")
_DUTIES = lazy(r"обязанност|должност|міндет")


@dataclass(frozen=True, slots=True)
class PostMention:
    """A post at `span` with its acting words and its rank.

    `post` is the nominative singular without both (None where a rank stands alone), `organisation` the body named in it,
    `case` the case of the form as printed (`nom`, `gen`, `dat`, `acc`, `ins`, `loc`, `abl`), `plural` where several hold it.
    """

    span: Span
    post: str | None
    rank: str | None
    organisation: str | None
    acting: bool
    plural: bool
    case: str
    rule: str


def find(passage: Passage) -> list[PostMention]:
    """The posts in the passage, in order.

    >>> from docpipe.language.passage import Passage
    >>> [(one.post, one.acting, one.case) for one in find(Passage.of("И.о. министра здравоохранения Асанов М.", "ru"))]
    [('министр здравоохранения', True, 'nom')]
    """
    seen = sight(passage)
    search = {"ru": _russian, "kk": _kazakh}.get(passage.language)
    found = list(search(seen, passage)) if search else [_of_english(one) for one in posts_en.find(seen, passage)]
    for one in found:
        trace.note("post", one.rule, one.span, won=True)
    return sorted(found, key=lambda one: one.span.start)


def _of_english(one: posts_en.EnglishPost) -> PostMention:
    return PostMention(one.span, one.post, one.rank, one.organisation, one.acting, plural=False, case="nom", rule=one.rule)


def _russian(seen: Sight, passage: Passage) -> Iterator[PostMention]:
    at, openers = 0, offices.openers() | ranks.openers()
    while at < len(seen):
        if seen.low[at] not in openers:
            at += 1
            continue
        before = rank_at(seen, at)
        start = before.end if before else at
        chain = _chain_ru(seen, start) if not before or not seen.parted(start) else []
        if chain and _meant(seen, chain):
            after = None if before else _rank_after(seen, chain[-1].end, chain[0].case)
            yield _mention(seen, passage, chain, before or after)
            at = max(chain[-1].end, after.end if after else 0)
        elif before:
            yield from _bare_rank(seen, before)
            at = before.end
        else:
            at = chain[0].noun + 1 if chain else at + 1


def _chain_ru(seen: Sight, first: int) -> list[Office]:
    """The office at the word and those that the same person holds: behind a dash, or an adjunct one behind a comma."""
    office = offices.russian(seen, first)
    chain = [office] if office else []
    while chain and len(chain) < _MOST_OFFICES:
        end = chain[-1].end
        following = offices.russian(seen, end + 1) if end + 1 < len(seen) and not seen.parted(end) and not seen.parted(end + 1) else None
        if following is None or not _same_holder(seen.text(end), chain[-1], following):
            break
        chain.append(following)
    return chain


def _same_holder(sign: str, office: Office, following: Office) -> bool:
    if office.head.plural != following.head.plural or (office.case != following.case and not office.acting):
        return False
    if sign in ("–", "-"):
        return not following.head.plural
    return sign in (",", "и", "және") and bool(following.head.row.get("adjunct") or (sign == "," and _chair_of_deputies(office, following)))


def _chair_of_deputies(office: Office, following: Office) -> bool:
    """`депутат Сената, председатель Комитета`: a deputy who holds an office of the chamber."""
    return office.head.row["ru"] in ("депутат", "член") and following.head.row["ru"] in (
        "председатель",
        "секретарь",
        "руководитель",
        "заместитель",
    )


def _rank_after(seen: Sight, end: int, case: str) -> Rank | None:
    """The rank behind the post, on its line or the next ones, also behind a comma."""
    at = end + 1 if seen.text(end) in (",", "–") else end
    if seen.parted(at, 3):
        return None
    found = rank_at(seen, at)
    return found if found and (found.case in (case, "nom") or case in ("gen", "acc", "nom")) else None


def _bare_rank(seen: Sight, rank: Rank) -> Iterator[PostMention]:
    """A rank without a post, where a person's name stands by it."""
    named = rank.end < len(seen) and not seen.parted(rank.end, 3) and (seen.person(rank.end) or seen.capital(rank.end))
    follows = (
        rank.first > 0 and not seen.parted(rank.first, 3) and (seen.capital(rank.first - 1) or seen.text(rank.first - 1) in (",", "."))
    )
    if named or follows:
        yield PostMention(
            seen.words.span(rank.first, rank.end), None, rank.name, None, acting=False, plural=False, case=rank.case, rule="rank-alone"
        )


def _meant(seen: Sight, chain: list[Office]) -> bool:
    """Whether a post is meant, not everyday talk of heads and members in general."""
    office, end = chain[0], chain[-1].end
    rank = rank_at(seen, end)
    end = rank.end if rank else end
    weak, plural = office.head.row.get("weak"), office.head.plural
    end += bool(plural and seen.text(end) == ":")
    if office.acting or not (weak or plural) or (end < len(seen) and not seen.parted(end, 3) and (seen.person(end) or seen.full_name(end))):
        return True
    if weak and plural:
        return False
    if (
        _opens(seen, office.first)
        or (seen.low[office.first - 1] in _EVERY and _opens(seen, office.first - 1))
        or _DUTIES.match(seen.low[office.first - 1])
        or _DUTIES.match(seen.text(end).lower())
    ):
        return True
    if any(seen.capital(at) or seen.text(at) in ("«", '"') for one in chain for at in range(one.post, one.post_end) if at != one.noun):
        return True
    return not office.head.plural and office.noun > office.post and seen.language == "ru"


def _opens(seen: Sight, at: int) -> bool:
    return at == 0 or bool(seen.words.breaks[at])


def _mention(seen: Sight, passage: Passage, chain: list[Office], rank: Rank | None) -> PostMention:
    worded = [offices.wording(seen, passage, office) for office in chain]
    post = worded[0][0]
    for office, (words, _) in zip(chain[1:], worded[1:], strict=True):
        sign = seen.text(office.first - 1)
        post += {",": ", ", "–": " – ", "-": " – "}.get(sign, f" {sign} ") + words
    first = min(chain[0].first, rank.first if rank else chain[0].first)
    end = max(chain[-1].end, rank.end if rank else 0)
    body = next((name for _, name in worded if name), None)
    acting = any(office.acting for office in chain)
    rule = "acting" if acting else "several-posts" if len(chain) > 1 else "post-of-a-body" if body else "post"
    case = chain[-1].case if seen.language == "kk" else chain[0].case
    return PostMention(
        seen.words.span(first, end),
        post,
        rank.name if rank else None,
        body,
        acting=acting,
        plural=chain[0].head.plural,
        case=case,
        rule=rule,
    )


def _kazakh(seen: Sight, passage: Passage) -> Iterator[PostMention]:
    """From the end backwards, since what belongs to a Kazakh post stands before it."""
    last, taken = len(seen) - 1, len(seen)
    alone: Rank | None = None
    while last >= 0:
        chain = _chain_kk(seen, last)
        if chain and _meant(seen, chain):
            after = _rank_after(seen, chain[-1].end, chain[-1].case)
            rank = after if after and after.end <= taken else rank_before(seen, chain[0].first)
            if alone and not (after and rank == after and after.first == alone.first):
                yield from _bare_rank(seen, alone)
            alone = None
            yield _mention(seen, passage, chain, rank)
            last = taken = min(chain[0].first, rank.first if rank else chain[0].first)
            last -= 1
            continue
        rank = rank_before(seen, last + 1)
        if (
            rank
            and not _chain_kk(seen, rank.first - 1)
            and not (rank.first > 0 and seen.text(rank.first - 1) == "," and _chain_kk(seen, rank.first - 2))
        ):
            yield from _bare_rank(seen, alone) if alone else ()
            alone = rank
            last = rank.first - 1
        else:
            last -= 1
    yield from _bare_rank(seen, alone) if alone else ()


def _chain_kk(seen: Sight, last: int) -> list[Office]:
    office = offices.kazakh_office(seen, last) if last >= 0 else None
    chain = [office] if office else []
    while (
        chain
        and len(chain) < _MOST_OFFICES
        and chain[0].first > 1
        and not seen.parted(chain[0].first)
        and not seen.parted(chain[0].first - 1)
    ):
        before = offices.kazakh_office(seen, chain[0].first - 2)
        if before is None or not _same_holder(seen.text(chain[0].first - 1), before, chain[0]):
            break
        chain.insert(0, before)
    return chain
