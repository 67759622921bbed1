"""One section of a record in a form: filled from the record, from what was typed, or checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.forms import BaseFormSet, Form, formset_factory
from django.http import QueryDict

from adr.records.content import RecordContent
from adr.records.models import Record
from adr.records.row_forms import MOST_ROWS, RowFormSet
from adr.records.sections import Rows, Section

PREFIX = "rows"


@dataclass(frozen=True)
class SectionEdit:
    """The form and the rows of one section, as one page shows them."""

    section: Section
    form: Form | None
    formset: BaseFormSet | None

    @property
    def forms(self) -> list[Form]:
        """The form and every row, in the order of the page."""
        return [*([self.form] if self.form else []), *(self.formset or [])]

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms)

    def is_valid(self) -> bool:
        # Both are asked, so that all errors are shown at once.
        form_is_valid = self.form is None or self.form.is_valid()
        rows_are_valid = self.formset is None or self.formset.is_valid()
        return form_is_valid and rows_are_valid

    def written(self, content: RecordContent) -> RecordContent:
        """Return `content` with what was typed in this section, which must be valid."""
        values: dict[str, Any] = dict(self.form.cleaned_data) if self.form else {}
        if self.section.rows and isinstance(self.formset, RowFormSet):
            row = self.section.rows.row
            values[self.section.rows.field] = tuple(row(**data) for data in self.formset.rows())
        return replace(content, **values)


def open_edit(section: Section, record: Record, content: RecordContent) -> SectionEdit:
    """Return the section filled with what is stored, and one blank row where there is none."""
    initial = [vars(row) for row in getattr(content, section.rows.field)] if section.rows else []
    return _unbound(section, record, content, vars(content), initial or [{}])


def retype_edit(
    section: Section,
    record: Record,
    content: RecordContent,
    data: QueryDict,
    *,
    add: bool = False,
    remove: int | None = None,
) -> SectionEdit:
    """Return the section as it was typed and not checked, with a row more or less."""
    rows = typed_rows(section.rows, data) if section.rows else []
    if remove is not None:
        rows = [row for index, row in enumerate(rows) if index != remove]
    if add:
        rows.append({})
    return _unbound(section, record, content, data.dict(), rows)


def check_edit(
    section: Section, record: Record, content: RecordContent, data: QueryDict
) -> SectionEdit:
    """Return the section with what was typed, to be checked and stored."""
    form = section.form(data, record=record, content=content) if section.form else None
    formset = None
    if section.rows:
        formset = _formset(section.rows)(data, prefix=PREFIX, form_kwargs={"content": content})
    return SectionEdit(section, form, formset)


def typed_rows(rows: Rows, data: QueryDict) -> list[dict[str, Any]]:
    """Return the rows of a posted form as they were typed."""
    count = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    total = min(int(count) if count.isdecimal() else 0, MOST_ROWS)
    names = rows.form.base_fields
    return [
        {name: data.get(f"{PREFIX}-{index}-{name}", "") for name in names} for index in range(total)
    ]


def _unbound(
    section: Section,
    record: Record,
    content: RecordContent,
    values: Mapping[str, Any],
    rows: list[dict[str, Any]],
) -> SectionEdit:
    form = section.form(initial=values, record=record, content=content) if section.form else None
    formset = None
    if section.rows:
        formset = _formset(section.rows)(
            initial=rows, prefix=PREFIX, form_kwargs={"content": content}
        )
    return SectionEdit(section, form, formset)


def _formset(rows: Rows) -> type[BaseFormSet]:
    return formset_factory(
        rows.form, formset=RowFormSet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
