import pytest

pytest.register_assert_rewrite("tests.printing.place_checks")
