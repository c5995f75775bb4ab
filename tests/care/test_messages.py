"""Templates: a closed list of fields, whole sentences for every form of address."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.assets import asset
from pos_app.basics.i18n import LANGUAGES, use_language
from pos_app.care.messages import (
    FIELDS,
    MATTER_FIELDS,
    NotSendable,
    fill,
    placeholders,
    unknown,
)
from pos_app.care.rules import RULES
from pos_app.care.scripts import THANK_YOU, counter_lines, templates
from pos_app.customers.address import FAMILIAR, Form, Speech, fields, words

ANYBODY = fields(Form.CHI, "Ngọc")
MATTER = {field: f"<{field}>" for field in MATTER_FIELDS}
SHIPPED = [
    (language, code, template.text)
    for language in LANGUAGES
    for code, template in templates(language).items()
] + [
    (language, code, text)
    for language in LANGUAGES
    for code, text in counter_lines(language).items()
]


@pytest.mark.parametrize(
    ("template", "form", "given", "said"),
    [
        ("{Da} {xung_nv} chào {xung_ho} {ten}.", Form.CHI, "Ngọc", "Dạ em chào chị Ngọc."),
        ("{Da} {xung_nv} chào {xung_ho} {ten}.", Form.BAN, "Bảo Ngọc", "Mình chào bạn Bảo Ngọc."),
        ("{Da} {xung_nv} chào {xung_ho} {ten}.", Form.QUY_KHACH, "Lan", "Dạ em chào quý khách."),
        ("Có ổn không {a}? {Da} {xung_ho} nói giúp.", Form.EM, "Tí", "Có ổn không? Em nói giúp."),
        ("{Goi}, có hàng {a}.", Form.BAC, "Hòa", "Thưa bác Hòa, có hàng ạ."),
        ("{xung_shop} mời", Form.CO, "Hà", "Bên con mời"),
        ("Xin chào {ten},\n{Da} mời ghé", Form.BAN, "", "Xin chào,\nMời ghé"),
        ("Một ngày.", Form.CHI, "Ngọc", "Một ngày."),
    ],
)
def test_a_sentence_closes_up_around_what_is_not_said(
    template: str, form: Form, given: str, said: str
) -> None:
    assert fill(template, fields(form, given)) == said


@pytest.mark.parametrize(
    "template", ["{khac}", "{ten} {Ten_khac}", "{}", "a { b", "a } b", "{{ten}}"]
)
def test_a_strange_field_makes_a_template_unsendable(template: str) -> None:
    assert unknown(template)
    with pytest.raises(NotSendable, match="chỗ trống lạ"):
        fill(template, {**ANYBODY, **MATTER, "khac": "x", "Ten_khac": "y"})


@pytest.mark.parametrize("values", [{}, {"qua": ""}, {"qua": " \u200b"}])
def test_a_field_without_a_value_makes_a_template_unsendable(values: dict[str, str]) -> None:
    with pytest.raises(NotSendable, match="qua"):
        fill("Tặng {xung_ho} {qua}", {**ANYBODY, **values})


def test_a_person_without_an_address_cannot_be_spoken_to() -> None:
    with pytest.raises(NotSendable, match="xung_ho"):
        fill("Chào {xung_ho}", {})


def test_what_a_value_contains_is_not_looked_at_again() -> None:
    said = fill("Mời {xung_ho} dùng {qua}.", {**ANYBODY, "qua": "{ten} {khac}"})
    assert said == "Mời chị dùng {ten} {khac}."


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_never_becomes_a_field(name: str) -> None:
    values = {**ANYBODY, "qua": f"x{name}x", "cua_hang": "CỬA HÀNG"}
    said = fill("A {qua} B {cua_hang} C", values)
    assert said.startswith("A x")
    assert said.endswith("x B CỬA HÀNG C")


def test_every_language_has_every_template_and_line() -> None:
    assert templates("en").keys() == templates("vi").keys()
    assert counter_lines("en").keys() == counter_lines("vi").keys()
    assert len(templates("vi")) == 12
    for code, ours in templates("vi").items():
        theirs = templates("en")[code]
        assert (theirs.form, theirs.message_class) == (ours.form, ours.message_class)


def test_every_rule_finds_its_script() -> None:
    wanted = {rule.script for rule in RULES.values() if rule.script} | {THANK_YOU}
    assert wanted <= templates("vi").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_template_lists_the_fields_it_uses(language: str) -> None:
    shipped: dict[str, Any] = json.loads(
        asset("templates", f"care_{language}.json").read_text("utf-8")
    )
    for each in shipped["templates"]:
        assert placeholders(each["text"]) == set(each["fields"]), each["code"]


@pytest.mark.parametrize(("language", "code", "text"), SHIPPED)
@pytest.mark.parametrize("speech", Speech)
@pytest.mark.parametrize("form", Form)
def test_every_template_reads_well_for_every_form(
    form: Form, speech: Speech, language: str, code: str, text: str
) -> None:
    """The linter: all templates by all forms of address, North and South, with and without name."""
    use_language(language)
    assert placeholders(text) <= FIELDS
    for given_name in ("Lan", ""):
        said = fill(text, {**fields(form, given_name, speech), **MATTER})
        assert not re.search(r"[{}]|  | [,.;:!?…]|^\s|\s$", said), said
        assert not re.search(r"(?:^|[.!?]\s|\n)[a-zà-ỹđ]", said), f"small letter: {said}"
        if language == "vi":
            assert speaks_properly(form, speech, said), said
        else:
            assert not re.search(r"\b(?:chị|anh|cô|chú|bác|quý khách|ạ|dạ)\b", said.lower()), said


def speaks_properly(form: Form, speech: Speech, said: str) -> bool:
    """Courtesy where it belongs, once a sentence; and nobody's pair of another form."""
    spoken = re.findall(r"\w+", said.casefold())
    own = words(form, speech)
    ours = {own.xung_nv, *own.xung_shop.split(), *own.xung_nhieu.split()}
    foreign = {"em", "con", "cháu", "mình"} - ours - {own.xung_ho}
    once = all(len(re.findall(r"\bạ\b", part)) <= 1 for part in re.split(r"[.!?\n]", said))
    polite = form not in FAMILIAR or not {"dạ", "ạ"} & set(spoken)
    return once and polite and not foreign & set(spoken)
