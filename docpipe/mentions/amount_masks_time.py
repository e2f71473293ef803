"""Times of day, ages and terms: `в 10.30`, `с 9 до 18 часов`, `до 18 лет`, `18 жасқа дейінгі`, `в течение 10 рабочих дней`, `24/7`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions.amount_masks_ground import words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.amount_masks_ground import Ground

_SMALL = "а-яёәғқңөұүһі"
_WORDS = rf"[{_SMALL}]{{2,16}}(?: [{_SMALL}]{{2,16}}){{0,2}}?"
_N = rf"(?:\d{{1,4}}(?:-?(?:ти|ми|х|и))?(?:[ ]?[–-][ ]?\d{{1,4}})?|{_WORDS})(?: \([^)\n]{{1,30}}\))?"
_DAYS = r"(?:(?:рабоч|календарн|банковск|последующ|полн)\w{1,4} )?(?:дн[яейюа]\w{0,2}|день|сут\w{1,3}|час\w{0,3}|минут\w?|недел\w{1,2}|месяц\w{0,3}|мес\.)"
_YEARS = r"(?:лет|года|год)"
_TERM_RU = lazy(
    rf"(?<!\w)(?:(?:в течени[еи]|по истечении|по прошествии|не поздн\w{{2}}(?:,? чем)?(?: за| через)?|не ран\w{{2}}(?:,? чем)?(?: за| через)?|спустя|через(?: каждые)?|за)"
    rf" {_N} (?P<unit>{_DAYS}|{_YEARS})(?!\w)(?P<before> до(?!\w))?(?P<after> (?:со дня|с момента|с даты|после)(?!\w))?"
    rf"|в срок(?: до| не более| не позднее| не превышающий)? {_N} {_DAYS}(?!\w)"
    rf"|{_N} (?:{_DAYS}|{_YEARS}) (?:тому )?назад(?!\w)"
    r"|срок\w{0,2} (?:рассмотрения|исполнения|ответа|представления|предоставления|устранения|подачи|обжалования)[^\d\n.;,]{0,40} [–-]? ?(?:до )?\d{1,3} \w{3,11}(?: дн\w{1,2})?(?!\w))"
)
_TERM_KK = lazy(
    r"(?: (?:жұмыс|күнтізбелік|банк|операциялық))? (?:"
    r"(?:күн|ай|сағат|апта|тәулік|минут)\w{0,6}(?: (?!қысқа|ұзақ|орта)[а-яёәғқңөұүһі]{3,14})? (?:ішінде|мерзім\w{0,6})"
    r"|(?:күн|ай|сағат|апта|тәулік|жыл|минут)(?:нен|нан|дан|ден|тен|тан)(?: кешіктір\w{2,8}| кеш емес| кейін| соң| бұрын)"
    r"|(?:күн|ай|сағат|апта|тәулік|жыл|минут) (?:бұрын|қалғанда|өткен соң|өткеннен кейін)"
    r"|(?:күні|айы|сағаты|жылы)?н(?:ен|ан) (?:кешіктір\w{2,8}|кейін)"
    r"|күнінен кешіктір\w{2,8})"
)
_TERM_EN = lazy(
    r"(?<!\w)(?:within|no later than|not later than|at least|in)(?: a (?:period|term) of)? (?:\d{1,4}|[a-z]{3,9}(?:-[a-z]{3,5})?)(?: \(\d{1,3}\))? (?:(?:working|calendar|business|banking) )?(?:days?|hours?|weeks?|months?)(?: (?:before|prior|after|of|from))?(?!\w)"
    r"|(?<!\w)\d{1,4} (?:days?|hours?|weeks?|months?|years?) (?:ago|before|prior to)(?!\w)"
)
_DAY_OF_MONTH_RU = lazy(r"(?:-?(?:го|е|ое|му))? числ[аоуе]м?(?!\w)")
_HOLIDAY = lazy(
    r"[ ](?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?!\w)|[ ]год(?:у|а)[ ]до[ ](?:н\.|нашей)",
    re.IGNORECASE,
)
"""Behind a figure a month's name is that of a day, also with a capital, where it is no date: 8 Марта, 9 Мая; and a year before our era is none of our calendar."""
_DAY_OF_MONTH_KK = lazy(
    r"(?:-?[іы]?н?[іы]?не|-?[ыі]на|-?с[іы]н[ае]|-?[іы]|-?күніне?|-?нан|-?[іы]нен|-?ынан|-?[іы]нде) ?(?:дейін|қарай|кешіктір\w{0,8})?"
)
_OF_MONTH_KK = lazy(r"(?<!\w)(?:айдың|айының|ай сайын|сайын|тоқсанның|күннің) $")
_ROUND = lazy(r" (?:час(?:а|ов)? в сутки|дней в неделю|сағат бойы|hours a day|days a week)")
_ROUND_KK = lazy(r"(?<!\w)(?:тәулігіне|тәулік бойы|аптасына) $")

