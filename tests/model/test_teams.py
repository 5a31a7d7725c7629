"""Teams and the first months in a job: load, resistance, welcome, buddies, Dutch at work, culture."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from support.markets import small_market, some_designs, some_employers, some_persons

from agents.draws import Luck
from agents.employers import Employers
from agents.handing import handed
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.vocabulary import AFTERCARE, EMPLOYED, NOBODY
from simulation.learning import learn_and_wear
from simulation.parameters import Parameters, default_parameters
from simulation.tallies import no_tallies
from simulation.teams import CALM, change_teams, felt_culture, language_seats, newcomer_support
from simulation.transitions import separation_hazard

LUCK = Luck(8, 0)
PARAMETERS = default_parameters()
MONTH = 24
EQUIPPED = {"welcome": 0.5, "leadership": 0.5, "guidance_months": 2.0, "buddy_places": 12.0, "resistance": CALM}


def after(months: int, employers: Employers, designs: JobDesigns, parameters: Parameters = PARAMETERS) -> None:
    """Let months pass in the teams alone."""
    market: Any = SimpleNamespace(
        employers=employers,
        designs=designs,
        parameters=parameters,
        usual_culture=np.full(len(designs.identity), 0.5, np.float32),
        usual_leadership=np.full(len(employers.identity), 0.5, np.float32),
    )
    for _ in range(months):
        change_teams(market)


class TestResistance:
    def resistance(self, simple: int = 4, months: int = 24, **employer: Any) -> float:
        """Let colleagues of some simple jobs, in a staff of ten, take over two fifths of each."""
        employers = some_employers(**{**EQUIPPED, **employer})
        designs = some_designs(headcount=10, simple_headcount=simple, moved_load=0.4)
        after(months, employers, designs)
        return float(employers.resistance[0])

    def test_without_simple_jobs_it_stays_exactly_what_it_was(self) -> None:
        assert self.resistance(simple=0) == CALM

    def test_it_grows_with_the_load_and_with_time_and_has_a_ceiling(self) -> None:
        assert CALM < self.resistance(simple=1) < self.resistance(simple=4)
        assert self.resistance(months=1) < self.resistance(months=24) <= 1.0
        assert self.resistance(simple=10, leadership=0.0) <= 1.0

    def test_leaders_who_help_and_a_say_in_redesign_lower_it(self) -> None:
        assert self.resistance(involvement=0.5) < self.resistance()
        assert self.resistance(involvement=1.0) == pytest.approx(CALM)

    def test_the_load_is_what_moved_out_per_job(self) -> None:
        employers = some_employers(**EQUIPPED)
        after(1, employers, some_designs(headcount=10, simple_headcount=5, moved_load=0.4))
        assert employers.extra_load[0] == pytest.approx(0.2)

    def test_a_team_that_resists_is_colder_and_loses_more_people(self) -> None:
        persons, designs = some_persons(status=EMPLOYED, design=0, job_start=0), some_designs(team_culture=0.5)
        calm, tense = some_employers(resistance=CALM), some_employers(resistance=0.8)
        assert felt_culture(calm, designs, 0, PARAMETERS) == pytest.approx(0.5)
        assert felt_culture(tense, designs, 0, PARAMETERS) == pytest.approx(0.5 - 0.3 * 0.6)
        hazards = [separation_hazard(persons, team, designs, 0, MONTH, PARAMETERS) for team in (calm, tense)]
        assert hazards[1] > 1.3 * hazards[0]

    def test_more_load_means_more_absence(self) -> None:
        easy, heavy = small_market(0.003), small_market(0.003)
        heavy.designs.simple_headcount[:] = heavy.designs.headcount
        easy.step()
        heavy.step()
        assert heavy.counts.absence[0, :, 0].sum() > easy.counts.absence[0, :, 0].sum()


class TestCulture:
    def test_what_was_gained_fades_unless_it_is_kept_up_and_what_was_lost_comes_back(self) -> None:
        employers, designs = some_employers(2, **EQUIPPED), some_designs(2, headcount=5, team_culture=[0.9, 0.1])
        employers.leadership[:] = [0.9, 0.1]
        after(12, employers, designs)
        for column in (designs.team_culture, employers.leadership):
            assert column.tolist() == pytest.approx([0.5 + 0.4 * 0.99**12, 0.5 - 0.4 * 0.99**12], abs=1e-5)

    def test_a_culture_as_it_was_stays_the_same_to_the_bit(self) -> None:
        market = small_market(0.003)
        before = market.designs.team_culture.tobytes(), market.employers.leadership.tobytes()
        market.run_until(3)
        assert (market.designs.team_culture.tobytes(), market.employers.leadership.tobytes()) == before


class TestGuidance:
    def support(self, **employer: Any) -> float:
        return newcomer_support(some_employers(**{**EQUIPPED, **employer}), 0)

    def test_the_more_newcomers_the_less_each_gets_beyond_what_buddies_carry(self) -> None:
        # Twelve places a year for guidance of two months are two at a time.
        assert (
            self.support(guided=0.0) == self.support(guided=2.0) > self.support(guided=4.0) > self.support(guided=8.0)
        )
        assert self.support(guided=1e6) == pytest.approx(0.4 * 0.5, abs=1e-3)

    def test_welcome_buddies_and_leaders_with_time_raise_it(self) -> None:
        usual = self.support(guided=4.0)
        for better in ({"welcome": 0.9}, {"leadership": 0.9}, {"buddy_places": 24.0}):
            assert self.support(**{"guided": 4.0, **better}) > usual

    def test_longer_guidance_keeps_more_newcomers_with_the_same_buddies(self) -> None:
        short, long = (
            some_employers(**EQUIPPED, guided=4.0),
            some_employers(**{**EQUIPPED, "guidance_months": 8.0}, guided=4.0),
        )
        for employers in (short, long):
            after(1, employers, some_designs(headcount=10))
        assert short.guided[0] == pytest.approx(2.0)
        assert long.guided[0] == pytest.approx(3.5)

    def lived(self, months: int, design: dict[str, Any] | None = None, employer: Any = None, **columns: Any) -> Persons:
        """Let a newcomer work for some months, without a change in the team."""
        persons = some_persons(
            **{"status": EMPLOYED, "design": 0, "job_start": 0, "skills": 0.4, "skill_gap": 0.2, **columns}
        )
        employers = some_employers(**{**EQUIPPED, "training": 0.5, **(employer or {})})
        designs = some_designs(**{"ideal": 0.8, "trainable": 0.5, "team_culture": 0.55, **(design or {})})
        for month in range(months):
            nothing = (np.zeros((2, 5, 3)), language_seats(employers), np.full(1, NOBODY, np.int32))
            employers.language_learners[:] = 0
            key = LUCK.key("promotion", month)
            learn_and_wear(persons, employers, designs, 0, 1, month, *nothing, handed(PARAMETERS), key, no_tallies())
        return persons

    def test_support_lasts_as_long_as_guidance_and_then_dies_away(self) -> None:
        first, second, third = (float(self.lived(months).support[0]) for months in (1, 2, 3))
        assert first == second > 0.0
        assert third == pytest.approx(0.5 * second)
        assert self.lived(20).support[0] == 0.0
        assert self.lived(6, employer={"guidance_months": 6.0}).support[0] == pytest.approx(first)

    def test_who_is_supported_learns_faster_and_stays_longer(self) -> None:
        alone = {"welcome": 0.0, "buddy_places": 0.0, "guided": 5.0}
        assert self.lived(6).skill_gap[0] < self.lived(6, employer=alone).skill_gap[0]
        designs, employers = some_designs(team_culture=0.5), some_employers(resistance=CALM)

        def hazard(support: float, months: int) -> float:
            persons = some_persons(status=EMPLOYED, design=0, job_start=MONTH - months, support=support)
            return separation_hazard(persons, employers, designs, 0, MONTH, PARAMETERS)

        assert hazard(0.8, 6) < hazard(0.4, 6) < hazard(0.0, 6)
        assert hazard(0.8, 24) == hazard(0.0, 24)

    def test_a_cold_first_day_takes_confidence_and_a_warm_one_gives_it(self) -> None:
        cold, usual, warm = (self.lived(1, employer={"welcome": w}).confidence[0] for w in (0.2, 0.5, 0.8))
        assert cold == pytest.approx(usual - PARAMETERS.first_day, abs=1e-6)
        assert warm == pytest.approx(usual + PARAMETERS.first_day, abs=1e-6)

    def test_a_start_is_counted_by_the_buddies(self) -> None:
        market = small_market(0.005)
        assert market.employers.guided.sum() > 0.0
        before = market.employers.guided.sum()
        market.employers.buddy_places[:] = 0.0
        market.step()
        hires = market.counts.person_flows[0, 0, :, 0].sum()
        assert market.employers.guided.sum() == pytest.approx(0.5 * before + hires, rel=1e-4)

    def test_dutch_grows_at_work_and_most_with_coaching_in_a_warm_team(self) -> None:
        def dutch(months: int = 12, coaching: float = 0.0, culture: float = 0.55, **columns: Any) -> float:
            design = {"dutch_ideal": 0.8, "team_culture": culture}
            learner = {"dutch": 0.3, "trust": 0.5, **columns}
            return float(self.lived(months, design, {"language_coaching": coaching}, **learner).dutch[0])

        assert 0.3 < dutch() < dutch(coaching=0.5) < dutch(coaching=1.0) < 0.9
        assert dutch(culture=0.9) > dutch()
        assert dutch(coaching=1.0, trust=0.2) == dutch(trust=0.2)
        assert dutch(coaching=1.0, dutch=0.85) == dutch(dutch=0.85)

    def test_places_for_lessons_are_finite(self) -> None:
        asked = some_employers(3, size=[10, 100, 100], language_learners=[2, 10, 40])
        assert language_seats(asked).tolist() == pytest.approx([0.5, 1.0, 0.25])


class TestPromises:
    def hazard(self, months: int = 6, step: int = 0, culture: float = 0.5, **employer: Any) -> float:
        persons = some_persons(status=EMPLOYED, design=0, job_start=MONTH - months, trajectory_step=step)
        employers = some_employers(**{"resistance": CALM, "coach_welcome": 1, **employer})
        return separation_hazard(persons, employers, some_designs(team_culture=culture), 0, MONTH, PARAMETERS)

    def test_an_advert_much_warmer_than_the_team_makes_people_leave_in_the_first_year(self) -> None:
        assert self.hazard(advert_tone=0.9) == pytest.approx(PARAMETERS.broken_promise * self.hazard(advert_tone=0.7))
        assert self.hazard(12, advert_tone=0.9) == self.hazard(12, advert_tone=0.7)

    def test_aftercare_works_best_where_the_coach_is_welcome(self) -> None:
        welcome, refused = self.hazard(step=AFTERCARE), self.hazard(step=AFTERCARE, coach_welcome=0)
        assert welcome < refused < self.hazard()
