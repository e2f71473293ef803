"""The figures of a table: each cell with its row's and column's heads as label, and the period, region, unit that they tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.figures import (
    counted,
    figure_table_cells,
    figure_table_heads,
    figure_table_region,
    figure_table_shares,
    figure_table_shift,
    figure_table_units,
    figure_table_whole,
    figure_table_words,
)
from docpipe.figures.figure_table_heads import Head, Period, Reader
from docpipe.figures.figure_table_place import Place, Table
from docpipe.figures.figure_table_units import Measure
from docpipe.figures.figure_value import Figure
from docpipe.layout.tables_lines import is_figure, is_year
from docpipe.mentions.amount_value import Amount
from docpipe.model.text import Span
from docpipe.model.trace import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.figures.figure_table_cells import Printed
    from docpipe.figures.scene import Scene
    from docpipe.layout.tables import Cell, Grid

_LONGEST_LABEL = 300
_HEADINGS, _DAY, _HUNDREDS = 6, 10, 3


def find(scene: Scene, grid: Grid) -> list[Figure]:
    """The figures of one table in the order of the text; `whole` is an index within the list returned, a total being the whole of its rows."""
    laid = _laid(scene, grid)
    found = figure_table_shares.mark(sorted(_figures(laid, grid), key=lambda item: item[0].span))
    shifted = figure_table_shift.mark(laid, found)
    wholes = figure_table_whole.wholes([one for one, _ in shifted], [place for _, place in shifted])
    figures = [replace(one, whole=whole) for (one, _), whole in zip(shifted, wholes, strict=True)]
    figures = [_elliptical(one, figures) for one in figures]
    for one in figures:
        note("statistic", one.amount.rule, one.span, won=True, why=one.label or "")
    return figures


def units_of(scene: Scene, grid: Grid) -> list[Span]:
    """Where the caption only says in what the table is measured: `(мың тонна)`, `на 100 тыс. человек` are no figures of their own."""
    if grid.caption is None:
        return []
    first = bisect_left(scene.found.amounts, grid.caption.start, key=lambda one: one.span.start)
    last = bisect_left(scene.found.amounts, grid.caption.end, key=lambda one: one.span.start)
    spans = [one.span for one in scene.found.amounts[first:last]]
    return [span for span in spans if figure_table_units.only_measures(scene.passage.folded, span)]


def _of_stub(reader: Reader, words: list[str]) -> Head:
    """The head over the labels: it may name the unit of the whole table, and of what the rows are kinds (`Вид обращения`)."""
    kind = next((rest for word in words if (rest := figure_table_words.after_kind(word))), None)
    noun = figure_table_units.noun(kind, reader.language) if kind else None
    return Head(", ".join(words), "label", measure=reader.column(words).measure, counted=noun)


def _elliptical(one: Figure, figures: list[Figure]) -> Figure:
    """A part that names nothing counts what its whole counts."""
    if one.whole is None or one.counted or one.amount.unit != "count":
        return one
    return replace(one, counted=figures[one.whole].counted)


def _laid(scene: Scene, grid: Grid) -> Table:
    language = scene.passage.language
    words = figure_table_heads.column_words(grid)
    labels, first = figure_table_heads.label_columns(grid, words, _amounts(scene, grid))
    numbered = frozenset(column for column in range(first) if column not in labels)
    if not any(is_figure(cell.text) for cell in grid.cells if cell.row >= grid.heads and cell.column not in numbered):
        labels = []
    title = scene.passage.packet[grid.caption.start : grid.caption.end] if grid.caption else ""
    caption = Reader(language, scene.year).caption(title)
    year = int(caption.period[0][:4]) if caption.period and caption.period[0] else scene.year
    reader = Reader(language, year)
    columns = {column: reader.column(texts) if column not in labels else _of_stub(reader, texts) for column, texts in words.items()}
    before = whole = None
    for column in sorted(columns):
        head = _completed(columns[column], before, language)
        head = columns[column] = _of_part(head, whole)
        before = before if head.kind != "figure" else head
        whole = whole if head.kind != "figure" or head.part is not None else head
    columns |= {column: replace(columns[column], kind="skip") for column in _unmeasured(grid, words) if column not in labels}
    return Table(scene, reader, columns, tuple(labels), caption, numbered, tuple(_headings(scene, grid, reader)))


def _completed(head: Head, before: Head | None, language: str) -> Head:
    """A head that only says what was done, with what the head before it counts."""
    words = [word for word in head.text.split(", ") if not figure_table_words.only_dates(word)]
    last = next((word for word in reversed(words) if not figure_table_units.is_unit_line(word, language)), "")
    if head.told or before is None or before.told is None or not figure_table_units.is_elliptical(last, language):
        return head
    return replace(head, told=before.told)


def _of_part(head: Head, whole: Head | None) -> Head:
    """A column of parts without a unit of its own, in that of its whole."""
    if head.part is None or head.measure or whole is None or head.kind != "figure":
        return head
    return replace(head, measure=whole.measure and replace(whole.measure, noun=None))


def _headings(scene: Scene, grid: Grid, reader: Reader) -> Iterator[Head]:
    """The headings that the table stands under, the nearest first."""
    start = grid.caption.start if grid.caption else grid.span.start
    first = bisect_right(scene.paragraphs, start, key=lambda one: one.span.start) - 1
    for at in range(first, max(first - _HEADINGS, -1), -1):
        one = scene.paragraphs[at]
        text = scene.passage.quote(one.span)
        over = one.heading
        while over is not None:
            yield reader.caption(scene.passage.quote(scene.paragraphs[over].span)[:_LONGEST_LABEL])
            over = scene.paragraphs[over].heading
        if one.heading is not None or text.endswith((".", ";")) or len(text) > _LONGEST_LABEL:
            return
        if "\t" not in text:
            yield reader.caption(text)


def _unmeasured(grid: Grid, words: dict[int, list[str]]) -> list[int]:
    """The columns whose figures are all years (of building, of birth), or all small under a head for ages, ranks, classes."""
    texts: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row >= grid.heads and is_figure(cell.text):
            texts.setdefault(cell.column, []).append(cell.text)
    years = [column for column, each in texts.items() if all(map(is_year, each)) and (len(each) > 1 or not each[0].isdecimal())]
    small = [column for column, each in texts.items() if all(one.isdecimal() and len(one) < _HUNDREDS for one in each)]
    return years + [column for column in small if words[column] and figure_table_words.is_small(words[column][-1])]


def _amounts(scene: Scene, grid: Grid) -> list[Span]:
    """The amounts that the survey found inside the table."""
    amounts = scene.found.amounts
    first = bisect_left(amounts, grid.span.start, key=lambda one: one.span.start)
    last = bisect_left(amounts, grid.span.end, key=lambda one: one.span.start)
    return [one.span for one in amounts[first:last]]


def _figures(laid: Table, grid: Grid) -> Iterator[tuple[Figure, Place]]:
    section, base, opened = Head(""), Head(""), None
    previous: Head | None = None
    above: dict[int, str] = {}
    for number, row in enumerate(figure_table_heads.rows_of(grid)):
        label = {cell.column: cell.text for cell in row if cell.column in laid.labels}
        data = [cell for cell in row if cell.column not in laid.labels and cell.column not in laid.numbered]
        if not any(is_figure(cell.text) for cell in data) and (len(row) == 1 or not data):
            text = " ".join(label.values()) or row[0].text
            if figure_table_words.part(text) == "":
                opened = number - 1
            else:
                section, opened = laid.reader.row(text), None
            continue
        above = _inherited(laid, above, label)
        beside = _of_labels(laid, above)
        beside = previous = _completed(beside, previous, laid.reader.language)
        base = base if figure_table_words.is_listed(beside.text) or beside.part is not None else beside
        span = Span(row[0].span.start, row[-1].span.end)
        for cell in data:
            over = laid.columns[cell.column]
            if over.kind != "skip":
                yield from _of_cell(laid, cell, Place(number, cell.column, beside, over, section, opened=opened, base=base), span)


def _inherited(laid: Table, above: dict[int, str], label: dict[int, str]) -> dict[int, str]:
    """The row's labels; a cell that reaches over several rows gives the first label to each of them."""
    if len(laid.labels) < 2 or not label:
        return label
    first = min(label)
    return {**{column: text for column, text in above.items() if column < first}, **label}


