"""Citations in Russian: the word for the act, then who issued it, when, under what number, under what title.

Source: the rules of legal drafting of the Law "On legal acts" (kind, body, date, number, title) and how letters shorten them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docpipe.mentions.numbers import LETTER
from docpipe.mentions.reference_pieces import COUNTRY, Act, Ground, Piece, act_of, begins, clean, heads, with_article, with_former
from docpipe.mentions.reference_titles import issuer_name, russian_end, russian_title
from docpipe.mentions.reference_walk import Found, Parts, mention, right
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

_ACT_ADJECTIVE = lazy(r"(?:конституционн|совместн|нормативн|протокольн|модельн)\w{2,3}[\s*_]{1,4}$", re.IGNORECASE)
_ADJECTIVES = lazy(
    r"(?:(?<![\w-])[А-ЯЁа-яё-]{2,40}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ей|ому|ему|ым|им|ом|ем|ых|их|ыми|ими|ую|юю)[\s*_]{1,4}){1,4}$"
)
_PART_OF_CODE = lazy(r"(?:(?:Общей|Особенной|общей|особенной)[\s*_]{1,3}части[\s*_]{1,4})$")
_SENTENCE_START = lazy(r"(?:^|[.!?:;][\s*_»)]{1,6}|\n[\s*_–•\d.)-]{0,12})$")


def find(ground: Ground) -> Iterator[Found]:
    """Candidates in the order of their claim: codes, numbered acts, instructions, plans and rules, treaties."""
    yield from _named_codes(ground)
    yield from _codes_about(ground)
    yield from _short_codes(ground)
    yield from _constitution(ground)
    yield from _instructions(ground)
    matches = list(ground.passage.finditer(heads("ru")[0]))
    for group, finder in (("act", _numbered), ("document", _document), ("treaty", _treaty)):
        for match in matches:
            act = act_of("ru", match["head"])
            if act.group == group and (found := finder(ground, match, act)):
                yield found


def before(ground: Ground, at: int, reach: int = 90) -> str:
    """What stands before `at` in its paragraph."""
    return ground.text[ground.paragraph_start(at, reach) : at]


def finished(ground: Ground, parts: Parts, core: Span, kind: str, rule: str, title: str | None = None) -> Found:
    """The found citation, stretched over the article before it."""
    made = mention(parts, kind, rule, title)
    lead = before(ground, made.span.start)
    place = made.span.start - len(lead) + len(_PART_OF_CODE.sub("", lead).rstrip(" \n*_"))
    article = ground.articles.ending.get(place)
    return Found(with_article(made, with_former(ground, article)) if article else made, tuple(parts.claims), core)


# ---------------------------------------------------------------- numbered acts
def _numbered(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """A law, an order, a resolution with its number, date or title."""
    parts = right(ground, match.end(), "ru")
    adjective = _ACT_ADJECTIVE.search(before(ground, match.start()))
    parts.start = match.start() - (len(adjective[0]) if adjective else 0)
    if act.kind == "protocol" or (act.kind == "decision" and not parts.cites()):
        _over_the_meeting(ground, parts, match.end())
    if not parts.title:
        _title_before(ground, parts, match)
    title = _law_about(ground, parts, match) if act.kind == "law" and not parts.title else None
    if not (parts.cites() or title) or _of_one_case(ground, match) or _own(ground, match, parts):
        return None
    if act.kind == "protocol" and not _of_a_meeting(ground, match, parts):
        return None
    return finished(ground, parts, Span(*match.span()), act.kind, "act-number-date-title", title)


def _title_before(ground: Ground, parts: Parts, match: re.Match[str]) -> None:
    """«Правила …» приказ МВД …: the title stands before the word in the nominative."""
    lead = before(ground, parts.start)
    place = parts.start - len(lead) + len(lead.rstrip(" \n*_"))
    quote = ground.quotes.ending.get(place)
    if quote and match["head"].lower() == act_of("ru", match["head"]).nominative and (parts.number or parts.date):
        parts.take("title", quote)


def _law_about(ground: Ground, parts: Parts, match: re.Match[str]) -> str | None:
    """Закон Республики Казахстан о языках: the title without quotation marks."""
    about = re.compile(r"[\s*_]{1,4}(?=об?\s{1,3}[а-яё]{4})").match(ground.text, parts.end, ground.passage.span.end)
    if not about or not match["head"][0].isupper():
        return None
    end = russian_end(ground, about.end())
    title = clean(ground.passage.quote((about.end(), end)))
    parts.end = end
    return title[:1].upper() + title[1:] if len(title.split()) > 1 else None


def _of_one_case(ground: Ground, match: re.Match[str]) -> bool:
    """A court's or an investigator's ruling: no act that a letter cites."""
    following = re.split(r'[«"“]', ground.text[match.end() : match.end() + 60])[0].split()[:3]
    if any(word.lower().startswith(("верховн", "конституционн")) for word in following):
        return False
    return any(begins(word, "cases") for word in following[:2])


def _own(ground: Ground, match: re.Match[str], parts: Parts) -> bool:
    """The word for this very document: at the head of its line, in capitals or alone with its number and date."""
    lead = ground.text[max(ground.passage.span.start, match.start() - 12) : match.start()]
    if not re.search(r"(?:^|\n)[\s*_#]{0,10}$", lead) and match.start() != ground.passage.span.start:
        return False
    if match["head"].isupper():
        return True
    rest = ground.text[parts.end : parts.end + 12]
    return not (parts.issuer or parts.title or parts.registry) and bool(re.match(r"[\s*_]{0,6}(?:\n|$)", rest))


def _over_the_meeting(ground: Ground, parts: Parts, at: int) -> None:
    """Протокол заседания … от … № …: step over the words for the meeting."""
    ceiling = ground.paragraph_end(at, 260)
    stop = re.compile(r"[\s*_]{1,4}(?:от[\s*_]{1,4}(?=[«\d])|(?=№))|[;:()«.]").search(ground.text, at, ceiling)
    if stop and stop[0].strip(" \n*_") in ("", "от"):
        parts.end = stop.end()
        further = right(ground, stop.end(), "ru", issuer=False)
        for name in ("number", "date"):
            if piece := getattr(further, name):
                parts.take(name, piece)


def _of_a_meeting(ground: Ground, match: re.Match[str], parts: Parts) -> bool:
    """A meeting's protocol, not one of an offence or an interrogation."""
    following = ground.text[match.end() : match.end() + 80].split()[:4]
    meeting = any(begins(word, "meetings") for word in following) or ground.text[parts.start : match.start()].lower().startswith(
        "протокольн"
    )
    return bool(parts.number or parts.date) and (meeting or bool(parts.number and parts.date) or parts.issuer is not None)


