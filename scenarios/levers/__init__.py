"""Levers: the mechanisms measures are made of. A new lever is one file and one line here."""

from __future__ import annotations

from scenarios.levers.barrier_services import BarrierServices
from scenarios.levers.base import Lever, LeverParameter, Reached
from scenarios.levers.base_roster import BaseRoster
from scenarios.levers.career_awareness import CareerAwareness
from scenarios.levers.career_guidance import CareerGuidance
from scenarios.levers.career_information import CareerInformation
from scenarios.levers.career_openness import CareerOpenness
from scenarios.levers.career_paths import CareerPaths
from scenarios.levers.careful_referral import CarefulReferral
from scenarios.levers.coach_capacity import CoachCapacity
from scenarios.levers.coaching_methods import CoachingMethods
from scenarios.levers.company_contact import CompanyContact
from scenarios.levers.defence_job_design import DefenceJobDesign
from scenarios.levers.defence_recruitment import DefenceRecruitment
from scenarios.levers.defence_retention import DefenceRetention
from scenarios.levers.defence_selection import DefenceSelection
from scenarios.levers.defence_training import DefenceTraining
from scenarios.levers.employer_ties import EmployerTies
from scenarios.levers.entry_requirements import EntryRequirements
from scenarios.levers.group_training import GroupTraining
from scenarios.levers.guidance_partnership import GuidancePartnership
from scenarios.levers.inclusive_team import InclusiveTeam
from scenarios.levers.invitation import Invitation
from scenarios.levers.job_redesign import JobRedesign
from scenarios.levers.life_phase_policy import LifePhasePolicy
from scenarios.levers.outreach import Outreach
from scenarios.levers.promotion_platform import PromotionPlatform
from scenarios.levers.recognition import Recognition
from scenarios.levers.recruitment import Recruitment
from scenarios.levers.refresher import Refresher
from scenarios.levers.retention_bonus import RetentionBonus
from scenarios.levers.schedule_control import ScheduleControl
from scenarios.levers.school_contact import SchoolContact
from scenarios.levers.school_grants import SchoolGrants
from scenarios.levers.selection import Selection
from scenarios.levers.side_entry import SideEntry
from scenarios.levers.staff_development import StaffDevelopment
from scenarios.levers.study_climate import StudyClimate
from scenarios.levers.transition_support import TransitionSupport
from scenarios.levers.upskilling import Upskilling
from scenarios.levers.work_conditions import WorkConditions
from scenarios.levers.workability_plans import WorkabilityPlans
from scenarios.levers.workplace_language import WorkplaceLanguage
from scenarios.levers.workplace_learning import WorkplaceLearning
from scenarios.levers.workplace_support import WorkplaceSupport

LEVERS: dict[str, Lever] = {
    lever.name: lever
    for lever in (
        ScheduleControl(),
        WorkplaceLearning(),
        EntryRequirements(),
        JobRedesign(),
        WorkConditions(),
        WorkplaceSupport(),
        WorkplaceLanguage(),
        InclusiveTeam(),
        Recruitment(),
        Selection(),
        GuidancePartnership(),
        CoachCapacity(),
        Outreach(),
        CoachingMethods(),
        GroupTraining(),
        CarefulReferral(),
        EmployerTies(),
        BarrierServices(),
        SideEntry(),
        SchoolContact(),
        CompanyContact(),
        StudyClimate(),
        SchoolGrants(),
        PromotionPlatform(),
        BaseRoster(),
        LifePhasePolicy(),
        CareerPaths(),
        RetentionBonus(),
        Recognition(),
        StaffDevelopment(),
        WorkabilityPlans(),
        Upskilling(),
        Refresher(),
        CareerAwareness(),
        CareerInformation(),
        CareerGuidance(),
        CareerOpenness(),
        TransitionSupport(),
        Invitation(),
        DefenceRecruitment(),
        DefenceSelection(),
        DefenceTraining(),
        DefenceJobDesign(),
        DefenceRetention(),
    )
}
"""Every lever by name."""

__all__ = ["LEVERS", "Lever", "LeverParameter", "Reached"]
