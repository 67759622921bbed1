"""Which table holds which rows of a record's content."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from adr.records import content
from adr.records.models import (
    Alternative,
    Assumption,
    ChosenComponent,
    Confirmation,
    Consequence,
    Part,
    PinnedVersion,
    Record,
    RecordGate,
    RecordSource,
    RevisitTrigger,
    Risk,
    ValidationResult,
)


@dataclass(frozen=True)
class PartTable:
    """The rows under one field of RecordContent: their model, and their plain form."""

    field: str
    model: type[Part]
    row: type[Any]

    @property
    def related_name(self) -> str:
        return f"{self.model.__name__.lower()}s"

    def read(self, record: Record) -> tuple[Any, ...]:
        names = [field.name for field in fields(self.row)]
        parts = getattr(record, self.related_name).all()
        return tuple(self.row(**{name: getattr(part, name) for name in names}) for part in parts)

    def write(self, record: Record, rows: tuple[Any, ...]) -> None:
        """Replace all rows of the record in this table."""
        self.model._default_manager.filter(record=record).delete()
        self.model._default_manager.bulk_create(
            self.model(record=record, order=order, **asdict(row)) for order, row in enumerate(rows)
        )


class AlternativeTable(PartTable):
    """Alternatives hold a list, which is a tuple in plain data."""

    def read(self, record: Record) -> tuple[content.AlternativeRow, ...]:
        rows = super().read(record)
        return tuple(replace(row, requirements=tuple(row.requirements)) for row in rows)


class ValidationTable(PartTable):
    """Validation results name the gate that they settle by requirement and component."""

    def read(self, record: Record) -> tuple[content.ValidationRow, ...]:
        gates = {gate.pk: gate for gate in getattr(record, GATES.related_name).all()}
        rows = []
        for result in getattr(record, self.related_name).all():
            gate = gates.get(result.gate_id)
            rows.append(
                content.ValidationRow(
                    what=result.what,
                    outcome=result.outcome,
                    finding=result.finding,
                    source=result.source,
                    measured_on=result.measured_on,
                    gate=(gate.requirement, gate.component) if gate else None,
                )
            )
        return tuple(rows)

    def write(self, record: Record, rows: tuple[content.ValidationRow, ...]) -> None:
        gates = {
            (gate.requirement, gate.component): gate
            for gate in RecordGate.objects.filter(record=record)
        }
        ValidationResult.objects.filter(record=record).delete()
        ValidationResult.objects.bulk_create(
            ValidationResult(
                record=record,
                order=order,
                what=row.what,
                outcome=row.outcome,
                finding=row.finding,
                source=row.source,
                measured_on=row.measured_on,
                gate=gates.get(row.gate) if row.gate else None,
            )
            for order, row in enumerate(rows)
        )


GATES = PartTable("gates", RecordGate, content.GateRow)
VALIDATION = ValidationTable("validation", ValidationResult, content.ValidationRow)
TABLES = (
    PartTable("chosen", ChosenComponent, content.ChosenRow),
    AlternativeTable("alternatives", Alternative, content.AlternativeRow),
    PartTable("consequences", Consequence, content.ConsequenceRow),
    PartTable("versions", PinnedVersion, content.VersionRow),
    PartTable("sources", RecordSource, content.SourceRow),
    PartTable("assumptions", Assumption, content.AssumptionRow),
    PartTable("risks", Risk, content.RiskRow),
    GATES,
    VALIDATION,
    PartTable("confirmations", Confirmation, content.ConfirmationRow),
    PartTable("triggers", RevisitTrigger, content.TriggerRow),
)