# ---------------------------------------------------------------- codes
@cache
def _code_pattern() -> re.Pattern[str]:
    names = "|".join(
        r"[\s*_]{1,3}".join(rf"{re.escape(word[:-2])}[а-яё]{{2,3}}" for word in name.split()) for name in table("acts")["codes"]["ru"]
    )
    return compiled(
        rf"(?<![{LETTER}-])(?P<name>{names})[\s*_]{{1,4}}(?P<head>кодекс(?:а|у|ом|е)?)(?![{LETTER}])(?P<of>[\s*_]{{1,4}}{COUNTRY})?",
        re.IGNORECASE,
    )


def _named_codes(ground: Ground) -> Iterator[Found]:
    """Уголовно-исполнительный кодекс [РК]: by the adjective."""
    for match in ground.passage.finditer(_code_pattern()):
        parts = right(ground, match.end(), "ru", issuer=False)
        parts.start = match.start()
        title = russian_title(ground.passage.quote(match.span()), ground.passage.quote(match.span("head")), "кодекс")
        found = finished(ground, parts, Span(*match.span()), "code", "code-by-name", title)
        if match["name"][0].isupper() or match["of"] or found.mention.article or parts.date:
            yield found


@cache
def _about_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"[\s*_]{1,3}") for name in table("acts")["codes"]["ru_about"])
    return compiled(
        rf"(?<![{LETTER}-])(?P<head>кодекс(?:а|у|ом|е)?)(?:[\s*_]{{1,4}}{COUNTRY})?[\s*_]{{1,4}}(?:{names})(?:[\s*_]{{1,4}}{COUNTRY})?",
        re.IGNORECASE,
    )


