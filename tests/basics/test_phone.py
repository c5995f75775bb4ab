"""A phone number is one person's number, however it was written down."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.basics.errors import BadInput
from pos_app.basics.phone import looks_like_phone, masked, normalise, shown


@pytest.mark.parametrize(
    "written",
    [
        "0901234567",
        "0901 234 567",
        "0901.234.567",
        "090-123-4567",
        "(090) 1234567",
        " 0901234567\n",
        "901234567",
        "84901234567",
        "+84901234567",
        "+84 901 234 567",
        "(+84) 901 234 567",
        "+84 (0) 901 234 567",
        "+840901234567",
        "0084901234567",
        "\u202a0901\u00a0234\u00a0567\u202c",
    ],
)
def test_one_number_in_many_spellings(written: str) -> None:
    assert normalise(written) == "+84901234567"


@pytest.mark.parametrize(
    "written",
    ["0841234567", "841234567", "84841234567", "+84841234567", "0084841234567", "0084 084 1234567"],
)
def test_a_mobile_number_084_is_not_taken_for_the_countrys_84(written: str) -> None:
    assert normalise(written) == "+84841234567"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0162 234 5678", "+84322345678"),
        ("01692345678", "+84392345678"),
        ("01202345678", "+84702345678"),
        ("01212345678", "+84792345678"),
        ("01222345678", "+84772345678"),
        ("01262345678", "+84762345678"),
        ("01282345678", "+84782345678"),
        ("01232345678", "+84832345678"),
        ("01242345678", "+84842345678"),
        ("01252345678", "+84852345678"),
        ("01272345678", "+84812345678"),
        ("01292345678", "+84822345678"),
        ("01862345678", "+84562345678"),
        ("01882345678", "+84582345678"),
        ("01992345678", "+84592345678"),
        ("+84 169 234 5678", "+84392345678"),
        ("1692345678", "+84392345678"),
    ],
)
def test_old_numbers_of_eleven_digits_become_new_ones(old: str, new: str) -> None:
    assert normalise(old) == new


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("024 3825 1234", "+842438251234"),
        ("+84 28 3825 1234", "+842838251234"),
        ("842838251234", "+842838251234"),
        ("+82 2-312-3456", "+8223123456"),
        ("(+44) 20 7946 0958", "+442079460958"),
    ],
)
def test_landlines_and_guests_from_abroad(written: str, number: str) -> None:
    assert normalise(written) == number


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "không phải số điện thoại"),
        ("   ", "không phải số điện thoại"),
        ("chị Ngọc", "không phải số điện thoại"),
        ("0901 234 567 Ngọc", "không phải số điện thoại"),
        ("٠٩٠١٢٣٤٥٦٧", "không phải số điện thoại"),
        ("0901 234", "thiếu 3 chữ số"),
        ("090123456", "thiếu 1 chữ số"),
        ("+84 90123", "thiếu 4 chữ số"),
        ("09012345678", "không có thật"),
        ("0001234567", "không có thật"),
        ("8934563138164", "không có thật"),
        ("+1 650", "không có thật"),
        ("+999 123 456 789", "không có thật"),
        ("1" * 60, "không có thật"),
    ],
)
def test_nonsense_gets_one_helping_sentence(written: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        normalise(written)


MOBILES = st.from_regex(r"0(3[2-9]|7[06-9]|8[1-5]|9[0-46-8])[0-9]{7}", fullmatch=True)


@given(MOBILES, st.sampled_from(["{}", "+84{}", "84{}", "0084{}", "+84 (0){}"]), st.integers(0, 8))
def test_every_mobile_number_is_recognised_and_can_be_shown(
    mobile: str, spelling: str, blank: int
) -> None:
    bare = mobile if spelling == "{}" else mobile[1:]
    written = spelling.format(f"{bare[:blank]} {bare[blank:]}")

    number = normalise(written)

    assert number == f"+84{mobile[1:]}"
    assert normalise(number) == number
    assert normalise(shown(number)) == number
    assert shown(number).replace(" ", "") == mobile


@given(st.text(max_size=30) | st.text("0123456789+-(). ", max_size=30))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        number = normalise(text)
    except BadInput:
        return
    assert number.startswith("+")
    assert number[1:].isdecimal()
    assert normalise(number) == number


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("0901234567", True),
        ("0901 234", True),
        ("+84901234567", True),
        ("(+84) 901 234 567", True),
        ("(028) 3825", True),
        ("4567", False),
        ("Ngọc", False),
        ("Ngọc 0901234567", False),
        ("", False),
        ("٠٩٠١٢٣٤٥٦٧", False),
    ],
)
def test_a_search_for_a_number_is_told_from_one_for_a_name(typed: str, answer: bool) -> None:
    assert looks_like_phone(typed) is answer


@pytest.mark.parametrize(
    ("number", "read", "hidden"),
    [
        ("+84901234567", "0901 234 567", "•••• 4567"),
        ("+842838251234", "0283 825 1234", "•••• 1234"),
        ("+8223123456", "+8223123456", "•••• 3456"),
        ("", "", ""),
    ],
)
def test_how_a_number_is_shown(number: str, read: str, hidden: str) -> None:
    assert shown(number) == read
    assert masked(number) == hidden


def test_the_tables_are_loaded_ahead_and_not_by_a_mere_import() -> None:
    program = (
        "import sys; from pos_app.basics import phone; before = 'phonenumbers' in sys.modules;"
        " phone.prepare(); print(before, 'phonenumbers' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "True"]
