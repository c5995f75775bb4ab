"""Every form of address has its pair, and nobody is called what they did not choose."""

from __future__ import annotations

import pytest

from pos_app.customers.address import (
    ELDERS,
    Form,
    Speech,
    address,
    display_name,
    fields,
    goi,
    pair_fits,
    words,
)

ALL_FORMS = list(Form)


@pytest.mark.parametrize(
    ("form", "called", "south", "north"),
    [
        (Form.EM, "em", "mình, shop, tụi mình", "mình, shop, tụi mình"),
        (Form.BAN, "bạn", "mình, shop, tụi mình", "mình, shop, tụi mình"),
        (Form.ANH, "anh", "em, bên em, chúng em", "em, bên em, chúng em"),
        (Form.CHI, "chị", "em, bên em, chúng em", "em, bên em, chúng em"),
        (Form.CO, "cô", "con, bên con, tụi con", "cháu, bên cháu, chúng cháu"),
        (Form.CHU, "chú", "con, bên con, tụi con", "cháu, bên cháu, chúng cháu"),
        (Form.BAC, "bác", "cháu, bên cháu, chúng cháu", "cháu, bên cháu, chúng cháu"),
        (Form.ONG, "ông", "con, bên con, tụi con", "cháu, bên cháu, chúng cháu"),
        (Form.BA, "bà", "con, bên con, tụi con", "cháu, bên cháu, chúng cháu"),
        (Form.QUY_KHACH, "quý khách", "em, cửa hàng, chúng em", "em, cửa hàng, chúng em"),
    ],
)
def test_the_shop_speaks_in_the_pair_of_each_form(
    form: Form, called: str, south: str, north: str
) -> None:
    for speech, ours in ((Speech.SOUTH, south), (Speech.NORTH, north)):
        row = words(form, speech)
        assert row.xung_ho == called
        assert ", ".join((row.xung_nv, row.xung_shop, row.xung_nhieu)) == ours
    assert (form.xung_ho, form.xung_nv) == (called, words(form).xung_nv)
    assert (form.xung_shop, form.xung_nhieu) == (words(form).xung_shop, words(form).xung_nhieu)


@pytest.mark.parametrize(
    ("form", "given", "opening"),
    [
        (Form.CHI, "Lan", "chị Lan ơi"),
        (Form.CHU, "Tư", "thưa chú Tư"),
        (Form.BAC, "Hòa", "thưa bác Hòa"),
        (Form.BAN, "Bảo Ngọc", "bạn Bảo Ngọc ơi"),
        (Form.QUY_KHACH, "", "kính gửi quý khách"),
        (Form.QUY_KHACH, "Lan", "kính gửi quý khách"),
        (Form.BA, "", "thưa bà"),
        (Form.ANH, "", "anh ơi"),
    ],
)
def test_a_message_opens_as_one_speaks_to_that_person(form: Form, given: str, opening: str) -> None:
    assert goi(form, given) == opening


def test_a_person_is_called_by_form_and_given_name() -> None:
    assert address(Form.CHI, "Ngọc") == "chị Ngọc"
    assert address(Form.BAN, "Bảo Ngọc") == "bạn Bảo Ngọc"
    assert address(Form.QUY_KHACH, "Ngọc") == "quý khách", "no form stored: never guessed"
    assert address(Form.ANH, "") == "anh"


@pytest.mark.parametrize(
    ("form", "name", "shown"),
    [
        (Form.CHI, "Nguyễn Thị Hồng Ngọc", "Chị Nguyễn Thị Hồng Ngọc"),
        (Form.ONG, "Sáu", "Ông Sáu"),
        (Form.QUY_KHACH, "Trần Văn Tư", "Trần Văn Tư"),
        (Form.QUY_KHACH, "", "Quý khách"),
    ],
)
def test_the_till_shows_form_and_full_name(form: Form, name: str, shown: str) -> None:
    assert display_name(form, name) == shown


def test_a_template_gets_every_field_also_for_the_start_of_a_sentence() -> None:
    assert fields(Form.CHI, "Lan") == {
        "xung_ho": "chị",
        "Xung_ho": "Chị",
        "xung_nv": "em",
        "Xung_nv": "Em",
        "xung_shop": "bên em",
        "Xung_shop": "Bên em",
        "xung_nhieu": "chúng em",
        "Xung_nhieu": "Chúng em",
        "goi": "chị Lan ơi",
        "Goi": "Chị Lan ơi",
        "da": "dạ",
        "Da": "Dạ",
        "a": "ạ",
        "ten": "Lan",
    }


@pytest.mark.parametrize("form", ALL_FORMS)
def test_all_forms_fill_the_same_fields(form: Form) -> None:
    asked = fields(Form.CHI, "Lan").keys()

    assert fields(form, "Lan").keys() == asked
    assert fields(form, "Lan", Speech.NORTH).keys() == asked


@pytest.mark.parametrize("form", ALL_FORMS)
def test_courtesies_are_not_said_to_the_young(form: Form) -> None:
    spoken = fields(form, "Lan")
    said = (spoken["da"], spoken["Da"], spoken["a"])

    assert said == (("", "", "") if form in (Form.EM, Form.BAN) else ("dạ", "Dạ", "ạ"))


def test_a_stranger_is_not_called_by_name_in_a_template() -> None:
    assert fields(Form.QUY_KHACH, "Lan")["ten"] == ""


@pytest.mark.parametrize(
    ("form", "own", "fits"),
    [
        (Form.CO, "em", False),
        (Form.CO, "con", True),
        (Form.CO, "cháu", True),
        (Form.CO, "Bên cháu", True),
        (Form.BAC, "con", True),
        (Form.ONG, "mình", False),
        (Form.CHI, "em", True),
        (Form.CHI, "con", False),
        (Form.CHI, "chị", False),
        (Form.EM, "chị", True),
        (Form.EM, "anh", True),
        (Form.EM, "em", False),
        (Form.BAN, "mình", True),
        (Form.BAN, "anh", False),
        (Form.QUY_KHACH, "cửa hàng", True),
        (Form.QUY_KHACH, "con", False),
    ],
)
def test_pairs_that_grate_are_refused(form: Form, own: str, fits: bool) -> None:
    assert pair_fits(form, own) is fits


@pytest.mark.parametrize("form", ALL_FORMS)
def test_the_table_fits_itself(form: Form) -> None:
    for speech in Speech:
        row = words(form, speech)
        assert all(pair_fits(form, own) for own in (row.xung_nv, row.xung_shop, row.xung_nhieu))
    assert (form in ELDERS) is pair_fits(form, "cháu")


def test_staff_may_call_themselves_chi_before_an_em() -> None:
    assert fields(Form.EM, "Nhi", own="chị")["Xung_nv"] == "Chị"
    with pytest.raises(ValueError, match="nobody says 'em'"):
        fields(Form.CO, "Tư", own="em")
