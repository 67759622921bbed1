"""What files of records are called."""

from django.utils.text import slugify

LONGEST_SLUG = 60


def file_name(number: int, title: str) -> str:
    """Return the name of a record's file, as MADR has it: `0012-serve-the-ranker.md`."""
    slug = slugify(title)[:LONGEST_SLUG].strip("-_")
    return f"{'-'.join(part for part in (f'{number:04}', slug) if part)}.md"
