"""Every colour of the house, light and dark, and which of them mean what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

Ink = Literal[
    "ink", "ink2", "ink3", "disabled", "on", "sur", "line2",
    "jade", "clay", "gold", "red", "blue", "plum", "jade_line",
]  # fmt: skip
"""A text colour by what it says; the theme in force decides which colour that is."""

Fill = Literal[
    "bg", "sur", "sur2", "sel", "key", "jade", "jade_bg", "clay_bg", "gold_bg", "red_bg",
    "blue_bg", "plum_bg",
]  # fmt: skip
"""What a surface is filled with."""


class Tone(StrEnum):
    """A family of tints. Colour never speaks alone: a word stands beside it."""

    PLAIN = "plain"
    JADE = "jade"
    """The action, money in, all right."""
    CLAY = "clay"
    """Promises, discounts, differences."""
    GOLD = "gold"
    """Tier, points, birthday, waiting."""
    RED = "red"
    """Complaint, late, destroy."""
    BLUE = "blue"
    """Information, rhythm, goods sold by weight."""
    PLUM = "plum"
    """Top tier, upgrade, owner only."""


@dataclass(frozen=True, slots=True)
class Tint:
    """The three colours of a tone: text and icon, fill, edge."""

    ink: str
    fill: str
    line: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Text reaches a contrast of 4.5, borders of controls 3.0 (tests measure it)."""

    name: str
    bg: str
    sur: str
    sur2: str
    sel: str
    ink: str
    ink2: str
    ink3: str
    disabled: str
    line: str
    line2: str
    key: str
    key_line: str
    jade: str
    jade_hover: str
    jade_pressed: str
    on: str
    jade_bg: str
    jade_line: str
    clay: str
    clay_bg: str
    clay_line: str
    gold: str
    gold_bg: str
    gold_line: str
    red: str
    red_bg: str
    red_line: str
    blue: str
    blue_bg: str
    blue_line: str
    plum: str
    plum_bg: str
    plum_line: str
    strips: tuple[str, ...]
    """Inset strip of a tile by `Category.strip`: greens, food, drinks, snacks, household."""
    tiers: tuple[str, ...]
    """Bar of a tier by rank; the shop renames tiers, the colour stays with the rank."""

    def tint(self, tone: Tone) -> Tint:
        """The colours of a chip, banner or disc."""
        if tone is Tone.PLAIN:
            return Tint(self.ink2, self.sur, self.line)
        return Tint(*(getattr(self, f"{tone}{part}") for part in ("", "_bg", "_line")))


LIGHT: Final = Tokens(
    name="light",
    bg="#F5F0E8", sur="#FFFFFF", sur2="#FBF8F2", sel="#EEF6F3",
    ink="#231E19", ink2="#5F554B", ink3="#756A5E", disabled="#8C8174",
    line="#E3DACB", line2="#9A8C79", key="#F1EADE", key_line="#CDBFA9",
    jade="#0E6655", jade_hover="#0B5446", jade_pressed="#08443A", on="#FFFFFF",
    jade_bg="#E3F0EC", jade_line="#A9D0C5",
    clay="#A8431F", clay_bg="#FBEAE2", clay_line="#EBBFA9",
    gold="#7A5200", gold_bg="#FBF0D5", gold_line="#E5CB8B",
    red="#B3261E", red_bg="#FCE9E7", red_line="#EFB8B3",
    blue="#1D5A96", blue_bg="#E6F0FA", blue_line="#B3D0EC",
    plum="#7A2E5D", plum_bg="#F7E8F1", plum_line="#E0B6CF",
    strips=("#0E6655", "#B9882B", "#3F78AD", "#A8431F", "#7A2E5D"),
    tiers=("#A99B86", "#0E6655", "#B9882B", "#7A2E5D"),
)  # fmt: skip

DARK: Final = Tokens(
    name="dark",
    bg="#1B1815", sur="#26221E", sur2="#211D1A", sel="#203029",
    ink="#F3ECE2", ink2="#C6BBAD", ink3="#A89C8D", disabled="#877D72",
    line="#3B352F", line2="#82776B", key="#38322C", key_line="#574E45",
    jade="#5FC7AE", jade_hover="#77D4BE", jade_pressed="#49B198", on="#0C211C",
    jade_bg="#1D332D", jade_line="#2F5B50",
    clay="#F0A080", clay_bg="#3A251C", clay_line="#6B4431",
    gold="#E8C268", gold_bg="#352B16", gold_line="#655329",
    red="#F2938B", red_bg="#3B2120", red_line="#6F3A36",
    blue="#8FC1F0", blue_bg="#1D2B3A", blue_line="#365575",
    plum="#E5A5CB", plum_bg="#35212E", plum_line="#633C55",
    strips=("#4DB79D", "#D9A94A", "#74A9DC", "#E58560", "#CF7FB3"),
    tiers=("#A99B86", "#5FC7AE", "#D9A94A", "#E5A5CB"),
)  # fmt: skip

THEMES: Final = {LIGHT.name: LIGHT, DARK.name: DARK}

_TONE_INKS: Final[dict[Tone, Ink]] = {
    Tone.PLAIN: "ink2",
    Tone.JADE: "jade",
    Tone.CLAY: "clay",
    Tone.GOLD: "gold",
    Tone.RED: "red",
    Tone.BLUE: "blue",
    Tone.PLUM: "plum",
}


def tone_ink(tone: Tone) -> Ink:
    """The text colour of a tone."""
    return _TONE_INKS[tone]


TIER_TONES: Final = (Tone.PLAIN, Tone.JADE, Tone.GOLD, Tone.PLUM)
TIER_ICONS: Final = ("sprout", "smile", "heart-handshake", "gem")
"""By rank, like the tones: a tier is always an icon and a word."""