def _of_labels(laid: Table, label: dict[int, str]) -> Head:
    """The row's head. With several columns of labels the region is that of any, the noun that of the last; a column of units says only these."""
    units = [text for column, text in label.items() if figure_table_words.is_unit_column(laid.columns[column].text)]
    texts = [label[column] for column in sorted(label) if label[column] not in units]
    each = [laid.reader.row(text) for text in texts] or [Head("")]
    head = replace(each[-1], text="; ".join(texts))
    region = _district(laid, label) or next((one.region for one in reversed(each) if one.region), None)
    noun = next((one.counted for one in reversed(each) if one.counted), None)
    told = next((one.told for one in reversed(each) if one.told), None)
    unit = next((one for text in units if (one := figure_table_units.measure(f"({text})", laid.reader.language))), head.measure)
    return replace(head, region=region, counted=noun, told=told, measure=unit)


def _district(laid: Table, label: dict[int, str]) -> str | None:
    """The district that a label names alone under the head `Район`, `Аудан`."""
    found = (figure_table_region.district(text, laid.columns[column].text, laid.reader.language) for column, text in label.items())
    return next((one for one in found if one), None)


def _of_cell(laid: Table, cell: Cell, place: Place, row: Span) -> Iterator[tuple[Figure, Place]]:
    passage = laid.scene.passage
    found = figure_table_cells.read(passage, cell.span)
    paired = len(found) == 2 and (found[1].unit == "%" or "%" in place.over.text)
    for at, printed in enumerate(found):
        if _is_prose(printed, cell) and not _surveyed(laid.scene, printed.span):
            continue
        figure = _figure(laid, printed, replace(place, first=at == 0, paired=paired and at == 0), row, second=at > 0)
        if _is_prose(printed, cell) or (printed.amount and figure.counted is None):
            beside = counted.find(passage.within(*cell.span), figure.amount) if figure.amount.unit == "count" else None
            span = Span(min(figure.span[0], beside.span[0]), max(figure.span[1], beside.span[1])) if beside else figure.span
            figure = replace(figure, span=span, counted=beside.head if beside else figure.counted)
        yield figure, replace(place, first=at == 0 and not _is_prose(printed, cell))


