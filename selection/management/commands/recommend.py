"""`manage.py recommend ANSWERS.yaml`: what the pages would recommend, without a browser."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from selection.directory.editions import directory_in_files, directory_of, latest_edition
from selection.directory.models import DirectoryEdition
from selection.engine.canonical import to_bytes
from selection.engine.knowledge import Directory
from selection.engine.recommend import recommend
from selection.engine.rules import load_rules
from selection.questionnaire.answers_file import AnswersFile, AnswersFileError, parse_answers_file
from selection.questionnaire.versions import load_questionnaire
from selection.results.as_text import recommendation_as_text
from selection.results.page import page_of


class Command(BaseCommand):
    help = (
        "Prints the recommendation for a file with answers, the same one that the pages show. "
        "The format is described in selection/questionnaire/answers-file.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", type=Path, help="file with answers")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, answers: Path, format: str, **options: Any) -> None:  # noqa: A002
        file = read_answers(answers)
        questionnaire = load_questionnaire(file.questionnaire)
        recommendation = recommend(
            questionnaire=questionnaire,
            answers=file.answers,
            rules=load_rules(),
            directory=read_directory(today=timezone.localdate()),
        )
        if format == "json":
            self.stdout.write(to_bytes(recommendation).decode(), ending="")
            return
        page = page_of(recommendation, questionnaire)
        self.stdout.write(recommendation_as_text(page, name=file.name))


def read_answers(path: Path) -> AnswersFile:
    try:
        return parse_answers_file(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    except AnswersFileError as error:
        raise CommandError(f"{path} has mistakes:\n{error}") from error


def read_directory(*, today: date) -> Directory:
    """Return the facts that the pages use; those in the files before any have been loaded."""
    try:
        return directory_of(latest_edition())
    except (DirectoryEdition.DoesNotExist, DatabaseError):
        return directory_in_files(today=today)
