"""Citations in Kazakh: title, issuer, date and number stand before the word for the act, the article behind it.

Source: the rules of legal drafting of the Law "On legal acts" in its Kazakh text, and grammar (the act carries the possessive).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from docpipe.mentions.numbers import LETTER
from docpipe.mentions.reference_pieces import Act, Ground, ReferenceMention, act_of, article_value, begins, clean, heads
from docpipe.mentions.reference_titles import kazakh_start, kazakh_title
from docpipe.mentions.reference_walk import Found, Parts, kazakh_issuer, left, mention, words_back
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

_COUNTRY_BEFORE = lazy(r"(?<!\w)(?:Қазақстан[\s*_]{1,3}Республикасы(?:ның)?|ҚР)[\s*_]{1,4}$")
_COUNTRY_INSIDE = r"(?:(?:Қазақстан[\s*_]{1,3}Республикасы(?:ның)?|ҚР)[\s*_]{1,4})?"
_BARE_CASE = r"(?P<case>тің|ке|ті|те|тен|пен|тегі|інің|іне|ін|інде|індегі|інен|імен|і)?"
_N = r"\d{1,4}(?:-\d{1,3})?(?:\s{0,2}(?:,|және|мен|–|-)\s{0,3}\d{1,4}){0,12}"
_ARTICLE = lazy(
    rf"[\s*_]{{1,6}}\(?(?P<n>{_N})[\s*_]{{0,2}}-?[\s*_]{{0,2}}(?:бап|бабы|баптары)\w{{0,6}}"
    r"(?:[\s*_]{1,4}(?:\d{1,3}(?:\s{0,2}(?:,|және|–|-)\s{0,3}\d{1,3}){0,6})[\s*_]{0,2}[-)]{0,2}[\s*_]{0,2}(?:тарма|тармақша|бөлі|абзац|азат)\w{0,12}){0,3}\)?"
    rf"|[\s*_]{{1,4}}(?P<point>{_N})[\s*_]{{0,2}}-?(?:тарма[қғ]|қадам)\w{{0,8}}(?:[\s*_]{{1,3}}\d{{1,3}}\)[\s*_]{{0,2}}тармақша\w{{0,6}})?",
)  # fmt: skip


def find(ground: Ground) -> Iterator[Found]:
    """Candidates in the order of their claim: codes, the Constitution, instructions, numbered acts, plans and rules, treaties."""
    yield from _named_codes(ground)
    yield from _short_codes(ground)
    yield from _constitution(ground)
    yield from _instructions(ground)
    matches = list(ground.passage.finditer(heads("kk")[0]))
    for group, finder in (("act", _numbered), ("document", _document), ("treaty", _treaty)):
        for match in matches:
            act = act_of("kk", match["head"])
            if act.group == group and (found := finder(ground, match, act)):
                yield found


def finished(ground: Ground, parts: Parts, core: Span, kind: str, rule: str, title: str | None = None) -> Found:
    """The found citation, stretched over the article behind it."""
    return Found(article_behind(ground, mention(parts, kind, rule, title)), tuple(parts.claims), core)


def article_behind(ground: Ground, made: ReferenceMention) -> ReferenceMention:
    """The mention stretched over the article that follows it, if one does."""
    article = _ARTICLE.match(ground.text, made.span.end, ground.passage.span.end)
    if article:
        value = article_value(article["n"] or article["point"])
        end = (
            made.span.end
            + len(article[0].rstrip())
            - (0 if article[0].lstrip(" \n*_").startswith("(") or not article[0].endswith(")") else 1)
        )
        both = replace(made, span=Span(made.span.start, end), article=f"{made.article}, {value}" if made.article else value)
        return _further_article(ground, both) if article["n"] else both
    return made


_AND_ARTICLE = lazy(rf",?(?:[\s*_]{{1,3}}(?:және|мен|пен|сондай-ақ))?(?=[\s*_]{{1,4}}{_N}[\s*_]{{0,2}}-?[\s*_]{{0,2}}(?:бап|бабы|баптары))")


def _further_article(ground: Ground, made: ReferenceMention) -> ReferenceMention:
    """One more article behind the first: `9-бабының 2-тармағына және 15-бабына`."""
    joined = _AND_ARTICLE.match(ground.text, made.span.end, ground.passage.span.end)
    if not joined or not joined[0]:
        return made
    both = article_behind(ground, replace(made, span=Span(made.span.start, joined.end())))
    return both if both.article != made.article else made


# ---------------------------------------------------------------- numbered acts
def _numbered(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """Заң, бұйрық, қаулы with its number, date or title."""
    parts = left(ground, match.start())
    parts.end = match.end()
    if parts.title and not (parts.number or parts.date) and act.kind in {"protocol", "directive"}:
        return None
    title = None if parts.title or act.kind not in {"law", "code"} else _about(ground, parts)
    if not parts.number:
        _bracket_behind(ground, parts)
    if not (parts.cites() or title) or _own(match, parts) or _of_one_case(ground, parts.start, match.start()):
        return None
    _registry_behind(ground, parts)
    return finished(ground, parts, Span(*match.span()), act.kind, "act-number-date-title", title)


def _about(ground: Ground, parts: Parts) -> str | None:
    """Тілдер туралы … заңы: the title without quotation marks ends in `туралы`."""
    words = list(words_back(ground, parts.start, 1))
    if not words or ground.text[slice(*words[0])] != "туралы":
        return None
    start = kazakh_start(ground, words[0].end)
    if start >= words[0].start or not ground.text[start].isupper():
        return None
    parts.start = start
    return clean(ground.passage.quote((start, words[0].end)))


_BEKITILGEN = lazy(r"[\s*_]{1,4}(?:бекітілген|мақұлданған)(?P<what>[^.;()№]{3,300})\((?=[\s*_]{0,4}(?:№|\d))")
_OPENING = lazy(r"[\s*_]{1,4}\((?=[\s*_]{0,4}(?:№|\d))")


def _bracket_behind(ground: Ground, parts: Parts) -> None:
    """Date and number in brackets, right behind the word or behind what the act has approved."""
    opening = _OPENING.match(ground.text, parts.end, ground.passage.span.end) or _BEKITILGEN.match(
        ground.text, parts.end, ground.passage.span.end
    )
    here = opening.end() if opening else None
    for _ in range(3):
        if here is None:
            return
        here = re.compile(r"[\s*_,]{0,6}").match(ground.text, here).end()  # type: ignore[union-attr]
        name, piece = next(
            ((n, s.starting[here]) for n, s in (("date", ground.dates), ("number", ground.numbers)) if here in s.starting), (None, None)
        )
        if piece is None or name is None:
            break
        parts.take(name, piece)
        here = piece.span.end
    close = re.compile(r"[\s*_]{0,4}\)").match(ground.text, here or 0)
    if close and (parts.number or parts.date):
        parts.end = close.end()


def _registry_behind(ground: Ground, parts: Parts) -> None:
    """(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № … болып тіркелген) behind the word."""
    lead = re.compile(r"[\s*_]{0,6}[,(]?[\s*_]{0,6}").match(ground.text, parts.end, ground.passage.span.end)
    entry = ground.registries.starting.get(lead.end()) if lead else None
    if entry and not parts.registry:
        close = re.compile(r"[\s*_]{0,4}\)").match(ground.text, entry.span.end)
        parts.take("registry", entry)
        parts.end = close.end() if close else parts.end


def _own(match: re.Match[str], parts: Parts) -> bool:
    """The word for this very document in the strip of an order."""
    return match["head"].isupper() and not parts.title and not parts.issuer


def _of_one_case(ground: Ground, start: int, at: int) -> bool:
    """A court's ruling."""
    words = [ground.text[slice(*span)] for place in (start, at) for span in words_back(ground, place, 2)]
    return any(begins(word, "cases") and word.islower() for word in words)


