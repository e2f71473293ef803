"""Heads that say what the document is: `СПРАВКА`, `ОТЧЁТ о …`, `… туралы АНЫҚТАМА`, `ПРЕСС-РЕЛИЗ`.

The words are in `vocabulary/cues.toml`. Inside running text the same words are only headings or words: `stages` decides by what
stands before them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.layout import roles
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

Announced = Literal["press_release", "report", "letter", "other"]
_GROUPS: tuple[Announced, ...] = ("report", "letter", "other")
_LONGEST, _OFFICE_WORDS, _TITLE_WORDS = 300, 14, 45

_ADJECTIVE = r"(?:\w{3,20}(?:[ыио]й|ая|ое|[лдт][ыі]қ|[лдт]ік)\s)?"
_NUMBER = r"(?:\s?№\s?[\w/.-]{1,12})?"
_SPACED = lazy(rf"(?:[{UPPER}]\s){{3,24}}[{UPPER}]")
_TITLE_ENDS = lazy(
    r"(?:(?:хаттама|бұйры[қғ]|шешім|қаулы)\w{0,5}[нт][ае]н|туралы|жөнінде|бойынша|қатысты|жөніндегі|(?:ның|нің|дың|дің|тың|тің))$",
    re.IGNORECASE,
)
_TITLE_FOLLOWS = lazy(
    r"(?:об?|по|за|на|из)\s|(?:заседани|совещани|собрани|встреч|обследовани|осмотр|при[её]м|проверк|сверк|передач|вскрыти|списани|выполнени)\w{1,4}\s",
    re.IGNORECASE,
)
_LEADS_ON = lazy(r"(?:[дт][ае]ғы|[дт]егі|жөніндегі|ның|нің|дың|дің|тың|тің|және)$")
_ENDS_SENTENCE = lazy(rf"[{LOWER}\d»)][.;:!?…]$|[{LOWER}]{{2}}[.!?]\s{{1,3}}[{UPPER}]")
_SHEETS = lazy(r"(?:^|\s)(?:на|в)\s\d{1,4}\s(?:л|стр|экз)|\d\s(?:парақ|бет|дана)")
_OFFICE = lazy(
    r"(?:баспасөз|ақпарат)\s(?:қызметі|хатшысы|орталығы)|пресс-(?:служба|секретарь|центр)|press[ -](?:service|office|secretary)",
    re.IGNORECASE,
)
_DATIVE_KK = lazy(
    r"(?:министр|төраға|басшы|басты[қғ]|әкім|директор|орынбасар|меңгеруші|хатшы|ректор|прокурор|кеңесші)\w{0,6}(?:[ғқ]а|[гк]е|н[ае])(?!\w)",
    re.IGNORECASE,
)
_TO_BODY = lazy(
    r"в(?:о)?\s(?:(?:Генеральн|Верховн|Конституционн|Высш|Национальн)\w{2}\s)?(?:Правительство|Администрацию|Аппарат|Канцелярию|Министерство|Комитет|Агентство|Парламент|Мажилис|Сенат|Акимат|"
    r"Управление|Департамент|прокуратуру|Суд|Совет|палату|маслихат|комиссию)\s[^.;:!?]{0,200}|"
    r"[^.;:!?]{0,200}(?:үкімет|министрліг|комитет|кеңсес|әкімшіліг|аппарат|әкімдіг|агенттіг|департамент|басқармас|прокуратурас|палатас)[іы]?н[ае]",
    re.IGNORECASE,
)
"""Whom a report goes to, alone above its word: `В Правительство …`, `… Үкіметіне`."""
_DATIVE_NAME = lazy(rf"[{LOWER}](?:[ую]|о[йе]|[ғқ]а|[гк]е|н[ае])(?!\w)")
_SAYS = {
    "ru": lazy(rf"(?<![{LOWER}])[{LOWER}]{{3,20}}(?:ает|или)[.,]?$"),
    "kk": lazy(rf"(?<![{LOWER}])[{LOWER}]{{3,20}}(?:йды|йді|ды|ді|ты|ті)[.,]?$"),
}


_ACT_RU = lazy(
    r"(?:совместн\w{2}\s)?(?:приказ|постановление|распоряжение|решение)\s(?:[^.;]|и\.\s?о\.){5,300}?\sот\s(?:\d{1,2}\s\w{3,8}\s\d{4}\s(?:года|г\.)|\d{1,2}\.\d{2}\.\d{4}(?:\s?г(?:ода|\.)?)?)\s№\s?\d",
    re.IGNORECASE,
)
_ACT_KK = lazy(
    r"(?:[^.;]|м\.\s?а\.){5,300}\s\d{4}\sжылғы\s\d{1,2}\s\w{4,14}\s№\s?[\w/-]{1,20}\s(?:бірлескен\s)?(?:бұйрығы|қаулысы|өкімі|шешімі)(?=\.?$|\.\s)",
    re.IGNORECASE,
)
_ACT_OF_RU = lazy(
    r"(?:совместн\w{2}\s)?(?:приказ|постановление|распоряжение|решение)\s(?:(?:первого|главного|генерального|исполняющего|и\.\s?о\.|врио)\s(?:обязанности\s)?)?"
    r"(?:министра|вице-министра|заместителя|председателя|руководителя|начальника|директора|акима|акимата|прокурора|ректора|правления|правительства|маслихата|командира|президента|сената|мажилиса"
    r"|(?:[а-яё]{4,20}(?:ого|его|ой|ей)\s){0,3}(?:министерства|комитета|агентства|комиссии|палаты|совета|суда|коллегии|департамента|управления))(?!\w)[^.;:!?]{0,250}",
    re.IGNORECASE,
)
_ACT_TOLD = lazy(
    r"(?<!\w)(?:(?:исполн|выполн|реализова|опубликова|согласова|подготовл|отмен|направл|размещ|введ|довед|утвержд|изда|приня|подписа|разработа|обжалова|зарегистрирова|призна)(?:н|ен|ён|т)[ао]?"
    r"|вступил[ао]?|вступа[ею]т|утратил[ао]?|действу[ею]т|предусматрива[ею]т|устанавлива[ею]т|определя[ею]т|регулиру[ею]т|наход[ия]тся)(?!\w)"
)
"""What is told of an act: no line of its own head."""
_ACT_OF_KK = lazy(
    r"[^.;:!?]{0,250}(?:министрінің|орынбасарының|төрағасының|басшысының|бастығының|директорының|әкімінің|әкімдігінің|прокурорының|ректорының|басқармасының|үкіметінің|мәслихатының|атқарушының|президентінің|сенатының|мәжілісінің|министрлігінің|комитетінің|агенттігінің|комиссиясының|палатасының|кеңесінің|сотының|алқасының|департаментінің)"
    r"\s(?:бірлескен\s)?(?:бұйрығы|қаулысы|өкімі|шешімі)",
    re.IGNORECASE,
)


@cache
def _words(group: Announced) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(table('cues')[f'kind_head_{group}']['words'])})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    """Without quotes and marks at the ends, letters that stand apart joined."""
    bare = " ".join(text.split()).strip(" .:*«»\"'")
    return bare.replace(" ", "") if _SPACED.fullmatch(bare) else bare


@cache
def _alone() -> re.Pattern[str]:
    every = "|".join(_words(group).pattern for group in _GROUPS)
    return compiled(rf"(?:№\s?[\w/.-]{{1,20}}\s)?{_ADJECTIVE}(?:{every}){_NUMBER}", re.IGNORECASE)


def kind_named(text: str) -> Announced | None:
    """The kind that a line announces which is nothing but the word for it, an adjective and a number with it.

    >>> kind_named("С П Р А В К А"), kind_named("Годовой отчёт"), kind_named("ХАТТАМАСЫ"), kind_named("справка выдана")
    ('report', 'report', 'other', None)
    """
    if roles.holds("press_head", text):
        return "press_release"
    plain = _plain(text)
    if len(plain) > _LONGEST or text.rstrip()[-1:] in ";," or not _alone().fullmatch(plain):
        return None
    return next((group for group in _GROUPS if _words(group).search(plain)), None)


def kind_led(text: str) -> Announced | None:
    """The kind whose word, in capitals, begins or ends the title in the same line.

    >>> kind_led("СПРАВКА о состоянии дорог"), kind_led("Жолдардың жай-күйі туралы АҚПАРАТ"), kind_led("Информация о дорогах")
    ('report', 'report', None)
    """
    pattern, place = (_leading(), _spaced_out(text)) if leads(text) else (_trailing(), text if title_end(text) is not None else "")
    found = pattern.search(place)
    if found is None or not roles.is_caps(found["word"]):
        return None
    return next((group for group in _GROUPS if _words(group).search(found["word"])), None)


def is_word(text: str) -> bool:
    """True for a line of its own that names the kind, its first letter or all of them capitals."""
    return kind_named(text) is not None and (text.lstrip(" *«\"'№0123456789")[:1].isupper() or text.lstrip().startswith("№"))


def leads(text: str) -> bool:
    """True where the word for the kind and the title after it are one line: `ОТЧЁТ о работе`, `АКТ осмотра`."""
    found = _leading().match(_spaced_out(text))
    if not found or not _bare(text):
        return False
    rest = _spaced_out(text)[found.end() :].strip()
    return bool(rest) and (roles.is_caps(found["word"]) or bool(_TITLE_FOLLOWS.match(rest)))


def _spaced_out(text: str) -> str:
    found = _SPACED.match(text)
    return found[0].replace(" ", "") + text[found.end() :] if found else text


@cache
def _leading() -> re.Pattern[str]:
    every = "|".join(_words(group).pattern for group in _GROUPS)
    return compiled(rf"(?P<word>{_ADJECTIVE}(?:{every})){_NUMBER}(?=\s)", re.IGNORECASE)


@cache
def _trailing() -> re.Pattern[str]:
    every = "|".join(_words(group).pattern for group in _GROUPS)
    return compiled(rf"\s(?P<word>{_ADJECTIVE}(?:{every})){_NUMBER}$", re.IGNORECASE)


def title_end(text: str) -> int | None:
    """Where the title ends that the Kazakh word for the kind closes in the same line: `… туралы АНЫҚТАМА`.

    >>> title_end("Су қоймалары туралы АНЫҚТАМА"), title_end("Бұл су қоймалары туралы анықтама.")
    (19, None)
    """
    found = _trailing().search(text) if _bare(text) else None
    if found is None or not _TITLE_ENDS.search(text[: found.start()]):
        return None
    return found.start()


def title_start(text: str) -> int | None:
    """Where the title begins after the word for the kind in the same line.

    >>> title_start("СПРАВКА о состоянии дорог"), title_start("Справка выдана в срок.")
    (8, None)
    """
    found = _leading().match(_spaced_out(text)) if leads(text) else None
    return None if found is None else found.end() + len(text) - len(_spaced_out(text)) + 1


def _bare(text: str) -> bool:
    """True for words that make no sentence and tell no sheets."""
    return (
        len(text) <= _LONGEST
        and text[:1].isupper()
        and not (_ENDS_SENTENCE.search(text) or _SHEETS.search(text) or roles.holds_name(text) or "\t" in text or "|" in text)
    )


def is_title(text: str) -> bool:
    """True for a title that the word for the kind may stand below."""
    short = len(text.split()) <= _TITLE_WORDS and text.lstrip("«\"'0123456789-–. ")[:1].isupper()
    return (
        short
        and bool(_TITLE_ENDS.search(text) or roles.opens_subject(text))
        and not (_ENDS_SENTENCE.search(text) or roles.holds_name(text))
    )


def is_published(text: str) -> bool:
    """True for the line below the title by which a collection of acts says whose act it is, of which day and number.

    >>> is_published("Приказ Министра финансов Республики Казахстан от 5 мая 2021 года № 7. Зарегистрирован 9 мая")
    True
    >>> is_published("Қаржы министрінің 2021 жылғы 5 мамырдағы № 7 бұйрығы"), is_published("Қаржы министрінің 2021 жылғы 5 мамырдағы № 7 бұйрығына сәйкес")
    (True, False)
    """
    return bool(_ACT_RU.match(text) or _ACT_KK.match(text))


def is_act(text: str) -> bool:
    """True for a line at the very head that says whose act it is, with or without its day and number.

    >>> is_act("ПРИКАЗ МИНИСТРА ФИНАНСОВ"), is_act("Қаржы министрінің бұйрығы"), is_act("Облыс әкімдігінің 2023 жылғы 5 мамырдағы № 7 қаулысы")
    (True, True, True)
    >>> is_act("ОРТАЛЫҚ САЙЛАУ КОМИССИЯСЫНЫҢ ҚАУЛЫСЫ"), is_act("Постановление Центральной избирательной комиссии Республики Казахстан")
    (True, True)
    >>> is_act("Приказ исполнен."), is_act("Решение проблем водоснабжения"), is_act("Приказ Министра финансов исполнен в полном объёме")
    (False, False, False)
    """
    named = _ACT_OF_KK.fullmatch(text) or (_ACT_OF_RU.fullmatch(text) and not _ACT_TOLD.search(text))
    return bool(named or is_published(text))


def is_office(text: str) -> bool:
    """True for the line of a press office below what it says.

    >>> is_office("Пресс-служба акимата города Алматы"), is_office("Сенаттың баспасөз қызметі")
    (True, True)
    >>> is_office("Баспасөз қызметі хабарлайды"), is_office("Пресс-служба сообщает")
    (False, False)
    """
    office = _OFFICE.search(text) if len(text.split()) <= _OFFICE_WORDS else None
    return office is not None and not _SAYS["ru" if "ресс-" in office[0] else "kk"].search(text, office.end())


def addresses(text: str) -> bool:
    """True for whom a memo goes to: a post in the dative, with a name or without one."""
    return len(text.split()) <= _OFFICE_WORDS and bool(roles.is_addressed(text) or _DATIVE_KK.search(text) or _TO_BODY.fullmatch(text))


def names_receiver(text: str) -> bool:
    """True where a name with initials stands in the dative.

    >>> names_receiver("Депутату Н. Сериковой"), names_receiver("Н. Сайлаубайға"), names_receiver("Директор А. Олжин")
    (True, True, False)
    """
    return any(_DATIVE_NAME.search(name[0]) for name in roles.NAME.finditer(text))


def follows_word(texts: Sequence[str]) -> int:
    """How many lines from the first on are the title below the word for the kind: `о ходе …`, `заседания …`."""
    if not _TITLE_FOLLOWS.match(texts[0]) or _ENDS_SENTENCE.search(texts[0]):
        return 0
    goes_on = (count for count in range(1, len(texts)) if not (texts[count][:1].islower() or roles.is_country(texts[count])))
    return next(goes_on, len(texts))


def titled(texts: Sequence[str]) -> int:
    """How many lines from the first on are a title with the word for the kind on a line of its own below; 0 where they are none."""
    for count in range(1, len(texts)):
        if kind_named(texts[count]):
            return count if is_title(" ".join(texts[:count])) else 0
        goes_on = texts[count][:1].islower() or texts[count][:1] in '«"0123456789' or _LEADS_ON.search(texts[count - 1])
        if not (goes_on or roles.is_caps(f"{texts[count - 1]} {texts[count]}")):
            return 0
    return 0


def closed(texts: Sequence[str]) -> int:
    """How many lines from the first on are a title that ends with the word for the kind in capitals: `… туралы АНЫҚТАМА`."""
    for count in range(1, len(texts) + 1):
        if count > 1 and not texts[count - 1][:1].islower():
            return 0
        last = texts[count - 1]
        word = (_trailing().search(last) or _alone().fullmatch(last)) if roles.has_caps(last) else None
        if word and roles.is_caps(word[0]) and title_end(" ".join(texts[:count])) is not None:
            return count
    return 0