def _surveyed(scene: Scene, span: Span) -> bool:
    """True where the survey, which knows what is no amount, found one here too."""
    amounts = scene.found.amounts
    at = bisect_left(amounts, span.start, key=lambda one: one.span.end - 1)
    return at < len(amounts) and amounts[at].span.overlaps(span)


def _is_prose(printed: Printed, cell: Cell) -> bool:
    return printed.amount is not None and not is_figure(cell.text)


def _figure(laid: Table, printed: Printed, place: Place, row: Span, *, second: bool) -> Figure:
    chain = _chain(laid, place)
    if figure_table_words.is_exchange(laid.caption.text):
        chain = [replace(head, measure=None if head.measure and head.measure.unit != "%" else head.measure) for head in chain]
        chain.append(Head("", measure=Measure("KZT")))
    measures = [head.measure for head in chain if head.measure and not (place.paired and head.measure.unit == "%")]
    first = measures[0] if measures else None
    if place.over.kind == "change" and place.over.measure is None and printed.unit is None:
        first = None
    if second and printed.unit is None and "%" in place.over.text:
        printed = replace(printed, unit="%")
    value, unit, step = figure_table_cells.measured(printed, first)
    noun = _noun(laid, chain, first)
    amount = printed.amount or Amount(printed.span, printed.span, value, unit, step=step, rule="table")
    amount = figure_table_cells.ranged(amount, first)
    return Figure(
        amount,
        printed.span,
        row,
        counted=(noun if amount.unit == "count" else None),
        label=_label(laid, place),
        period=_period(laid, place),
        region=_region(laid, place),
    )


def _noun(laid: Table, chain: list[Head], unit: Measure | None) -> str | None:
    """What is counted: what row or column say outright, then what they name, then what stands above; people where the unit is people."""
    near, above = chain[:2], chain[2:]
    told = next((head.told for head in near if head.told), None)
    named = next((head.counted for head in near if head.counted), None)
    far = next((head.told or head.counted for head in above if head.told or head.counted), None)
    if unit is None or unit.noun not in table("tables")["person"]["nouns"]:
        return told or named or far or (unit.noun if unit else None)
    return next((one for one in (told, named, far) if figure_table_units.is_person(one, laid.reader.language)), unit.noun)


