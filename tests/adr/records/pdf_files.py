"""What a PDF says of itself, for the tests of every document."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf


def read(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def outline_of(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Depth and title of each bookmark."""

    def walk(items, depth):
        for item in items:
            yield depth, item.title
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 0))


def structure_of(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                yield from walk(node.K)

    return list(walk(pdf.Root.StructTreeRoot.K))


def fonts_of(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Dictionary]:
    """The descendant font of each font that any page uses, by name."""
    return {
        str(font.DescendantFonts[0].BaseFont).split("+")[-1]: font
        for page in pdf.pages
        for font in page.resources.get("/Font", {}).values()
    }


def is_embedded(font: pikepdf.Dictionary) -> bool:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def links_of(pdf: pikepdf.Pdf) -> set[str]:
    return {
        str(annotation.A.URI)
        for page in pdf.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation and "/URI" in annotation.A
    }


def enclosures_of(pdf: pikepdf.Pdf) -> dict[str, tuple[str, str, bytes]]:
    """Relationship, content type and bytes of each associated file, by name."""
    return {
        str(spec.UF): (
            str(spec.AFRelationship),
            str(spec.EF.F.Subtype),
            spec.EF.F.read_bytes(),
        )
        for spec in pdf.Root.AF
    }


def glyphs_of(pdf: pikepdf.Pdf) -> Iterator[int]:
    """Every glyph that is drawn on any page; 0 is the one for what a font has not got."""
    for page in pdf.pages:
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) not in ("TJ", "Tj"):
                continue
            for operand in instruction.operands:
                parts = operand if isinstance(operand, pikepdf.Array) else [operand]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        data = bytes(part)
                        yield from (int.from_bytes(data[i : i + 2]) for i in range(0, len(data), 2))


def assert_accessible_and_archivable(pdf: pikepdf.Pdf) -> None:
    """Check what can be checked of the claims PDF/UA-1 and PDF/A-3a without a validator."""
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata.pdfa_status == "3A"
    root = pdf.Root
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"])
    assert root.OutputIntents[0].S == "/GTS_PDFA1"
    assert all(page.Tabs == "/S" for page in pdf.pages)
    _assert_nothing_runs_or_is_missing(pdf)
    _assert_structure(pdf)


def _assert_nothing_runs_or_is_missing(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
    assert "/JavaScript" not in root.get("/Names", {})
    assert all(is_embedded(font) and "/ToUnicode" in font for font in fonts_of(pdf).values())
    assert 0 not in set(glyphs_of(pdf))
    files = [spec.objgen for spec in root.get("/AF", [])]
    assert len(files) == len(set(files))
    names = [
        str(name)
        for name in root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])[::2]
    ]
    assert names == sorted(names)


def _assert_structure(pdf: pikepdf.Pdf) -> None:
    structure = structure_of(pdf)
    headings = [int(str(n.S)[2]) for n in structure if re.fullmatch(r"/H\d", str(n.S))]
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert all(str(n.get("/Alt", "")) for n in structure if n.S == "/Figure")
    scopes = {str(n.A.Scope) for n in structure if n.S == "/TH"}
    assert scopes <= {"/Row", "/Column"}
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert str(annotation.Contents)
            assert "/StructParent" in annotation
