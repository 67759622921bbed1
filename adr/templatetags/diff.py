from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from adr.revisions.diff import Kind, Piece, shorten

register = template.Library()

# What stands in words for those who do not see the marks.
MARKS = {
    Kind.REMOVED: '<del><span class="visually-hidden">[removed: </span>{}{}</del>',
    Kind.ADDED: '<ins><span class="visually-hidden">[added: </span>{}{}</ins>',
    Kind.LEFT_OUT: '<span class="left-out">… {} unchanged …</span>{}',
    Kind.SAME: "{}{}",
}
END = SafeString('<span class="visually-hidden">]</span>')


@register.filter
def marked(pieces: Sequence[Piece]) -> SafeString:
    """Show a comparison with its changes marked, long unchanged passages shortened."""
    return _joined(shorten(pieces), MARKS)


@register.filter
def one_side(pieces: Sequence[Piece]) -> SafeString:
    """Show one of two texts whole, with what the other has not marked."""
    only_here = '<mark><span class="visually-hidden">[only here: </span>{}{}</mark>'
    return _joined(pieces, {**MARKS, Kind.REMOVED: only_here, Kind.ADDED: only_here})


def _joined(pieces: Sequence[Piece], marks: dict[Kind, str]) -> SafeString:
    is_marked = {Kind.REMOVED, Kind.ADDED}
    return format_html_join(
        "",
        "{}",
        (
            (format_html(marks[piece.kind], piece.text, END if piece.kind in is_marked else ""),)
            for piece in pieces
        ),
    )
