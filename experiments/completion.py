"""``westwerk completion``: a small script that lets a shell complete commands, settings and names."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.action_listing import ACTION_SETTINGS
from experiments.help import COMMANDS, COMPUTING
from experiments.listing import SECTIONS
from scenarios.action_catalogue import WORDS
from scenarios.arms import BASELINE
from scenarios.config import DEMANDS, KEYS, SWEEP_KEYS
from scenarios.errors import LANGUAGES, UserMistake, unknown
from scenarios.horizon import HORIZONS
from scenarios.intervention_file import SHIPPED
from scenarios.region_pack import available_regions
from simulation.demography import VARIANTS

_BASH = """_westwerk() {{
    local word="${{COMP_LINE:0:$COMP_POINT}}"
    word="${{word##* }}"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$word"))
        return
    fi
    case "${{COMP_WORDS[1]}}" in
        list)
            COMPREPLY=($(compgen -W "{sections}" -- "$word"))
            case "$word" in *=*) COMPREPLY=("${{COMPREPLY[@]#*=}}") ;; esac
            ;;
        report|rank|trace|validate) COMPREPLY=($(compgen -d -- "$word")) ;;
        sweep)
            COMPREPLY=($(compgen -W "{settings} {sweep_settings}" -- "$word"))
            case "$word" in *=*) COMPREPLY=("${{COMPREPLY[@]#*=}}") ;; esac
            ;;
        {computing})
            COMPREPLY=($(compgen -W "{settings}" -- "$word"))
            case "$word" in *=*) COMPREPLY=("${{COMPREPLY[@]#*=}}") ;; esac
            ;;
    esac
}}
complete -o nospace -F _westwerk westwerk
"""

_ZSH = """#compdef westwerk
_westwerk() {{
    if (( CURRENT == 2 )); then
        compadd -- {commands}
        return
    fi
    case "$words[2]" in
        list) compadd -S '' -- {quoted_sections} ;;
        report|rank|trace|validate) _files -/ ;;
        sweep) compadd -S '' -- {quoted_settings} {quoted_sweep_settings} ;;
        {computing}) compadd -S '' -- {quoted_settings} ;;
    esac
}}
compdef _westwerk westwerk
"""


def _sweep_settings() -> list[str]:
    """Return the settings that only a sweep has, with the names that exist."""
    known = {
        "method": ("morris", "sobol", "pawn", "fast"),
        "target": ("difference", "level", "ranking"),
        "factors": ("[levers,uncertainties]",),
        "engine": ("processes", "dask"),
        "retry": ("true", "false"),
    }
    return [f"{key}={value}" for key in SWEEP_KEYS if key not in KEYS for value in known.get(key, ("",))]


def _sections() -> list[str]:
    """Return what can be listed, and the settings that choose among the actions with the words that exist."""
    settings = []
    for column, names in ACTION_SETTINGS.items():
        for position, setting in enumerate(names):
            known = WORDS.get(column, {"": ("", "")})
            chosen = list(known) if column == "country" else [words[position] for words in known.values()]
            settings += [f"{setting}={word}" for word in chosen]
    return [*SECTIONS, *settings]


def _settings() -> list[str]:
    """Return the settings a user may want to complete, with the names that exist."""
    arms = [BASELINE, *sorted(path.stem for path in SHIPPED.glob("*.yaml"))]
    known = {
        "region": available_regions(),
        "horizon": tuple(HORIZONS),
        "demography": VARIANTS,
        "demand": DEMANDS,
        "lang": LANGUAGES,
        "uncertainty": ("true", "false"),
        "arms": tuple(f"[{BASELINE},{arm}]" for arm in arms if arm != BASELINE),
    }
    return [f"{key}={value}" for key in KEYS for value in known.get(key, ("",))]


def completion(words: Sequence[str]) -> str:
    """Return the completion script of a shell.

    Parameters
    ----------
    words : sequence of str
        The name of one shell: ``bash``, ``zsh`` or ``fish``.

    Returns
    -------
    str
        Text to load in that shell.

    Raises
    ------
    UserMistake
        For anything but the name of one of these shells.
    """
    shells = ("bash", "zsh", "fish")
    if len(words) != 1:
        raise UserMistake(
            nl="Noem een shell: westwerk completion bash, zsh of fish.",
            en="Name a shell: westwerk completion bash, zsh or fish.",
        )
    if words[0] not in shells:
        raise unknown("shell", "shell", words[0], shells)
    settings, sweep_settings = _settings(), _sweep_settings()
    if words[0] == "fish":
        lines = [f"complete -c westwerk -f -n __fish_use_subcommand -a '{' '.join(COMMANDS)}'"]
        lines.append(f"complete -c westwerk -f -n '__fish_seen_subcommand_from list' -a '{' '.join(_sections())}'")
        for command in ("report", "rank", "trace"):
            seen = f"__fish_seen_subcommand_from {command}"
            lines.append(f"complete -c westwerk -n '{seen}' -a '(__fish_complete_directories)'")
        seen = f"__fish_seen_subcommand_from {' '.join(COMPUTING)}"
        lines += [f"complete -c westwerk -f -n '{seen}' -a '{setting}'" for setting in settings]
        seen = "__fish_seen_subcommand_from sweep"
        lines += [f"complete -c westwerk -f -n '{seen}' -a '{setting}'" for setting in sweep_settings]
        return "\n".join(lines)
    template = _BASH if words[0] == "bash" else _ZSH
    return template.format(
        commands=" ".join(COMMANDS),
        sections=" ".join(_sections()),
        quoted_sections=" ".join(f"'{section}'" for section in _sections()),
        computing="|".join(command for command in COMPUTING if command != "sweep"),
        settings=" ".join(settings),
        quoted_settings=" ".join(f"'{setting}'" for setting in settings),
        sweep_settings=" ".join(sweep_settings),
        quoted_sweep_settings=" ".join(f"'{setting}'" for setting in sweep_settings),
    )