# ---------------------------------------------------------------- codes
@cache
def _code_pattern() -> re.Pattern[str]:
    names = sorted(table("acts")["codes"]["kk"], key=len, reverse=True)
    body = "|".join(re.escape(name).replace(r"\ ", r"[\s*_]{1,3}") for name in names)
    return compiled(
        rf"(?<![{LETTER}-])(?P<name>{body})[\s*_]{{1,4}}(?P<of>{_COUNTRY_INSIDE})(?P<head>кодекс){_BARE_CASE}(?![{LETTER}])", re.IGNORECASE
    )


def _named_codes(ground: Ground) -> Iterator[Found]:
    """Қазақстан Республикасының Еңбек кодексі: by the name, date and number before it."""
    for match in ground.passage.finditer(_code_pattern()):
        country = _COUNTRY_BEFORE.search(ground.text, max(ground.passage.span.start, match.start() - 40), match.start())
        start = country.start() if country else match.start()
        title = kazakh_title(ground.passage.quote((start, match.end())))
        if match["case"] and match["case"].startswith("і"):
            title = re.sub(r"(?<=кодекс)$", "і", title, flags=re.IGNORECASE)
        parts = left(ground, start)
        parts.end, parts.title, parts.issuer = match.end(), None, None
        found = finished(ground, parts, Span(*match.span()), "code", "code-by-name", title)
        if match["name"][0].isupper() or match["of"] or country or found.mention.article:
            yield found


