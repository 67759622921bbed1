"""Contents of records as hypothesis makes them up."""

from dataclasses import fields
from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from adr.records.content import RecordContent

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
# What has a meaning in Markdown, or is written into it by this project.
SIGNS = (
    *("# ", "## ", "### ", "###### ", "#", "---\n", "===\n", "* ", "- ", "  ", " ", "\t", ">", "|"),
    *("```", "```\n", "~~~\n", "`", "<!--", "-->", "<br>", "\\", "\\|", "\n", "\n\n", "\r\n", "\r"),
    *("exact: ", '"', "```json exact\n", "<!-- text: headings +1 -->\n\n", " · ", "Good, because "),
    *(
        "Version: ",
        "Directory entry: ",
        "Chosen option: ",
        ", because of what follows.",
        "we ",
        "We ",
    ),
    *(
        "## Decision Outcome\n",
        "### Consequences\n",
        "## More Information\n",
        "### Risks\n",
        "a",
        "É",
    ),
)
MARKDOWN = st.lists(st.sampled_from(SIGNS), max_size=7).map("".join)


def of_type(kind: Any, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Any]:
    """Return a strategy for a type as it stands in the content's dataclasses."""
    if kind is str:
        return texts
    if get_origin(kind) is UnionType:
        return st.one_of(*(of_type(part, texts) for part in get_args(kind)))
    if get_origin(kind) is tuple:
        first, *rest = get_args(kind)
        if rest == [...]:
            return st.lists(of_type(first, texts), max_size=2).map(tuple)
        return st.tuples(*(of_type(part, texts) for part in get_args(kind)))
    if hasattr(kind, "__dataclass_fields__"):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: of_type(hints[f.name], texts) for f in fields(kind)})
    simple = {int: st.integers(0, 6), bool: st.booleans(), date: st.dates(), type(None): st.none()}
    return simple[kind]


contents = of_type(RecordContent)
contents_in_markdown = of_type(RecordContent, MARKDOWN)