def _codes_about(ground: Ground) -> Iterator[Found]:
    """Кодекс РК об административных правонарушениях: by what it is about."""
    for match in ground.passage.finditer(_about_pattern()):
        parts = right(ground, match.end(), "ru", issuer=False)
        parts.start = match.start()
        title = russian_title(ground.passage.quote(match.span()), match["head"], "кодекс")
        yield finished(ground, parts, Span(*match.span()), "code", "code-by-subject", title)


@cache
def _short_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(table("acts")["codes"]["abbreviations"]["ru"], key=len, reverse=True))
    return compiled(rf"(?<![\w-])(?P<name>{names})(?![\w-])(?P<of>[\s*_]{{1,4}}{COUNTRY})?")


def _short_codes(ground: Ground) -> Iterator[Found]:
    """УК РК, ст. 15 КоАП: by the abbreviation; the country or an article must stand beside it."""
    for match in ground.passage.finditer(_short_pattern()):
        parts = Parts(*match.span())
        full = table("acts")["codes"]["abbreviations"]["ru"][match["name"]]
        found = finished(
            ground, parts, Span(*match.span()), "code", "code-by-abbreviation", full + " " + clean(match["of"]) if match["of"] else full
        )
        after = re.compile(r"[\s*_]{0,3}[,(]?[\s*_]{0,3}(?=ст)").match(ground.text, match.end(), ground.passage.span.end)
        behind = ground.articles.starting.get(after.end()) if after else None
        if behind and not found.mention.article:
            found = Found(with_article(found.mention, behind), found.claims, found.core)
        if match["of"] or found.mention.article:
            yield found


_CONSTITUTION = lazy(rf"(?<!\w)Конституци(?:я|и|ю|ей|ею)(?P<of>[\s*_]{{1,4}}{COUNTRY})?(?!\w)")


def _constitution(ground: Ground) -> Iterator[Found]:
    """The Constitution with an article or the country; not the street or the day named after it."""
    for match in ground.passage.finditer(_CONSTITUTION):
        parts = Parts(*match.span())
        title = clean("Конституция" + (match["of"] or ""))
        found = finished(ground, parts, Span(*match.span()), "constitution", "constitution", title)
        lead = before(ground, match.start(), 30).lower()
        named = re.search(r"(?:дн(?:я|ю|ём|ем|ень)|день|проспект\w?|пр\.|улиц\w{1,2}|ул\.|площад\w{1,2})\s{1,3}$", lead)
        if not named and (
            match["of"] or found.mention.article or re.search(r"(?:соответствии\s{1,3}с|согласно|гарантирован\w{1,3})\s{1,3}$", lead)
        ):
            yield found


# ---------------------------------------------------------------- instructions and messages of the Head of State
_INSTRUCTION = lazy(
    r"(?<!\w)(?P<head>поручени[еяийюм]\w?|указани[еяийюм]\w?|Послани[еяиюм]\w?)[\s*_]{1,4}(?P<issuer>Глав(?:ы|ой)[\s*_]{1,3}государства|Президент(?:а|ом)"
    rf"(?:[\s*_]{{1,4}}{COUNTRY})?)(?:[\s*_]{{1,4}}народу[\s*_]{{1,3}}Казахстана)?", re.IGNORECASE,
)  # fmt: skip
_GIVEN = lazy(r"[\s*_]{0,4},?[\s*_]{0,4}(?:данн|озвученн|изложенн|прозвучавш|поставленн|высказанн)\w{2,4}[^.;()\n]{0,140}?(?=\d{1,2}[\s.])")


def _instructions(ground: Ground) -> Iterator[Found]:
    """Поручение Главы государства от …, Послание Президента … «…»: with a date, a number or a title."""
    for match in ground.passage.finditer(_INSTRUCTION):
        parts = right(ground, match.end(), "ru", issuer=False)
        given = _GIVEN.match(ground.text, parts.end, ground.passage.span.end)
        if given and not parts.cites() and given.end() in ground.dates.starting:
            parts.take("date", ground.dates.starting[given.end()])
        parts.start = match.start()
        issuer = Span(*match.span("issuer"))
        parts.issuer = Piece(issuer, issuer_name(ground.passage.quote(issuer), "ru"))
        if parts.cites():
            message = match["head"].lower().startswith("послани")
            made = finished(ground, parts, Span(*match.span()), "message" if message else "instruction", "head-of-state")
            yield Found(made.mention, made.claims, made.core)