@cache
def _short_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(table("acts")["codes"]["abbreviations"]["kk"], key=len, reverse=True))
    country = r"(?P<of>(?:ҚР|Қазақстан[\s*_]{1,3}Республикасы)[\s*_]{1,4})?"
    return compiled(rf"(?<![\w-]){country}(?P<name>{names})(?:-?(?:нің|ның|ге|ға|де|да))?(?![\w])")


def _short_codes(ground: Ground) -> Iterator[Found]:
    """ҚР ҚК 120-бабы: by the abbreviation, the country or an article beside it."""
    for match in ground.passage.finditer(_short_pattern()):
        full = table("acts")["codes"]["abbreviations"]["kk"][match["name"]]
        title = clean(match["of"] or "") + " " + full if match["of"] else full
        found = finished(ground, Parts(*match.span()), Span(*match.span()), "code", "code-by-abbreviation", title)
        if found.mention.article or (match["of"] and len(match["name"]) > 2):
            yield found


_CONSTITUTION = lazy(
    r"(?<!\w)(?P<of>(?:Қазақстан[\s*_]{1,3}Республикасы(?:ның)?|ҚР)[\s*_]{1,4})?Конституция(?:сы(?:ның|на|нда|мен|нан|н)?|ға|ның|да)?(?!\w)"
)


def _constitution(ground: Ground) -> Iterator[Found]:
    """The Constitution with the country or an article."""
    for match in ground.passage.finditer(_CONSTITUTION):
        title = clean((match["of"] or "") + ("Конституциясы" if match["of"] else "Конституция"))
        found = finished(ground, Parts(*match.span()), Span(*match.span()), "constitution", "constitution", title)
        behind = ground.text[match.end() : match.end() + 12].split()[:1]
        if (match["of"] or found.mention.article) and not (behind and behind[0].startswith(("күн", "көше", "даңғ"))):
            yield found


# ---------------------------------------------------------------- instructions of the Head of State
_INSTRUCTION = lazy(r"(?<!\w)(?P<kind>тапсырма|Жолдау|жолдау)(?:сы|лары|ы)(?:ның|нің|на|не|н|нда|нде|ндағы|мен)?(?!\w)")
_HEAD_OF_STATE = lazy(r"Мемлекет[\s*_]{1,3}басшысы|Президент", re.IGNORECASE)


def _instructions(ground: Ground) -> Iterator[Found]:
    """Мемлекет басшысының … тапсырмасы, Президенттің … Жолдауы: with a date, a number or a title."""
    for match in ground.passage.finditer(_INSTRUCTION):
        parts = left(ground, _over_people(ground, match.start()))
        parts.end = match.end()
        _bracket_behind(ground, parts)
        head = _HEAD_OF_STATE.search(ground.text, parts.start, parts.end)
        if not head and (issuer := kazakh_issuer(ground, parts.start)):
            parts.take("issuer", issuer)
            head = _HEAD_OF_STATE.search(ground.text, parts.start, parts.end)
        named = match["kind"] == "Жолдау" and parts.title
        if (head or named) and parts.cites():
            kind = "instruction" if match["kind"] == "тапсырма" else "message"
            yield finished(ground, parts, Span(*match.span()), kind, "head-of-state")


