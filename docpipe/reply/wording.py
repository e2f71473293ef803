"""How a letter words what it knows, where that takes more than a filter: the name alone in a case, the greeting, periods, figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docpipe.language import kazakh
from docpipe.language.name_forms import GenderUnknown, NoName
from docpipe.model.record import Person
from docpipe.reply import filters_dates, filters_people
from docpipe.vocabulary import table


def name(person: Person, language: str, case: str, *, full: bool = False) -> str:
    """The name without post and rank, in a case; `full`: names instead of initials. `GenderUnknown` where its form cannot be told.

    >>> from docpipe.reply.people import named
    >>> name(named("Жұмаділова Сәуле Қанатқызы"), "kk", "dat").replace(chr(160), " ")
    'С.Қ. Жұмаділоваға'
    """
    bare = person.model_copy(update={"post": None, "rank": None, "organisation": None})
    return filters_people.declined(bare, case, language=language, full=full)


def salutation(persons: Sequence[Person], language: str, *, deputies: bool) -> str | None:
    """The greeting by name; deputies of whom not all are known by name and patronymic are greeted as deputies. None where it cannot be said.

    >>> from docpipe.reply.people import named
    >>> salutation([named("Жұмаділова Сәуле Қанатқызы"), named("Досмағамбет Ерлан Бекұлы")], "kk", deputies=True)
    'Құрметті Сәуле Қанатқызы, Ерлан Бекұлы!'
    >>> salutation([named("Жұмаділова С."), named("Досмағамбет Е.")], "kk", deputies=True)
    'Құрметті депутаттар!'
    """
    whole = all(one.given and one.patronymic for one in persons)
    if not whole and deputies and len(persons) > 1:
        return filters_people.salutation(table("letters")["deputy"]["greeted"][language], language=language)
    try:
        return filters_people.salutation(list(persons), language=language)
    except (GenderUnknown, NoName):
        return None


def called(kind: str, language: str) -> dict[str, str]:
    """How a letter calls the document that it answers, by case."""
    return dict(next(row for row in table("letters")["document"] if row["kind"] == kind)[language])


def between(since: date, until: date, language: str) -> str:
    """A period with both its days, as orders lay duties.

    >>> between(date(2023, 10, 23), date(2023, 11, 5), "kk"), between(date(2023, 10, 23), date(2023, 11, 5), "ru")
    ('2023 жылғы 23 қазан мен 5 қараша аралығында', 'с 23 октября по 5 ноября 2023 года включительно')
    >>> between(date(2023, 12, 25), date(2024, 1, 8), "ru"), between(date(2024, 3, 1), date(2024, 3, 15), "kk")
    ('с 25 декабря 2023 года по 8 января 2024 года включительно', '2024 жылғы 1 наурыз бен 15 наурыз аралығында')
    """
    first, second = (filters_dates.long(day, language=language) for day in (since, until))
    if language == "kk":
        month = first.rpartition(" ")[2]
        joint = kazakh.inflect(month, "ins").removeprefix(month)
        return f"{first} {joint} {_without_year(second, since, until, language)} аралығында"
    return f"с {_without_year(first, since, until, language)} по {second} включительно"


def _without_year(told: str, since: date, until: date, language: str) -> str:
    if since.year != until.year:
        return told
    return told.partition(" жылғы ")[2] if language == "kk" else told.rpartition(f" {until.year} ")[0]
