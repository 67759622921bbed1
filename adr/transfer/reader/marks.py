"""Words without the marks round them: emphasis, code, quotes, braces, emoji, comments, links."""

import re
import unicodedata

from adr.transfer.reader.blocks import COMMENT

STRUCK = re.compile(r"~~[^~]*~~")
LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target><[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
REFERENCE_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\]")
AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*)>")
WRAPPERS = (("`", "`"), ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"))
QUOTES = (('"', '"'), ("'", "'"), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"))
BRACES = (("{", "}"), ("[", "]"), ("(", ")"), ("<", ">"))
# Symbols that stand before a status as a picture: ✅ ❌ 🤔 ⌛ and the joiners between their parts.
PICTURES = {"So", "Sk", "Cs", "Co", "Cn"}
JOINERS = "\ufe0f\u200d\u20e3"


def unwrap(text: str) -> str:
    """Take away the code marks or the emphasis that stand round all of a text."""
    text = COMMENT.sub("", text).strip()
    for _round in range(3):
        for begin, end in WRAPPERS:
            inner = text[len(begin) : -len(end)]
            if (
                len(text) > len(begin) + len(end)
                and text.startswith(begin)
                and text.endswith(end)
                and begin not in inner
            ):
                text = inner.strip()
                break
        else:
            break
    return text


def strip_marks(text: str) -> str:
    """Return the words on one line, without any marks round them."""
    text = " ".join(unwrap(text).split())
    for _round in range(3):
        for begin, end in (*QUOTES, *BRACES, *WRAPPERS):
            if len(text) >= len(begin) + len(end) and text.startswith(begin) and text.endswith(end):
                text = text[len(begin) : -len(end)].strip()
    return strip_pictures(text)


def strip_pictures(text: str) -> str:
    """Take away emoji and the white space that they leave."""
    kept = (c for c in text if c not in JOINERS and unicodedata.category(c) not in PICTURES)
    return " ".join("".join(kept).split())


def plain_text(markdown: str) -> str:
    """Return a line of Markdown as it would be read out: links as their text, no emphasis."""
    text = COMMENT.sub(" ", markdown)
    text = LINK.sub(lambda match: match["text"], text)
    text = REFERENCE_LINK.sub(lambda match: match["text"], text)
    text = AUTOLINK.sub(lambda match: match["target"], text)
    text = re.sub(r"(?<!\\)`+", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)([^\n]*?\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*\\])\*(?=\S)([^*\n]*?[^\s*\\])\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<![\w_\\])_(?=\S)([^_\n]*?[^\s_\\])_(?![\w_])", r"\1", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return " ".join(text.split())