# ---------------------------------------------------------------- the clock
_CLOCK = lazy(r"(?:[01]?\d|2[0-4])[.:–-][0-5]\d(?:[–-](?:[01]?\d|2[0-4])[.:][0-5]\d)?")
_AT = lazy(r"(?<!\w)(?:в|к|с|до|около|после|на|и|at|by|from|until|till|to|сағат|сағаты|–|-)[ ]$")
_HOUR_KK = lazy(
    r"(?<![\w-])(?<!\d )(?:сағат|кешкі|таңғы|түнгі)[ ](?:\d{1,2}(?:[.:]\d\d)?(?:-?[а-яәғқңөұүһі]{2,4})?[ ](?:мен[ ]|бен[ ]|пен[ ])?)?$"
)
_HOUR_WORDS_KK = lazy(
    r"(?<![\w-])(?:сағат|кешкі|таңғы|түнгі)[ ](?P<hour>(?:он(?: (?:бір|екі))?|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз)(?: жарым)?"
    r"(?:[дт][ае](?:н|ғы|гі)?|[ғгқк][ае])(?:[ ][а-яәғқңөұүһі]{2,9}(?:[ ][а-яәғқңөұүһі]{2,9})?[ ]минут(?= өт| кет))?)(?!\w)"
)
_CLOCK_BEFORE_KK, _BETWEEN_KK = lazy(r"(?<![\d.:])\d{1,2}[.:]\d\d[ ](?:мен|бен|пен)[ ]$"), lazy(r"-?[ ]?(?:аралығ|арасын)")
_HOURS_KK = lazy(
    r"(?<![\d,.])(?:[01]?\d|2[0-4])[.:][0-5][05]-?[дтн][ае]н[ ](?:[01]?\d|2[0-4])[.:][0-5][05]-?(?:ге|ға|ке|қа) дейін(?! (?:өс|арт|көбей|ұлғай|көтер|төмен|азай|кем|қысқар))"
)
"""`9.00-ден 18.30-ға дейін`: Kazakh parts a fraction by a comma."""
_DAY_BEFORE = lazy(r"\d{4}(?: (?:года|г\.|ж\.|жыл\w{0,3}))?,? $")
_MINUTES, _HOURS_BEFORE = lazy(r" мин(?:ут\w?)?(?!\w)"), lazy(r"(?<!\w)(?:в|к|с|до|после|около) (?:1?\d|2[0-4]) час\w{0,2} $")
_LASTING = lazy(r"\w*[ ](?:минут|сағат)")
_HOURS = lazy(r" (?:час(?:ов|а|ам|у)?|ч\.)(?: (?P<part>утра|вечера|дня|ночи|по|\d{1,2} мин))?(?!\w)")
_TO_HOUR = lazy(r"(?<!\w)(?:в|к|с|до|после|около)[ ](?:\d{1,2}(?:[.:]\d\d)?[ ](?:час\w{0,2}[ ])?до[ ])?$")
_FROM = lazy(r"(?<!\w)с[ ]$")
_LASTS = lazy(
    r"(?<!\w)(?:врем(?:я|ени) (?:в пути|проезда|поездки|ожидани|простоя|обслуживани|обработки|реагировани|прибыти|доезда|доставки|ремонта|оформлени)|продолжительност|длительност|задержк|просто[йя](?!\w))"
    r"[^.,:;\n]{0,60} (?:сокра|сни[зж]|уменьш|увелич|вырос|возрос|дове[дс]|до(?:ход|ш[её]?л)|достиг|состав|занима)\w{1,12}[^.,:;\n]{0,40}$"
)
"""How long something takes, and that it became longer or shorter: hours behind it are no time of day."""
_UNTIL = lazy(r"(?:[.:]\d\d)?(?: час(?:ов|а))?(?: утра)? до \d{1,2}(?:[.:]\d\d)? час")
_AM = lazy(r" ?(?:[ap]\.?m(?!\w)|o'clock)")


