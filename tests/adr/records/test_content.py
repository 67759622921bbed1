import json

import pytest
from hypothesis import given

from adr.records.content import RecordContent, from_json, to_json
from tests.adr.records.strategies import contents

pytestmark = pytest.mark.pure


@given(contents)
def test_content_goes_to_json_and_back_without_loss(content: RecordContent):
    assert from_json(json.loads(json.dumps(to_json(content)))) == content
