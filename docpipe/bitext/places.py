"""Bodies of a region, named."""

from __future__ import annotations

from docpipe.bitext import regions
from docpipe.language import kazakh
from docpipe.vocabulary import table


def of_region(kind: str | None, code: str, language: str) -> str:
    """A region's body of a kind (`акимат`) in the nominative; the region alone where the kind is not known.

    >>> of_region("акимат", "абай", "kk"), of_region("акимат", "абай", "ru"), of_region("акимат", "павлодар", "ru")
    ('Абай облысының әкімдігі', 'Акимат области Абай', 'Акимат Павлодарской области')
    """
    region = regions.nominative(code, language, region=True)
    row = next((one for one in table("bodies")["head"] if one["ru"] == kind), None)
    if row is None or language == "en":
        return region
    if language == "kk":
        words = region.rsplit(" ", 1)
        return f"{words[0]} {kazakh.inflect('облыс', 'gen', possessed=True)} {row['kk'][0]}" if words[-1] == "облысы" else region
    return f"{str(row['ru']).capitalize()} {_genitive(region)}"


def _genitive(region: str) -> str:
    return region.replace("ская область", "ской области").replace("область ", "области ", 1)