def find(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Rule and place of each figure that is a time of day, an age or the term of a duty."""
    yield from _terms(ground)
    yield from _gone(ground)
    for match in ground.find(_age()):
        place = Span(*match.span(match.lastgroup or 0))
        if not ground.before(_mean(), place.start, 60):
            yield "age", place
    if ground.passage.language == "kk":
        yield from (("age", Span(*match.span())) for match in ground.find(_AGE_WORDS_KK))
        yield from (("clock", Span(*match.span("hour"))) for match in ground.find(_HOUR_WORDS_KK))
        yield from (("clock", Span(*match.span())) for match in ground.find(_HOURS_KK))
    if ground.passage.language == "en":
        yield from _years_en(ground)
    for token in ground.tokens:
        if rule := _clock(ground, token) or _day(ground, token) or _age_behind(ground, token):
            yield rule, Span(ground.backward(token.start) if rule == "age-behind" else token.start, token.end)


# ---------------------------------------------------------------- bare years of English
_YEAR_EN = lazy(r"(?:19[89]|20[0-4])\d")
_COUNT_EN = lazy(r"(?<!\w)(?:all|total|over|than|nearly|almost|about|some|around|least|to|only|another|[a-z]{2,12}(?:ed|ing)) $|[$€£+]$")
_YEAR_LED = lazy(
    r"(?:(?<!\w)(?:of|the|in|since|by|for|until|from|during|against|its|our|this|with|versus|vs\.?|h[12]|q[1-4]|fy)|[(:;/–-]|^|[.\n]) ?$"
)
_MEASURE_EN = lazy(
    r" ?(?:%|per ?cent|km|kg|tonnes?|tons?|hectares?|ha|litres?|m[²³]|mw|kwh|[mb]illion|[mb]ln|bn|thousand|hours?|people|persons|tenge|usd|kzt)(?!\w)"
)


def _years_en(ground: Ground) -> Iterator[tuple[str, Span]]:
    """`(2023: 13.9)`, `H1 2024: USD 40.5 billion`, `2024 graduates`: English parts the thousands of a count by a comma, a year it does not."""
    for token in ground.tokens:
        year = _YEAR_EN.match(ground.low, token.start, token.end)
        if year is None or ground.text[year.end() : token.end][:1] in (",", ".") or ground.low[year.end() : year.end() + 1].isalpha():
            continue
        if year.end() < token.end and not _SCHOOL_YEAR.fullmatch(ground.low, year.end(), token.end):
            continue
        if ground.after(_MEASURE_EN, year.end()) or ground.before(_COUNT_EN, token.start, 16):
            continue
        if ground.before(_YEAR_LED, token.start, 10) or not ground.counts(year.end()):
            yield "bare-year", token


_SCHOOL_YEAR = lazy(r"[/–-](?:\d{2}|20\d{2})")


# ---------------------------------------------------------------- terms
def _terms(ground: Ground) -> Iterator[tuple[str, Span]]:
    if ground.passage.language == "kk":
        yield from (("term", span) for match in ground.find(_TERM_KK) if (span := _figure_before(ground, match.start())))
    for match in ground.find(_TERM_RU):
        if _is_term(match):
            yield "term", Span(*match.span())
    if ground.passage.language == "en":
        yield from (
            ("term", Span(*match.span()))
            for match in ground.find(_TERM_EN)
            if not match.group().startswith("at least") or match.group().endswith(("before", "prior"))
        )


_GONE = lazy(
    r"(?<!\w)(?:(?:за|итог\w{0,3}|результат\w{0,3}) (?:перв\w{2,3} |прошедш\w{2,3} |истекш\w{2,3} |отчетн\w{2,3} )?|перв(?:ые|ых|ым|ыми) )"
    r"(?P<months>(?:[1-9]|1[0-2]) (?:месяц(?:а|ев)?|мес\.?)|(?:[2-4]|дв(?:а|ух|ум|умя)|тр(?:и|[её]х|[её]м|емя)) (?:квартал(?:а|ов|ам|ах)|полугоди(?:я|й|ям)))(?!\w)"
)
_LAST = lazy(
    r"(?<!\w)(?:за|в течение|на протяжении) последни[ехй] (?P<months>(?:\d{1,3}|[а-яё]{3,14}) (?:лет|года?|месяц(?:а|ев)?|мес\.|недел[иь]|дней|дня|суток|кварталов|квартала))(?!\w)"
    r"|(?<!\w)(?:over|in|during|for|within) the (?:last|past) (?P<months_en>(?:\d{1,3}|[a-z]{3,10}) (?:years?|months?|weeks?|days?|quarters?))(?!\w)"
)
_GONE_KK = lazy(
    r"(?<![\w.,])(?P<months>(?:[1-9]|1[0-2]) ай|(?:[2-4]|екі|үш) (?:тоқсан|жартыжылдық))(?:[дт]а|[дт]ағы|[днт]ың (?:қорытынды|ішінде|нәтиже)|лық қорытынды)"
)


def _gone(ground: Ground) -> Iterator[tuple[str, Span]]:
    """The months that a report is about: `за 9 месяцев`, `9 айда`; on the calendar, though no year is printed."""
    for pattern in (_GONE, _GONE_KK):
        yield from (("months-gone", Span(*match.span("months"))) for match in ground.find(pattern))
    yield from (("last-months", Span(*match.span(match.lastgroup or 0))) for match in ground.find(_LAST))


def _is_term(match: re.Match[str]) -> bool:
    """`за 10 дней до`, `в течение 5 лет со дня` are terms; `за 3 года построено`, `в течение 5 лет работали` say how long."""
    said, unit = match.group(), match["unit"] or ""
    if said.startswith("за "):
        return match["before"] is not None
    if said.startswith("в течени") and re.fullmatch(_YEARS, unit):
        return match["after"] is not None
    return True


_FIGURE_KK = lazy(rf"(?<![\w.,])(?:\d{{1,4}}(?:[–-]\d{{1,4}})?|[{_SMALL}]{{2,10}}(?: [{_SMALL}]{{2,10}})?)(?: \([^)\n]{{1,30}}\))?$")


def _figure_before(ground: Ground, at: int) -> Span | None:
    match = ground.before(_FIGURE_KK, at, 40)
    return Span(match.start(), at) if match else None


# ---------------------------------------------------------------- ages
@cache
def _age() -> re.Pattern[str]:
    """Ages behind the word that says so, or behind the people who are so old."""
    number = r"\d{1,3}(?:[.,]\d)?(?:-?(?:ти|х|и|ми))?(?:[ ]?(?:–|-|до|и|to|and|или)[ ]?\d{1,3}(?:-?(?:ти|х|и))?)?"
    spoken = rf"(?:{number}|[{_SMALL}]{{3,16}}(?: [{_SMALL}]{{3,12}})?)"
    limit = r"(?:(?:от|с|до|после|в|не|и|старше|младше|моложе|свыше|более|менее|under|over|above|below|aged|from|between|of|the|age) ){0,3}"
    return lazy(
        rf"(?<!\w)(?:{words('age', 'leads')} (?:детей |лиц |граждан |им |ими |ребенком |ребёнком |возраста )?{limit}(?P<age>{spoken})(?: лет| года?| год|-лет\w{{1,4}}|-?летнего возраста| years)"
        rf"|(?<!\w)(?:aged|age of|ages?) {limit}(?P<age7>{number})(?![\d,.]*\d)(?! ?%)"
        rf"|{words('age', 'people')} {limit}(?P<age2>{number}) (?:лет|года?|год)(?! назад)(?!\w)"
        rf"|(?<!срок )(?<!сроком )(?<!период )(?<!стаж )(?<!стажем )(?<!\w)в (?P<age6>\d{{1,2}}) (?:лет|года?)(?! назад| \d{{1,2}} месяц)(?!\w)"
        rf"|\((?:от |с )?(?P<age8>\d{{1,2}}(?:[–-]| до )\d{{1,2}}) (?:лет|года?)\)"
        rf"|(?<!\w)(?:ему|ей|им|\w{{3,20}}(?:вш|нн|ш|щ)(?:ему|ому)) (?P<age9>\d{{1,2}}) (?:лет|года?)(?= ?[.,;)])"
        rf"|(?P<age3>\d{{1,3}}) (?:лет|года) и (?:старше|младше|моложе)|(?P<age4>\d{{1,3}}(?: (?:to|and) \d{{1,3}}|[–-]\d{{1,3}})?) years (?:old|of age)"
        rf"|(?:children|persons|people|those|youth|girls|women|men|citizens|boys|passengers|pupils|students|residents|minors|pensioners|workers|patients|applicants) (?:under|over|above|below|aged) (?:from |between )?(?P<age5>\d{{1,3}}(?: (?:to|and) \d{{1,3}}|[–-]\d{{1,3}})?))"
    )


@cache
def _mean() -> re.Pattern[str]:
    return lazy(rf"(?:{words('age', 'mean')})\w{{0,6}}[^.\n]{{0,50}}$")


_AGE_WORDS_KK = lazy(rf"(?<!\w)[{_SMALL}]{{2,10}}(?: [{_SMALL}]{{2,10}})? жас(?:қа|тан|та|тағы)(?!\w)")
_YEARS_OLD_KK = lazy(r" жас(?![\w-])(?! \w)")
_IS_OLD_KK = lazy(r" жас(?=[ ]?(?:[.,;)\n]|\Z))")
_LISTED_AGE = lazy(r" (?:лет|года?) ?[–:-] ?\d")
_AGE_SAID = lazy(r"возраст[^.\n]{0,110}$")
_AGE_KK = lazy(
    r"(?:-?(?:нан|нен|дан|ден|тан|тен|ден|ге|ға|қа|ке))? ?(?:жас(?:қа|тан|тағы|та|ынан|ында|ына|ар)(?!\w)|жас аралы|жасқа|жас(?=[ ](?:пен|мен|аралығ))|жылдығ|жасаған(?!\w))|-?(?:ге|ға|қа|ке) тол(?:ған|маған|ып|ма)"
)


def _age_behind(ground: Ground, token: Span) -> str | None:
    ranged = not ground.said(token).isdecimal() and ground.after(_YEARS_OLD_KK, token.end)
    listed = ground.after(_LISTED_AGE, token.end) and ground.before(_AGE_SAID, token.start, 120)
    if not (ranged or listed or ground.after(_IS_OLD_KK, token.end) or ground.after(_AGE_KK, token.end)) or ground.before(
        _mean(), token.start, 70
    ):
        return None
    return "age-behind"


# ---------------------------------------------------------------- days and hours
def _day(ground: Ground, token: Span) -> str | None:
    if ground.after(_DAY_OF_MONTH_RU, token.end) or (ground.said(token).isdecimal() and ground.after(_HOLIDAY, token.end)):
        return "day-of-the-month"
    if ground.before(_OF_MONTH_KK, token.start, 20) and ground.after(_DAY_OF_MONTH_KK, token.end):
        return "day-of-the-month"
    if ground.after(_ROUND, token.end) or (ground.before(_ROUND_KK, token.start, 20) and ground.text[token.end : token.end + 2].isspace()):
        return "round-the-clock"
    return None


def _clock(ground: Ground, token: Span) -> str | None:
    said = ground.said(token)
    if (ground.before(_HOUR_KK, token.start, 30) and not ground.after(_LASTING, token.end)) or ground.after(_AM, token.end):
        return "clock"
    if _CLOCK.fullmatch(said):
        if ground.before(_CLOCK_BEFORE_KK, token.start, 16) and ground.after(_BETWEEN_KK, token.end):
            return "clock"
        plain = (ground.before(_AT, token.start, 10) or ground.before(_DAY_BEFORE, token.start, 14)) is not None and not ground.counts(
            token.end
        )
        return "clock" if plain or ground.after(_HOURS, token.end) else None
    if said.isdecimal() and ground.after(_MINUTES, token.end) and ground.before(_HOURS_BEFORE, token.start, 18):
        return None if ground.before(_LASTS, token.start, 140) else "clock"
    if said.isdecimal() and int(said) <= 24:
        hours = ground.after(_HOURS, token.end)
        led = ground.before(_TO_HOUR, token.start, 30)
        told = (hours and led) or (hours and hours["part"]) or (ground.before(_FROM, token.start, 3) and ground.after(_UNTIL, token.end))
        return "clock" if told and not ground.before(_LASTS, token.start, 140) else None
    return None
