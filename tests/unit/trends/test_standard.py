import numpy as np
import pytest

from pipeline.trends.alive import Alive
from pipeline.trends.standard import measure_mix, plan_estimate, sum_by_group


def _alive(domain: list[int], held: list[float]) -> Alive:
    n = len(domain)
    return Alive(
        tuple(f"g{number:03d}" for number in range(n)),
        ("t",),
        np.array(held)[:, None],
        np.ones((n, 1), dtype=np.int64),
        np.full(n, np.datetime64("2024-01-01")),
        np.array(domain),
        np.zeros(n, dtype=np.int64),
    )


def _share(alive: Alive, rows: slice) -> float:
    mix = measure_mix(alive)
    estimate = plan_estimate(mix.cell[rows], mix)
    means = sum_by_group(alive.probability[rows], estimate.group, len(estimate.size)) / estimate.size[:, None]
    return float((estimate.constant + estimate.coefficient @ means)[0])


def test_a_period_with_another_mix_of_large_cells_gets_the_share_of_the_fixed_mix() -> None:
    # First period 30 of domain 0 and 10 of domain 1, second the reverse; domain 1 always holds the theme.
    domain = [0] * 30 + [1] * 10 + [0] * 10 + [1] * 30
    alive = _alive(domain, [float(d) for d in domain])

    assert _share(alive, slice(0, 40)) == pytest.approx(0.5)
    assert _share(alive, slice(40, 80)) == pytest.approx(0.5)


def test_a_period_without_a_domain_is_moved_by_what_the_others_say() -> None:
    domain = [0] * 40 + [1] * 40
    alive = _alive(domain, [0.0] * 40 + [1.0] * 40)

    assert _share(alive, slice(0, 40)) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 12), slice(5, 33), slice(0, 80)])
def test_coefficients_of_every_period_add_up_to_one(rows: slice) -> None:
    domain = [number % 7 for number in range(80)]
    mix = measure_mix(_alive(domain, [0.5] * 80))

    estimate = plan_estimate(mix.cell[rows], mix)

    assert estimate.coefficient.sum() == pytest.approx(1.0)
    assert estimate.size.sum() == len(mix.cell[rows])


def test_the_share_of_the_whole_span_is_its_raw_share() -> None:
    rng = np.random.default_rng(1)
    held = rng.random(300).round(2).tolist()
    alive = _alive(rng.integers(0, 6, 300).tolist(), held)

    assert _share(alive, slice(0, 300)) == pytest.approx(np.mean(held))
