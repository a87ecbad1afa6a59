"""Looking for words in the living program."""

from __future__ import annotations

import pytest

from ui.recall import holders_of


class Drawer:
    """Holds whatever it is given."""

    content: object = None


@pytest.mark.parametrize("encoding", ["", "utf-8", "gb18030"])
def test_a_word_is_found_where_an_object_holds_it_and_not_once_it_is_let_go(encoding: str) -> None:
    # Put together here, so that no module and no code object holds it.
    word = "".join(map(chr, (0x5F20, 0x6842, 0x5170, 0x7684, 0x7EB8)))
    drawer = Drawer()
    assert holders_of([word]) == []
    drawer.content = f"<{word}>".encode(encoding) if encoding else f"<{word}>"
    assert holders_of([word]) == ["tests.ui.test_recall.Drawer"]
    drawer.content = None
    assert holders_of([word]) == []