def _over_people(ground: Ground, at: int) -> int:
    """The place before `Қазақстан халқына` and `берген`, `жүктеген`."""
    match = re.search(
        r"(?:(?:Қазақстан[\s*_]{1,3})?халқына|берген|айтқан)[\s*_]{1,4}$", ground.text[max(ground.passage.span.start, at - 40) : at]
    )
    return at - len(match[0]) if match else at


# ---------------------------------------------------------------- plans, rules, programmes
_STATE = lazy(
    r"(?:ведомствоаралық|кешенді|ұлттық|мемлекеттік|стратегиялық|өңірлік|үлгілік)\s{1,3}$|(?:Ведомствоаралық|Кешенді|Ұлттық|Мемлекеттік|Стратегиялық)\s"
)


def _document(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """A plan, rules: in quotation marks, or a title that begins with a capital letter or names its years."""
    return _in_quotes(ground, match, act) or _quoted_name(ground, match, act) or _unquoted(ground, match, act)


def _in_quotes(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """«… қағидалары»: the word is the last inside the marks."""
    quote = ground.quotes.ending.get(match.end() + 1)
    if quote is None or not ground.text[quote.span.start + 1].isupper():
        return None
    parts = Parts(*quote.span, claims=[quote.span])
    title = clean(quote.value.removesuffix(match["case"] or ""))
    return finished(ground, parts, Span(*match.span()), act.kind, "title-in-quotes", title)


def _quoted_name(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """«…» мемлекеттік бағдарламасы: the name in quotation marks before the word."""
    parts = left(ground, match.start())
    parts.end = match.end()
    if not parts.title or act.kind == "list" or parts.title.value.endswith("туралы"):
        return None
    parts.start = parts.title.span.start
    parts.number = parts.date = parts.issuer = None
    return finished(ground, parts, Span(*match.span()), act.kind, "name-in-quotes")


def _unquoted(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """A title without quotation marks."""
    start = kazakh_start(ground, match.start())
    start = _behind_opening(ground, start)
    words = ground.text[start : match.end()].split()
    if len(words) < 3 or not _says_enough(ground, start, match, act):
        return None
    parts = Parts(start, match.end())
    title = clean(ground.passage.quote((start, match.end("head"))))
    return finished(ground, parts, Span(*match.span()), act.kind, "title-by-grammar", title)


_OPENING_WORDS = lazy(
    r"(?:Бұдан[\s*_]{1,3}басқа|Қазіргі[\s*_]{1,3}(?:таңда|уақытта)|Бүгінде|Жалпы|Биыл|Сонымен(?:[\s*_]{1,3}қатар|[\s*_]{1,3}бірге)?|Министрлік|және|Ол|\d{4}[\s*_]{1,3}жылы)[\s*_,]{1,5}"
)


def _behind_opening(ground: Ground, start: int) -> int:
    """The place behind words that open a sentence."""
    match = _OPENING_WORDS.match(ground.text, start, ground.passage.span.end)
    return match.end() if match else start


_APPROVED = lazy(r"(?:бекітілген|мақұлданған)[\s*_]{1,4}(?:\([^()]{0,200}\)[\s*_]{1,4})?\Z")


def _says_enough(ground: Ground, start: int, match: re.Match[str], act: Act) -> bool:
    """Whether a capital letter inside a sentence, the years or the kind of plan tell that this is a title."""
    body = ground.text[start : match.start()]
    years = re.search(r"20\d\d\s{0,2}[-–]\s{0,2}20\d\d|20\d\d\s{1,3}жыл(?:ға|дарға)", body)
    state = _STATE.search(body)
    lead = ground.text[max(ground.passage.span.start, start - 6) : start].rstrip(" *_")
    first = not lead or lead[-1] in ".!?\n"
    about = re.search(r"(?:туралы|жөніндегі|арналған|саласындағы|дамыту\w{0,6}|жүргізу|жүзеге[\s*_]{1,3}асыру|бойынша)(?!\w)", body)
    if years:
        return act.kind != "list"
    if not ground.text[start].isupper():
        return False
    if len(body.split()) >= 2 and _APPROVED.search(ground.text, max(ground.passage.span.start, start - 260), start):
        return True
    country = re.match(r"(?:Қазақстан\s{1,3}Республикасының|ҚР)\s", body)
    return bool(about and len(body.split()) >= 3 and (state or not first)) or bool(state and (country or not first))


# ---------------------------------------------------------------- treaties
@cache
def _memorandum() -> re.Pattern[str]:
    return compiled(rf"(?<![{LETTER}])арасында(?:ғы)?[\s*_]{{1,4}}[^.;«»]{{0,260}}?(?:туралы|жөнінде(?:гі)?|бойынша)[\s*_]{{1,4}}$")


def _treaty(ground: Ground, match: re.Match[str], act: Act) -> Found | None:
    """«…» туралы конвенция, … арасындағы … туралы меморандум."""
    parts = left(ground, match.start())
    parts.end = match.end()
    if parts.title:
        parts.start = min(parts.start, parts.title.span.start)
        return finished(ground, parts, Span(*match.span()), act.kind, "treaty")
    floor = ground.paragraph_start(match.start(), 460)
    between = _memorandum().search(ground.text, floor, match.start())
    if between:
        start = _clause_start(ground, floor, between.start())
        parts = Parts(start, match.end())
        return finished(ground, parts, Span(*match.span()), act.kind, "between-parties")
    start = kazakh_start(ground, match.start())
    body = ground.text[start : match.start()]
    if len(body.split()) < 2 or not body[:1].isupper() or not re.search(r"(?:туралы|қарсы|жөніндегі)\s", body):
        return None
    dated, parts = parts, Parts(start, match.end())
    about = ground.passage.quote((start, match.end()))
    if dated.date:
        parts.take("date", dated.date)
        about = about.replace(ground.passage.quote(dated.date.span), "")
    return finished(ground, parts, Span(*match.span()), act.kind, "treaty", kazakh_title(about))


def _clause_start(ground: Ground, floor: int, at: int) -> int:
    """Where the parties begin: behind the last full stop, semicolon or comma outside quotation marks."""
    breaks = [m.end() for m in re.compile(r"(?:[.;]|,)[\s*_]{1,4}").finditer(ground.text, floor, at)]
    opened = [piece for piece in ground.quotes.items if floor <= piece.span.start and piece.span.end <= at]
    outside = [place for place in breaks if not any(piece.span.contains((place, place)) for piece in opened)]
    return outside[-1] if outside else floor


# ---------------------------------------------------------------- words without the possessive
_BARE_HEADS = {
    "заң": ("law", "act"), "кодекс": ("code", "act"), "бұйрық": ("order", "act"), "бұйры": ("order", "act"), "қаулы": ("resolution", "act"),
    "жарлық": ("decree", "act"), "өкім": ("directive", "act"), "шешім": ("decision", "act"), "жоспар": ("plan", "document"),
    "бағдарлама": ("programme", "document"), "тұжырымдама": ("concept", "document"), "қағидалар": ("rules", "document"), "стратегия": ("strategy", "document"),
    "меморандум": ("memorandum", "treaty"), "конвенция": ("convention", "treaty"), "келісім": ("agreement", "treaty"), "пакт": ("covenant", "treaty"),
    "декларация": ("declaration", "treaty"), "шарт": ("treaty", "treaty"),
}  # fmt: skip
_BARE = lazy(
    rf"(?<!\w)(?P<head>{'|'.join(sorted(_BARE_HEADS, key=len, reverse=True))})"
    r"(?P<case>[тдн][ыі]ң|[тдн][ыі]|[ғқ]а|[гк]е|[дт]а|[дт]е|[дт]ағы|[дт]егі|[дтн]ан|[дтн]ен|[мпб]ен)?(?!\w)", re.IGNORECASE,
)  # fmt: skip


def find_bare(ground: Ground) -> Iterator[Found]:
    """Acts whose word carries no possessive: `«… туралы» Заңның 5-бабы`, `… жөнінде меморандум жасалды`, `Бала құқықтары туралы конвенция`."""
    for match in ground.passage.finditer(_BARE):
        kind, group = _BARE_HEADS[match["head"].lower()]
        act = Act(kind, group, match["head"])
        finder = {"act": _numbered, "document": _document, "treaty": _treaty}[group]
        found = finder(ground, match, act)
        firm = group != "treaty" or kind in {"memorandum", "convention", "covenant"} or match["head"][0].isupper()
        if found and firm:
            yield found
