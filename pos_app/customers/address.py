"""Forms of address: what the customer is called, and what the shop calls itself beside it.

A form is chosen by the customer or the seller and never guessed from a name. Each form has its
pair: whoever says "cô" says "con" or "cháu" of themselves, never "em".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.basics.i18n import language


class Form(StrEnum):
    """How a customer wishes to be addressed; `QUY_KHACH` until somebody has said."""

    EM = "em"
    BAN = "ban"
    ANH = "anh"
    CHI = "chi"
    CO = "co"
    CHU = "chu"
    BAC = "bac"
    ONG = "ong"
    BA = "ba"
    QUY_KHACH = "quy_khach"

    @property
    def xung_ho(self) -> str:
        """The customer: chị."""
        return words(self).xung_ho

    @property
    def xung_nv(self) -> str:
        """The member of staff who speaks: em."""
        return words(self).xung_nv

    @property
    def xung_shop(self) -> str:
        """The shop in writing: bên em."""
        return words(self).xung_shop

    @property
    def xung_nhieu(self) -> str:
        """Everybody of the shop: chúng em."""
        return words(self).xung_nhieu


class Speech(StrEnum):
    """Where the shop's words are at home: to elders the South says con, the North cháu."""

    SOUTH = "south"
    NORTH = "north"


@dataclass(frozen=True, slots=True)
class Words:
    """One row of the table: the customer, the speaker, the shop, all of us."""

    xung_ho: str
    xung_nv: str
    xung_shop: str
    xung_nhieu: str


_FRIENDS: Final = ("mình", "shop", "tụi mình")
_YOUNGER: Final = ("em", "bên em", "chúng em")
_CON: Final = ("con", "bên con", "tụi con")
_CHAU: Final = ("cháu", "bên cháu", "chúng cháu")
_STRANGERS: Final = ("em", "cửa hàng", "chúng em")

_CALLED: Final = {
    Form.EM: "em",
    Form.BAN: "bạn",
    Form.ANH: "anh",
    Form.CHI: "chị",
    Form.CO: "cô",
    Form.CHU: "chú",
    Form.BAC: "bác",
    Form.ONG: "ông",
    Form.BA: "bà",
    Form.QUY_KHACH: "quý khách",
}
_SOUTH: Final = {
    Form.EM: _FRIENDS,
    Form.BAN: _FRIENDS,
    Form.ANH: _YOUNGER,
    Form.CHI: _YOUNGER,
    Form.CO: _CON,
    Form.CHU: _CON,
    Form.BAC: _CHAU,  # a Northern form wherever it is said
    Form.ONG: _CON,
    Form.BA: _CON,
    Form.QUY_KHACH: _STRANGERS,
}
_NORTH: Final = {form: _CHAU if ours is _CON else ours for form, ours in _SOUTH.items()}
_OURS: Final = {Speech.SOUTH: _SOUTH, Speech.NORTH: _NORTH}

ELDERS: Final = frozenset({Form.CO, Form.CHU, Form.BAC, Form.ONG, Form.BA})
FAMILIAR: Final = frozenset({Form.EM, Form.BAN})
"""Nobody says dạ or ạ to them."""

_ELDER_BROTHER_OR_SISTER: Final = ("anh", "chị")
"""What staff may call themselves before an "em"; "mình" where that is not known."""


def words(form: Form, speech: Speech = Speech.SOUTH) -> Words:
    """The row of a form."""
    return Words(_CALLED[form], *_OURS[speech][form])


def pair_fits(form: Form, own: str) -> bool:
    """Whether the shop may call itself `own` (em, bên con, tụi mình…) before this form."""
    fitting = {*_SOUTH[form], *_NORTH[form]}
    if form in ELDERS:
        fitting |= {*_CON, *_CHAU}
    if form is Form.EM:
        fitting.update(_ELDER_BROTHER_OR_SISTER)
    return own.casefold() in fitting


def capitalised(words_: str) -> str:
    """The same words at the start of a sentence."""
    return words_[:1].upper() + words_[1:]


def address(form: Form, given: str) -> str:
    """chị Ngọc; without a stored form the name is left out: quý khách."""
    if form is Form.QUY_KHACH or not given:
        return form.xung_ho
    return f"{form.xung_ho} {given}"


def written_to(form: Form, given: str) -> str:
    """chị Ngọc; Ngọc in a language without forms of address, where no form means no name."""
    if language() == "vi":
        return address(form, given)
    return "" if form is Form.QUY_KHACH else given


def goi(form: Form, given: str) -> str:
    """The opening of a letter or message: chị Lan ơi, thưa bác Hòa, kính gửi quý khách."""
    called = address(form, given)
    if form is Form.QUY_KHACH:
        return f"kính gửi {called}"
    return f"thưa {called}" if form in ELDERS else f"{called} ơi"


def display_name(form: Form, name: str) -> str:
    """Chị Nguyễn Thị Hồng Ngọc, as the till shows a person; the bare name without a form."""
    if not name:
        return capitalised(form.xung_ho)
    return name if form is Form.QUY_KHACH else f"{capitalised(form.xung_ho)} {name}"


def fields(
    form: Form, given: str, speech: Speech = Speech.SOUTH, own: str | None = None
) -> dict[str, str]:
    """What a template may ask about a person; a capital in the field means one in the text.

    `own` is what the speaker says of themselves when it is known (anh, chị before an em);
    ValueError when it does not pair with the form. `ten` is empty without a stored form. `da`
    and `a` are the courtesies dạ and ạ, empty for those they are not said to.
    """
    if own is not None and not pair_fits(form, own):
        raise ValueError(f"nobody says {own!r} of themselves to {form.xung_ho!r}")
    row = words(form, speech)
    polite = form not in FAMILIAR
    spoken = {
        "xung_ho": row.xung_ho,
        "xung_nv": own or row.xung_nv,
        "xung_shop": row.xung_shop,
        "xung_nhieu": row.xung_nhieu,
        "goi": goi(form, given),
        "da": "dạ" if polite else "",
    }
    return {
        **spoken,
        **{capitalised(field): capitalised(said) for field, said in spoken.items()},
        "a": "ạ" if polite else "",
        "ten": "" if form is Form.QUY_KHACH else given,
    }
