"""Random valid answers to a questionnaire, for property tests."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from selection.engine.answers import Answer, Basis, Standing
from selection.engine.questions import Question, Questionnaire
from tests.selection.engine.factories import make_questionnaire, read_vocabulary

# Round figures on both sides of every threshold that rules are likely to have.
AMOUNTS = (0.5, 1, 2, 3, 4, 5, 8, 10, 20, 32, 50, 64, 90, 99.9, 100, 128, 500, 1000, 4096, 100_000)


def answers(questionnaire: Questionnaire | None = None) -> SearchStrategy[dict[str, Answer]]:
    """Answers to any of the questions, on the path or not; about half of them are answered."""
    questions = (questionnaire or make_questionnaire()).all_questions()
    each = {question.key: answer_to(question) for question in questions}
    return st.fixed_dictionaries({}, optional=each)


def answers_to_all(questionnaire: Questionnaire | None = None) -> SearchStrategy[dict[str, Answer]]:
    """A given answer to every question, so that few conclusions are left open."""
    questions = (questionnaire or make_questionnaire()).all_questions()
    return st.fixed_dictionaries({question.key: given_answer(question) for question in questions})


def answer_to(question: Question) -> SearchStrategy[Answer]:
    """One answer to `question`: given, not known yet, or not applicable."""
    not_known = st.builds(
        Answer,
        standing=st.just(Standing.NOT_KNOWN),
        who_finds_out=st.sampled_from(["", "Ines"]),
        by_when=st.sampled_from(["", "2026-12-24"]),
    )
    not_applicable = st.builds(
        Answer,
        standing=st.just(Standing.NOT_APPLICABLE),
        note=st.sampled_from(["", "No such data"]),
    )
    return st.one_of(given_answer(question), given_answer(question), not_known, not_applicable)


def given_answer(question: Question) -> SearchStrategy[Answer]:
    basis = st.sampled_from([None, *Basis])
    return st.builds(Answer, value=value_of(question), basis=basis)


def value_of(question: Question) -> SearchStrategy[Any]:
    """A value in the shape that the question's kind asks for (see `answers.py`)."""
    match question.kind:
        case "choice":
            return st.sampled_from([option.key for option in question.options])
        case "choices":
            return _selections(question)
        case "number":
            return st.fixed_dictionaries(_quantity(question))
        case "bound":
            return st.fixed_dictionaries(_bound(question))
        case "review":
            verdicts = st.sampled_from(["confirm", "relax", "drop", "accept-partial"])
            row = st.fixed_dictionaries({"verdict": verdicts, "reason": _texts()})
            return st.dictionaries(_capabilities(), row, max_size=3)
        case "additions":
            needs = st.sampled_from(["mandatory", "wanted"])
            addition = {"capability": _capabilities(), "need": needs, "reason": _texts()}
            return st.lists(st.fixed_dictionaries(addition), max_size=3)
        case "versions":
            return st.dictionaries(
                st.sampled_from(["vllm", "sglang"]), st.just("0.33.0"), max_size=2
            )
        case _:
            return _texts()


def _selections(question: Question) -> SearchStrategy[list[str]]:
    several = [option.key for option in question.options if not option.exclusive]
    alone = [[option.key] for option in question.options if option.exclusive]
    chosen = st.sets(st.sampled_from(several), min_size=1, max_size=4).map(
        lambda keys: [key for key in several if key in keys]
    )
    return st.one_of(chosen, chosen, st.sampled_from(alone)) if alone else chosen


def _quantity(question: Question) -> Mapping[str, SearchStrategy[Any]]:
    return {
        "amount": st.sampled_from(AMOUNTS),
        "unit": st.sampled_from([unit.key for unit in question.units]),
    }


def _bound(question: Question) -> dict[str, SearchStrategy[Any]]:
    bound = {**_quantity(question), "need": st.sampled_from(["mandatory", "wanted"])}
    if question.percentiles:
        bound["percentile"] = st.sampled_from(question.percentiles)
    return bound


def _capabilities() -> SearchStrategy[str]:
    return st.sampled_from(
        [
            f"{dimension}/{word}"
            for dimension, entries in read_vocabulary()["capabilities"].items()
            for word in entries["words"]
        ]
    )


def _texts() -> SearchStrategy[str]:
    return st.sampled_from(["One line", "Two\nlines", "Gewähr für 中文 & <b>"])