# ---------------------------------------------------------------- plans, rules, programmes
def _document(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """A plan, a concept, rules: in quotation marks, or begun with a capital letter."""
    return _in_quotes(ground, match, act) or _quoted_name(ground, match, act) or _capitalised(ground, match, act)


def _in_quotes(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """«Правила …»: the word is the first (after adjectives) inside the marks."""
    lead = _phrase_start(ground, match.start())
    quote = ground.quotes.starting.get(lead - 1)
    if quote is None or not ground.text[lead].isupper():
        return None
    parts = Parts(*quote.span, claims=[quote.span])
    title = russian_title(quote.value, ground.passage.quote(match.span()), act.nominative)
    return finished(ground, parts, Span(*match.span()), act.kind, "title-in-quotes", title)


def _quoted_name(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """Программа «…», Концепция …: the name stands in quotation marks right behind the word."""
    parts = right(ground, match.end(), "ru", issuer=False)
    lead = _phrase_start(ground, match.start())
    phrase = before(ground, match.start(), 60).lower().rsplit(".", 1)[-1]
    if not parts.title or act.kind == "list" or re.search(r"образовательн|учебн|теле|компьютер|магистерск|обучающ|радио", phrase):
        return None
    parts.start = lead
    found = finished(ground, parts, Span(*match.span()), act.kind, "name-in-quotes")
    years = re.compile(r"[\s*_]{1,3}(?:на|до)[\s*_]{1,3}20\d\d(?:\s?[-–]\s?20\d\d)?[\s*_]{0,3}(?:год\w{0,3}|гг?\.)").match(
        ground.text, parts.end
    )
    if years:
        parts.end = years.end()
        found = finished(ground, parts, Span(*match.span()), act.kind, "name-in-quotes")
    return found


_BRACKET = lazy(r"[\s*_]{0,4}\([^()\n]{1,80}\)")
_VAGUE = lazy(
    r"(?:Положени\w{1,2}\s{1,3}(?!об?\s)|Стандарт\w{0,2}\s{1,3}(?:жизни|качества)|Перечень\s{1,3}(?:прилагается|документов\s{1,3}прилаг))"
)


_APPROVED = lazy(
    r"[\s*_]{0,3},?[\s*_]{1,4}(?:утвержд[её]н|одобрен|принят)\w{0,4}[\s*_]{1,4}(?:приказ|постановлени|указ|решени|распоряжени)"
)


def _capitalised(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """Межведомственный план … , Правила …: a title without quotation marks, begun with a capital letter."""
    start = _phrase_start(ground, match.start())
    if not ground.text[start].isupper() or _VAGUE.match(ground.text, match.start()):
        return None
    bracket = _BRACKET.match(ground.text, match.end(), ground.passage.span.end)
    body = bracket.end() if bracket and not ground.dates.starting.get(bracket.start() + 2) else match.end()
    end = russian_end(ground, body)
    end = match.end() if end <= body else end
    skip = ground.passage.quote((start, match.end())) + " " + ground.passage.quote((min(body, end), end))
    title = russian_title(skip, ground.passage.quote(match.span()), act.nominative)
    message = _INSTRUCTION.search(ground.text, match.end(), end)
    parts = Parts(end, end) if message else right(ground, end, "ru", issuer=False)
    parts.start, parts.title = start, None
    words = len(title.split())
    approved = _APPROVED.match(ground.text, end, ground.passage.span.end) and words > 1
    if not (parts.number or parts.date or approved) and not _enough(ground, start, title, words):
        return None
    return finished(ground, parts, Span(*match.span()), act.kind, "title-with-capital", title)


def _enough(ground: Ground, start: int, title: str, words: int) -> bool:
    """Whether the title says more than that there is some plan: more still where a sentence begins with it."""
    if re.match(r"План\s{1,3}нации", title):
        return True
    if _SENTENCE_START.search(ground.text[max(ground.passage.span.start, start - 14) : start]) or start == ground.passage.span.start:
        first = title.split(maxsplit=1)[0].lower()
        state = first.startswith(
            (
                "межведомств",
                "комплексн",
                "национальн",
                "государствен",
                "стратегич",
                "правила",
                "концепция",
                "стратегия",
                "дорожная",
                "типов",
            )
        )
        return words >= 4 and (state or bool(re.search(r"20\d\d", title)))
    return words >= 3 or bool(words == 2 and re.search(r"\d", title))


def _phrase_start(ground: Ground, at: int) -> int:
    """Where the adjectives before the word begin: at the capital letter nearest to the left end, else at the word."""
    lead = before(ground, at)
    match = _ADJECTIVES.search(lead)
    if not match or (ground.text[at].isupper() and ground.text[at : at + 4] != "План"):
        return at
    capital = re.search(r"(?<![\w-])[А-ЯЁ]", match[0])
    lower = re.search(r"(?<![\w-])(?:государственн|национальн|региональн)", match[0])
    chosen = capital or lower
    return at - len(match[0]) + chosen.start() if chosen else at


# ---------------------------------------------------------------- treaties
_PARTY = lazy(
    r"(?:[\s*_]{1,4}(?:ООН|МОТ|СНГ|ШОС|ЕАЭС|ЮНЕСКО|Совета[\s*_]{1,3}Европы|Организации[\s*_]{1,3}Объедин[её]нных[\s*_]{1,3}Наций))?(?:[\s*_]{1,4}(?P<number>№\s?\d{1,4}))?[\s*_]{1,4}(?=(?:об?|против|по|между|с)[\s*_])"
)


_CONTRACT = lazy(
    r"[\s*_]{1,4}(?:о|об|по|на)[\s*_]{1,3}(?:государственн\w{2,3}[\s*_]{1,3})?(?:закуп|поставк|оказани|аренд|выполнени|подряд|приобретени|долево)"
)


def _treaty(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """Конвенция о …, меморандум между … и …, Договор о …."""
    parts = right(ground, match.end(), "ru", issuer=False)
    start = _phrase_start(ground, match.start())
    parts.start = start
    if _CONTRACT.match(ground.text, match.end(), ground.passage.span.end):
        return None
    if not parts.title:
        begin = parts.end
        party = _PARTY.match(ground.text, begin, ground.passage.span.end)
        if party and party["number"]:
            parts.number = ground.numbers.starting.get(party.start("number"))
        adjectives = _ADJECTIVES.search(before(ground, match.start()))
        if not party and not (adjectives and ground.text[start].isupper() and start < match.start()):
            return None
        between = ground.text[party.end() : party.end() + 5] == "между" if party else False
        if not ground.text[start].isupper() and not (between or act.kind == "memorandum"):
            return None
        parts.end = end = _treaty_end(ground, party.end() if party else begin, between=between)
        _dated(ground, parts)
    elif not ground.text[start].isupper() and act.kind in {"agreement", "treaty", "declaration"}:
        return None
    if act.kind == "memorandum" or parts.title:
        return finished(ground, parts, Span(*match.span()), act.kind, "treaty")
    about = ground.passage.quote((parts.start, match.end())) + ground.passage.quote((begin, end))
    title = russian_title(about, ground.passage.quote(match.span()), act.nominative)
    return finished(ground, parts, Span(*match.span()), act.kind, "treaty", title)


def _dated(ground: Ground, parts: Parts) -> None:
    """`… о сотрудничестве от 5 мая 2010 года`: the date behind what a treaty is about."""
    further = right(ground, parts.end, "ru", issuer=False)
    if further.date and not parts.date:
        parts.take("date", further.date)


def _treaty_end(ground: Ground, start: int, *, between: bool) -> int:
    """The end of what a treaty is about; behind the parties a comma may stand before `о`."""
    end = russian_end(ground, start)
    about = re.compile(r"[\s*_]{0,3},[\s*_]{1,3}(?=об?[\s*_])").match(ground.text, end, ground.passage.span.end) if between else None
    return russian_end(ground, about.end()) if about else end
