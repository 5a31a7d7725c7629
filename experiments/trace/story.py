"""The stories as a reader follows them, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from agents.region import SECTORS, SUB_REGIONS
from agents.vocabulary import OCCUPATIONS as OCCUPATION_NAMES
from experiments.ledger import ALONE
from experiments.ledger_words import CATEGORY_WORDS
from experiments.report_words import translated
from experiments.texts import number
from experiments.trace.choice import Chosen
from experiments.trace.reasons import Facts, Link
from experiments.trace.replay import Replay
from experiments.trace.table import age_in, workplace
from experiments.trace.trail import CHAIN, Placement
from experiments.trace.words import EDUCATIONS, MONTHS, OCCUPATIONS, SENTENCES, sentence
from scenarios.arms import Arm
from simulation.calendar import FIRST_YEAR, ROUNDS_PER_MONTH
from simulation.diary import LASTING_MONTHS

__all__ = ["story_text"]

_LONG_AGO: Final = -24


def story_text(chosen: Sequence[Chosen], language: str) -> str:
    """Tell the stories in a language, arm by arm.

    Parameters
    ----------
    chosen : sequence of Chosen
        Stories of each arm.
    language : str
        ``nl`` or ``en``.

    Returns
    -------
    str
        Paragraphs, ending with a line break.
    """
    blocks = []
    for part in chosen:
        teller = _Teller(part.replay, language)
        title = teller.title(part.replay.arm)
        blocks.append(f"{title}\n{'=' * len(title)}")
        blocks.append(teller.introduction(part))
        blocks += [f"{place}. {teller.tell(links)}" for place, links in enumerate(part.stories, 1)]
    return "\n\n".join(blocks) + "\n"


class _Teller:
    """Tells the stories of one arm in one language."""

    def __init__(self, replay: Replay, language: str) -> None:
        self.replay = replay
        self.language = language
        self.position = 1 if language == "en" else 0

    def title(self, arm: Arm) -> str:
        return arm.title_en if self.position else arm.title_nl

    def introduction(self, part: Chosen) -> str:
        """Say whom the stories stand for."""
        reference = self.title(self.replay.reference)
        if not self.replay.differing:
            return sentence("nobody", self.language, reference=reference)
        scale = self.replay.worlds[0].market.surroundings.scale
        return sentence(
            "intro",
            self.language,
            replication=part.replication,
            reference=reference,
            differing=number(self.replay.differing / scale, self.language, 0),
            agents=number(self.replay.differing, self.language, 0),
            looked=number(part.looked, self.language, 0),
            direct=number(part.direct, self.language, 0),
            steps=CHAIN,
        )

    def tell(self, links: Sequence[Link]) -> str:
        """Tell one story."""
        world, position = links[0].placement
        side = self.replay.sides[world]
        line = side.placements[position]
        who = {"who": self._pronoun(links[0].placement)}
        names = self._names(world)
        month = int(line["moment"]) // ROUNDS_PER_MONTH
        since = int(line["since"])
        spell = sentence("jobless", self.language, month=self._month(since)) if since > _LONG_AGO else ""
        spell = spell or sentence("jobless_long", self.language)
        person = self._person(links[0].placement)
        told = [f"{person[:1].upper()}{person[1:]}, {spell[:1].lower()}{spell[1:]}."]
        job = self._job(links[0].placement)
        told.append(sentence("starts", self.language, **names, **who, month=self._month(month), job=job))
        told.append(self._otherwise(links[0].placement, names | who))
        for step, link in enumerate(links):
            told += self._step(link)
            if step + 1 < len(links):
                told.append(self._bridge(link, links[step + 1]))
        if not links[-1].measures:
            told += self._end(links[-1])
        category = CATEGORY_WORDS[self.replay.category(links[0].placement)]
        told.append(sentence("book", self.language, category=getattr(category, f"title_{self.language}")))
        if month + LASTING_MONTHS < self.replay.worlds[world].market.month:
            told.append(sentence("lasted" if line["lasted"] else "did_not_last", self.language, **names))
        return " ".join(told)

    def _otherwise(self, placement: Placement, names: dict[str, str]) -> str:
        """Say when the person finds work in the other world."""
        world, position = placement
        partner = int(self.replay.sides[world].partner[position])
        if partner == ALONE:
            return sentence("not_otherwise", self.language, **names)
        here, there = (
            int(self.replay.sides[place].placements["moment"][row]) // ROUNDS_PER_MONTH
            for place, row in (placement, (1 - world, partner))
        )
        key = "same_month_otherwise" if here == there else "later_otherwise"
        job = self._job((1 - world, partner))
        return sentence(key, self.language, **names, month=self._month(there), job=job)

    def _step(self, link: Link) -> list[str]:
        """Say what stood between person and vacancy in the other world, and which measure took it away or put it."""
        names = self._names(link.placement[0]) | {"who": self._pronoun(link.placement)}
        woman = names["who"] == SENTENCES["she"][self.position]
        names["whose"] = SENTENCES["her" if woman else "his"][self.position]
        gaps = self._gaps(link.here, "here") | self._gaps(link.there, "there")
        told = [sentence(link.kind, self.language, **names, **gaps)]
        hired = {"deterred": "here_skill", "not_qualified": "here_judged", "does_not_fit": "here_fit"}.get(link.kind)
        if hired is not None and link.here is not None:
            told.append(sentence(hired, self.language, **names, **gaps))
        if link.kind == "preferred_another" and link.here is not None and link.there is not None:
            for key, gap in (("better_skill", "skill_gap"), ("better_fit", "organisation_gap")):
                if getattr(link.here, gap) < getattr(link.there, gap):
                    told.append(sentence(key, self.language, **names, **gaps))
        for measure, since in link.measures:
            pupil = (measure, since) not in link.at_employer
            title = measure.title_en if self.position else measure.title_nl
            key = "measure_pupil" if pupil else "measure"
            told.append(sentence(key, self.language, **names, measure=title, month=self._month(since)))
        if link.measures and link.here is not None and link.there is not None:
            told += self._conditions(link)
        return told

    def _conditions(self, link: Link) -> list[str]:
        """Say what the employer asks or offers differently in the arm."""
        arm, reference = (link.here, link.there) if link.placement[0] == 0 else (link.there, link.here)
        assert arm is not None
        assert reference is not None
        told = []
        if arm.relaxation != reference.relaxation:
            share = number(100.0 * arm.relaxation, self.language, 0)
            told.append(sentence("relaxation", self.language, share=share))
        if arm.schedule_control != reference.schedule_control:
            here, there = (number(facts.schedule_control, self.language, 2) for facts in (arm, reference))
            told.append(sentence("schedule_control", self.language, here=here, there=there))
        told += [sentence(f"reason_{lever}", self.language) for lever in link.levers if f"reason_{lever}" in SENTENCES]
        return told

    def _bridge(self, link: Link, following: Link) -> str:
        """Lead from one step to the next."""
        placement = following.placement
        line = self.replay.sides[placement[0]].placements[placement[1]]
        month = self._month(int(line["moment"]) // ROUNDS_PER_MONTH)
        names = self._names(placement[0])
        if link.kind in ("taken", "outranked"):
            return sentence("went_to", self.language, month=month, person=self._person(placement))
        job = self._job(placement)
        if link.kind == "not_open":
            person = self._person(placement)
            return sentence("left_by", self.language, **names, month=month, person=person, job=job)
        return sentence("instead", self.language, **names, who=self._pronoun(placement), month=month, job=job)

    def _end(self, link: Link) -> list[str]:
        """Say where the trail ends without a measure."""
        told = []
        if link.kind == "not_open":
            for measure, since in link.at_employer[:1]:
                title = measure.title_en if self.position else measure.title_nl
                told.append(sentence("at_employer", self.language, measure=title, month=self._month(since)))
        return told or [sentence("chain", self.language)]

    def _names(self, world: int) -> dict[str, str]:
        arms = (self.replay.arm, self.replay.reference)
        return {"hired": self.title(arms[world]), "other": self.title(arms[1 - world])}

    def _gaps(self, facts: Facts | None, where: str) -> dict[str, str]:
        """Write the gaps and limits of a meeting."""
        names = (
            ("skill", "skill_gap"),
            ("skill_limit", "skill_limit"),
            ("judged", "judged_gap"),
            ("judged_limit", "judged_limit"),
            ("fit", "organisation_gap"),
            ("fit_limit", "organisation_limit"),
        )
        nothing = float("nan")
        values = {short: float(getattr(facts, name, nothing)) for short, name in names}
        decimals = {}
        for gap, limit in (("skill", "skill_limit"), ("judged", "judged_limit"), ("fit", "fit_limit")):
            alike = f"{values[gap]:.2f}" == f"{values[limit]:.2f}"
            decimals[gap] = decimals[limit] = 3 if alike else 2
        return {f"{short}_{where}": number(value, self.language, decimals[short]) for short, value in values.items()}

    def _market(self, placement: Placement) -> Any:
        return self.replay.worlds[placement[0]].market

    def _pronoun(self, placement: Placement) -> str:
        person = int(self.replay.sides[placement[0]].placements["person"][placement[1]])
        return SENTENCES["he" if self._market(placement).persons.sex[person] else "she"][self.position]

    def _person(self, placement: Placement) -> str:
        """Describe a person at the moment of a placement."""
        line = self.replay.sides[placement[0]].placements[placement[1]]
        market, person = self._market(placement), int(line["person"])
        return SENTENCES["man" if market.persons.sex[person] else "woman"][self.position].format(
            age=age_in(market, person, int(line["moment"]) // ROUNDS_PER_MONTH),
            place=SUB_REGIONS[market.persons.sub_region[person]],
            education=EDUCATIONS[market.persons.education[person]][self.position],
        )

    def _job(self, placement: Placement) -> str:
        """Describe the job of a placement."""
        market = self._market(placement)
        design = int(self.replay.sides[placement[0]].placements["design"][placement[1]])
        return SENTENCES["job"][self.position].format(
            occupation=OCCUPATIONS[OCCUPATION_NAMES[market.designs.occupation[design]]][self.position],
            sector=translated("sectors", SECTORS[market.designs.sector[design]], self.language),
            place=workplace(market, design, self.position),
        )

    def _month(self, month: int) -> str:
        return f"{MONTHS[self.position][month % 12]} {FIRST_YEAR + month // 12}"
