import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.records.content import RecordContent
from adr.transfer.madr.reader import read_madr
from adr.transfer.madr.writer import write_madr
from tests.adr.records.strategies import contents, contents_in_markdown
from tests.adr.transfer.export.documents import make_document

pytestmark = pytest.mark.pure


@given(st.one_of(contents, contents_in_markdown))
def test_record_goes_to_madr_and_back_without_loss(content: RecordContent):
    written = write_madr(make_document(content=content))

    assert read_madr(written).content == content
