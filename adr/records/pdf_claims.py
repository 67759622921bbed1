"""What a PDF declares of itself beyond what WeasyPrint writes: PDF/UA-1 beside PDF/A-3a.

WeasyPrint writes one claim a file. The second goes into the same metadata, with the description
of its name that PDF/A asks for. Knows nothing of Django.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

VARIANT = "pdf/a-3a"
END_OF_METADATA = b"</rdf:RDF>"
UA_CLAIM = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True)
class Enclosure:
    """A file that lies inside a PDF."""

    name: str
    data: bytes
    content_type: str
    # How it is related to the document, in the words of PDF: Source, Alternative, Data …
    relationship: str
    description: str
    at: datetime


def attach(enclosures: Iterable[Enclosure]) -> list[Any]:
    """Return the enclosures as WeasyPrint takes them, in the order that PDF asks for."""
    from weasyprint import Attachment

    return [
        Attachment(
            string=enclosure.data,
            name=enclosure.name,
            description=enclosure.description,
            created=enclosure.at,
            modified=enclosure.at,
            relationship=enclosure.relationship,
        )
        for enclosure in sorted(enclosures, key=lambda enclosure: enclosure.name)
    ]


class Finisher:
    """Completes a PDF after WeasyPrint has made all its objects, and before they are written."""

    def __init__(self, enclosures: Iterable[Enclosure]) -> None:
        self.content_types = {enclosure.name: enclosure.content_type for enclosure in enclosures}

    def __call__(self, _document: Any, pdf: Any) -> None:
        self._claim_accessibility(pdf)
        self._name_content_types(pdf)
        self._describe_links(pdf)
        self._give_headers_their_scope(pdf)
        if "AF" in pdf.catalog:
            # WeasyPrint lists each attachment twice.
            pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])

    def _claim_accessibility(self, pdf: Any) -> None:
        metadata = next(o for o in pdf.objects if _extra(o).get("Type") == "/Metadata")
        [content] = metadata.stream
        metadata.stream[:] = [content.replace(END_OF_METADATA, UA_CLAIM + END_OF_METADATA)]

    def _name_content_types(self, pdf: Any) -> None:
        """Name the type that is meant: WeasyPrint guesses from the name."""
        for found in pdf.objects:
            if isinstance(found, dict) and found.get("Type") == "/Filespec":
                name = found["UF"].string
                stream = _refer(pdf, found["EF"]["F"])
                stream.extra["Subtype"] = f"/{self.content_types[name].replace('/', '#2f')}"

    def _describe_links(self, pdf: Any) -> None:
        """Say where a link within the document leads; WeasyPrint gives the bare anchor."""
        for found in pdf.objects:
            if isinstance(found, dict) and found.get("Subtype") == "/Link" and "Dest" in found:
                words = found["Dest"].string.replace("-", " ")
                found["Contents"].string = words[:1].upper() + words[1:]

    def _give_headers_their_scope(self, pdf: Any) -> None:
        """Say of each header cell whether it heads a column or a row."""
        for found in pdf.objects:
            if isinstance(found, dict) and found.get("S") == "/TH":
                row = _refer(pdf, found["P"])
                is_in_head = _refer(pdf, row["P"]).get("S") == "/THead"
                found["A"]["Scope"] = "/Column" if is_in_head else "/Row"


def _refer(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _extra(found: Any) -> dict[str, Any]:
    extra: dict[str, Any] = getattr(found, "extra", {})
    return extra
