"""Every reason of a printer at three moments: idle, in the middle of a job, and after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.devices.printers.fault_hall import Case, FaultHall, all_cases, fault_hall

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultHall]:
    with fault_hall(tmp_path_factory.mktemp("faults")) as hall:
        yield hall


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_no_fault_brings_a_sheet_that_nobody_knows_of(hall: FaultHall, case: Case) -> None:
    hall.play(case)