def _chain(laid: Table, place: Place) -> list[Head]:
    """What speaks of the cell, the nearest first: a share or change over the column, else the row, the column, the heading, the caption."""
    over, beside = place.over, place.beside
    near = [over, beside] if over.measure and (over.measure.unit != "count" or over.kind == "change") else [beside, over]
    if over.counted and not over.total and over.measure and over.measure.unit == "count":
        near = [over, beside]
    unit = Head("", measure=place.base.measure if place.base else None)
    return [*near, place.section, laid.caption, *(laid.columns[column] for column in laid.labels[-1:]), unit]


def _label(laid: Table, place: Place) -> str:
    """The heads of row and column; the caption too where they only say when and where."""
    beside = figure_table_words.bare(place.beside.text)
    parts = [place.section.text, beside, place.over.text]
    if not place.over.text and not place.beside.counted and laid.caption.text:
        parts.insert(0, figure_table_words.bare(laid.caption.text))
        return _joined(parts)
    silent = (place.beside.region or place.beside.total or place.beside.period or not beside) and not place.over.counted
    if laid.caption.text and (silent or _is_measured(laid, place)):
        parts.insert(0 if silent else 2, figure_table_words.bare(laid.caption.text))
    return _joined(parts)


def _is_measured(laid: Table, place: Place) -> bool:
    """True where only the caption names what is measured: the column says when, the row of what (`Мазут`)."""
    dated = place.over.period is not None and figure_table_words.only_dates(place.over.text)
    return dated and laid.caption.measure is not None and place.beside.measure is None and not place.over.counted


def _joined(parts: list[str]) -> str:
    return "; ".join(part.strip(" ;:") for part in parts if part.strip(" ;:"))[:_LONGEST_LABEL]


def _period(laid: Table, place: Place) -> tuple[str | None, str | None] | None:
    if figure_table_words.compares(place.over.text):
        left = [head.period for column, head in laid.columns.items() if column < place.column and head.period and not head.before]
        return left[-1] if left else place.section.period or laid.caption.period
    own = figure_table_heads.with_year(laid.reader, place.beside, place.over)
    if own is None and figure_table_words.is_yearly(place.over.text) and laid.caption.period and laid.caption.period[0]:
        return (laid.caption.period[0][:4],) * 2
    above = next((head.period for head in laid.headings if _lasts(head.period)), None)
    return own or place.section.period or laid.caption.period or _spanned(laid, place) or above


def _lasts(period: tuple[str | None, str | None] | None) -> bool:
    """True for a stretch of time: a heading with a day says when it was written."""
    return period is not None and (period[0] != period[1] or len(period[0] or "") < _DAY)


def _spanned(laid: Table, place: Place) -> tuple[str | None, str | None] | None:
    """A total beside columns of several times holds for all of them; a share for the latest of the columns since the share before it."""
    dated = {column: head.period for column, head in laid.columns.items() if head.period and head.kind == "figure"}
    over = place.over
    if not dated or not (over.total or (over.measure and over.measure.unit == "%")):
        return None
    if not over.total:
        return _of_share(laid, place, dated)
    starts, ends = [one[0] for one in dated.values() if one[0]], [one[1] for one in dated.values() if one[1]]
    return (min(starts), max(ends)) if starts and ends else None


def _of_share(laid: Table, place: Place, dated: dict[int, Period]) -> Period | None:
    left = [column for column in laid.columns if column < place.column and laid.columns[column].kind == "figure"]
    if not left:
        return None
    beside = laid.columns[left[-1]]
    if beside.total and left[-1] not in dated:
        return _spanned(laid, replace(place, column=left[-1], over=beside))
    since = max((column for column in left if (unit := laid.columns[column].measure) and unit.unit == "%"), default=-1)
    own = [dated[column] for column in left if column > since and column in dated]
    if not own:
        return _of_share(laid, replace(place, column=since), dated) if since >= 0 else None
    return max(own, key=lambda one: (one[1] or "", one[0] or ""))


def _region(laid: Table, place: Place) -> str | None:
    if figure_table_words.is_country(place.beside.text):
        return None
    return (
        place.beside.region
        or place.over.region
        or place.section.region
        or laid.caption.region
        or next((head.region for head in laid.headings if head.region), None)
    )
