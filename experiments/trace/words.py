"""The words of the trace in Dutch and in English: who, what work, what happened, and because of what."""

from __future__ import annotations

from typing import Final

__all__ = ["EDUCATIONS", "MONTHS", "OCCUPATIONS", "OUTSIDE_PROVINCE", "SENTENCES", "sentence"]

MONTHS: Final = (
    (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)
"""Names of the months, in Dutch and in English."""

OCCUPATIONS: Final[dict[str, tuple[str, str]]] = {
    "nurse": ("verpleegkundige", "a nurse"),
    "care_assistant": ("zorgkundige", "a care assistant"),
    "engineer": ("ingenieur", "an engineer"),
    "technician": ("technicus", "a technician"),
    "craft_worker": ("vakman of vakvrouw", "a craft worker"),
    "machine_operator": ("machineoperator", "a machine operator"),
    "driver_logistics": ("chauffeur of magazijnier", "a driver or logistics worker"),
    "administrative": ("administratief medewerker", "an administrative worker"),
    "sales_hospitality": ("medewerker in verkoop of horeca", "a sales or hospitality worker"),
    "elementary": ("hulpkracht", "a worker in an elementary occupation"),
    "teacher_social": ("leraar of sociaal werker", "a teacher or social worker"),
    "professional": ("hooggeschoolde medewerker", "a professional"),
}
"""One person in each occupation."""

EDUCATIONS: Final = (
    ("laag opgeleid", "low education"),
    ("middelhoog opgeleid", "mid education"),
    ("hoog opgeleid", "high education"),
    ("opleiding onbekend", "education unknown"),
)

OUTSIDE_PROVINCE: Final = ("buiten de provincie", "outside the province")

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "intro": (
        "Herhaling {replication}, vergeleken met ‘{reference}’. Bij {differing} mensen ({agents} agenten) verschilt "
        "minstens één job. Van {looked} agenten, door het lot gekozen, is nagegaan waarom: bij {direct} leidt het "
        "spoor in hoogstens {steps} stappen naar een maatregel, bij de anderen is het een kettingeffect dat verder "
        "teruggaat. Eerst staan mensen bij wie het spoor tot een maatregel leidt. De mensen zijn verzonnen; hun "
        "verhaal toont hoe het model redeneert.",
        "Replication {replication}, compared with ‘{reference}’. For {differing} people ({agents} agents) at least one "
        "job differs. For {looked} agents, chosen by lot, we looked for the reason: for {direct} the trail leads to a "
        "measure in at most {steps} steps, for the others it is a chain of events that goes back further. People whose "
        "trail leads to a measure come first. The people are synthetic; their story shows how the model reasons.",
    ),
    "nobody": (
        "Vergeleken met ‘{reference}’ verschilt niemands pad; er valt niets te vertellen.",
        "Compared with ‘{reference}’ nobody's path differs; there is nothing to tell.",
    ),
    "woman": ("een vrouw van {age} jaar uit {place}, {education}", "a woman of {age} from {place}, {education}"),
    "man": ("een man van {age} jaar uit {place}, {education}", "a man of {age} from {place}, {education}"),
    "she": ("zij", "she"),
    "he": ("hij", "he"),
    "her": ("haar", "her"),
    "his": ("zijn", "his"),
    "jobless": ("zonder werk sinds {month}", "without work since {month}"),
    "jobless_long": ("al lang zonder werk", "without work for a long time"),
    "job": ("als {occupation} (sector {sector}, {place})", "as {occupation} (sector {sector}, {place})"),
    "starts": (
        "Bij ‘{hired}’ begint {who} in {month} {job}.",
        "Under ‘{hired}’ {who} starts in {month} {job}.",
    ),
    "not_otherwise": (
        "Bij ‘{other}’ vindt {who} in deze periode zonder werk geen job.",
        "Under ‘{other}’ {who} finds no job during this spell without work.",
    ),
    "later_otherwise": (
        "Bij ‘{other}’ begint {who} pas in {month}, {job}.",
        "Under ‘{other}’ {who} does not start until {month}, {job}.",
    ),
    "same_month_otherwise": (
        "Bij ‘{other}’ begint {who} in dezelfde maand, {job}.",
        "Under ‘{other}’ {who} starts in the same month, {job}.",
    ),
    "book": ("In het grootboek: {category}.", "In the ledger: {category}."),
    "lasted": (
        "De job bij ‘{hired}’ hield minstens een jaar stand.",
        "The job under ‘{hired}’ lasted at least a year.",
    ),
    "did_not_last": ("De job bij ‘{hired}’ hield geen jaar stand.", "The job under ‘{hired}’ did not last a year."),
    "deterred": (
        "Bij ‘{other}’ kwam {who} die vacature ook tegen, maar de gevraagde vaardigheden schrikten af (tekort "
        "{skill_there}, {who} durft tot {skill_limit_there}).",
        "Under ‘{other}’ {who} met that vacancy too, but the skills asked for were off-putting (gap {skill_there}, "
        "{who} dares up to {skill_limit_there}).",
    ),
    "does_not_fit": (
        "Bij ‘{other}’ kwam {who} die vacature ook tegen, maar het werk paste niet bij {whose} leven (kloof "
        "{fit_there}, aanvaardbaar tot {fit_limit_there}).",
        "Under ‘{other}’ {who} met that vacancy too, but the work did not fit {whose} life (gap {fit_there}, "
        "acceptable up to {fit_limit_there}).",
    ),
    "not_qualified": (
        "Bij ‘{other}’ solliciteerde {who} ook, maar de werkgever vond het tekort te groot ({judged_there} na "
        "opleiding, toegelaten tot {judged_limit_there}).",
        "Under ‘{other}’ {who} applied too, but the employer found the gap too large ({judged_there} after training, "
        "allowed up to {judged_limit_there}).",
    ),
    "here_skill": (
        "Bij ‘{hired}’ was het tekort {skill_here}: {who} solliciteerde en werd aangeworven.",
        "Under ‘{hired}’ the gap was {skill_here}: {who} applied and was hired.",
    ),
    "here_judged": (
        "Bij ‘{hired}’ was dat tekort {judged_here}: {who} werd aangeworven.",
        "Under ‘{hired}’ that gap was {judged_here}: {who} was hired.",
    ),
    "here_fit": (
        "Bij ‘{hired}’ was de kloof {fit_here}: {who} solliciteerde en werd aangeworven.",
        "Under ‘{hired}’ the gap was {fit_here}: {who} applied and was hired.",
    ),
    "better_skill": (
        "Bij ‘{hired}’ was het tekort kleiner ({skill_here} in plaats van {skill_there}).",
        "Under ‘{hired}’ the skill gap was smaller ({skill_here} instead of {skill_there}).",
    ),
    "better_fit": (
        "Bij ‘{hired}’ paste het werk beter bij {whose} leven (kloof {fit_here} in plaats van {fit_there}).",
        "Under ‘{hired}’ the work fitted {whose} life better (gap {fit_here} instead of {fit_there}).",
    ),
    "does_not_fit_after_all": (
        "Bij ‘{other}’ probeerde {who} dat werk uit, maar het paste toch niet.",
        "Under ‘{other}’ {who} tried that work, but it did not fit after all.",
    ),
    "no_diploma": (
        "Bij ‘{other}’ kwam {who} die vacature ook tegen, maar zonder het diploma dat de wet vraagt.",
        "Under ‘{other}’ {who} met that vacancy too, but without the diploma that the law demands.",
    ),
    "lost_in_procedure": (
        "Bij ‘{other}’ solliciteerde {who} ook, maar raakte niet door de procedure.",
        "Under ‘{other}’ {who} applied too, but did not get through the procedure.",
    ),
    "not_invited": (
        "Bij ‘{other}’ solliciteerde {who} ook, maar werd niet uitgenodigd.",
        "Under ‘{other}’ {who} applied too, but was not invited.",
    ),
    "too_early": (
        "Bij ‘{other}’ stond die vacature nog maar pas open en besliste de werkgever nog niet.",
        "Under ‘{other}’ that vacancy had only just opened and the employer did not decide yet.",
    ),
    "not_recognised": (
        "Bij ‘{other}’ kwam {who} die vacature ook tegen, maar herkende er geen passende job in.",
        "Under ‘{other}’ {who} met that vacancy too, but did not recognise it as a fitting job.",
    ),
    "preferred_another": (
        "Bij ‘{other}’ kwam {who} die vacature ook tegen, maar een andere trok meer aan.",
        "Under ‘{other}’ {who} met that vacancy too, but another one was more attractive.",
    ),
    "outranked": (
        "Bij ‘{other}’ solliciteerde {who} ook, maar de werkgever koos iemand anders.",
        "Under ‘{other}’ {who} applied too, but the employer chose someone else.",
    ),
    "took_another": (
        "Bij ‘{other}’ kreeg {who} dit aanbod ook, maar nam een ander aan.",
        "Under ‘{other}’ {who} got this offer too, but accepted another one.",
    ),
    "already_placed": (
        "Bij ‘{other}’ was {who} toen al aan een andere job begonnen.",
        "Under ‘{other}’ {who} had already started another job by then.",
    ),
    "taken": (
        "Bij ‘{other}’ was die vacature toen al ingevuld.",
        "Under ‘{other}’ that vacancy had already been filled by then.",
    ),
    "not_open": (
        "Bij ‘{other}’ stond die vacature toen niet open.",
        "Under ‘{other}’ that vacancy was not open then.",
    ),
    "not_met": (
        "Bij ‘{other}’ kwam {who} die vacature toen niet tegen.",
        "Under ‘{other}’ {who} did not come across that vacancy then.",
    ),
    "hired_too": (
        "Bij ‘{other}’ kreeg {who} die vacature toen ook, maar kwam van werk in plaats van zonder werk, of omgekeerd.",
        "Under ‘{other}’ {who} got that vacancy then too, but came from work instead of no work, or the reverse.",
    ),
    "went_to": (
        "Ze ging daar in {month} naar {person}.",
        "There it went in {month} to {person}.",
    ),
    "left_by": (
        "Ze kwam bij ‘{hired}’ vrij doordat {person}, er wegging en in {month} begon {job}.",
        "Under ‘{hired}’ it came free because {person}, left there and started in {month} {job}.",
    ),
    "instead": (
        "Bij ‘{hired}’ begon {who} in {month} {job}.",
        "Under ‘{hired}’ {who} started in {month} {job}.",
    ),
    "measure": (
        "Dat komt door ‘{measure}’: deze werkgever doet mee sinds {month}.",
        "The reason is ‘{measure}’: this employer has taken part since {month}.",
    ),
    "measure_pupil": (
        "Dat komt door ‘{measure}’: {who} leerde als leerling in een bedrijf vanaf {month}.",
        "The reason is ‘{measure}’: {who} learned in a company as a pupil from {month} on.",
    ),
    "relaxation": (
        "De gevraagde vaardigheden liggen er {share} % van de weg van het ideale naar het minimale profiel.",
        "The skills asked for lie {share}% of the way from the ideal to the minimum profile.",
    ),
    "schedule_control": (
        "De zeggenschap over het rooster is er {here} in plaats van {there} (op 1).",
        "The say over the roster is {here} instead of {there} (out of 1).",
    ),
    "reason_job_redesign": (
        "Een deel van de jobs is er vereenvoudigd: collega's nemen de moeilijkste taken over.",
        "Part of the jobs there is simplified: colleagues take over the hardest tasks.",
    ),
    "reason_work_conditions": (
        "De uren, de werkplek, de voorzieningen of het aanpassingsbeleid zijn er beter.",
        "The hours, the place of work, the facilities or the policy of adaptation are better there.",
    ),
    "reason_base_roster": (
        "Het rooster houdt er rekening met voorkeuren en ligt ruim vooraf vast.",
        "The roster there follows preferences and is known well in advance.",
    ),
    "reason_life_phase_policy": (
        "Het werk of de uren zijn er aangepast aan de levensfase.",
        "The work or the hours there are adapted to the phase of life.",
    ),
    "reason_workplace_support": (
        "Nieuwkomers krijgen er meer opleiding op het werk.",
        "Newcomers get more training at work there.",
    ),
    "reason_workplace_language": (
        "Wie nog Nederlands leert, krijgt er taalcoaching of hulp van collega's.",
        "Who still learns Dutch gets language coaching or help from colleagues there.",
    ),
    "reason_recruitment": (
        "De vacatures zijn er uitnodigender of bereiken mensen langs meer kanalen.",
        "The adverts there are more inviting or reach people through more channels.",
    ),
    "reason_career_openness": (
        "De werkgever staat open voor mensen uit ander werk.",
        "The employer is open to people from other work.",
    ),
    "reason_selection": (
        "De selectie is er eenvoudiger, minder streng of met minder vooroordelen.",
        "The selection there is simpler, less strict or with less prejudice.",
    ),
    "reason_inclusive_team": (
        "De werkgever discrimineert er minder.",
        "The employer there discriminates less.",
    ),
    "reason_guidance_partnership": (
        "De werkgever werkt er nauwer samen met begeleiders.",
        "The employer there cooperates more closely with coaches.",
    ),
    "reason_defence_recruitment": (
        "Defensie voert er meer campagne bij jongeren.",
        "Defence campaigns more among the young there.",
    ),
    "reason_defence_selection": (
        "Defensie laat wie net tekortkomt een norm later halen, of geeft een tweede kans bij de testen.",
        "Defence lets who is just short meet a norm later, or gives a second chance at the tests.",
    ),
    "reason_defence_job_design": (
        "Wie ver van de kazerne woont, krijgt er een slaapplaats.",
        "Who lives far from the barracks gets a bed there.",
    ),
    "at_employer": (
        "Bij deze werkgever loopt ‘{measure}’ sinds {month}, zodat jobs er op andere momenten vrijkomen; of dat hier "
        "speelde, is niet na te gaan.",
        "At this employer ‘{measure}’ has been in use since {month}, so that jobs come free at other moments; whether "
        "that mattered here cannot be told.",
    ),
    "chain": (
        "Verder terug volgt dit verhaal het spoor niet: het is een kettingeffect van wat eerder bij anderen "
        "veranderde.",
        "This story follows the trail no further: it is a chain effect of what changed earlier for others.",
    ),
}
"""Sentences by name, in Dutch and in English."""


def sentence(key: str, language: str, /, **fields: object) -> str:
    """Give a sentence in a language with its fields filled in and a capital in front."""
    text = SENTENCES[key][language == "en"].format(**fields)
    return text[:1].upper() + text[1:]
