"""A cashier's F4: finding somebody, or enrolling them in one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text

from pos_app.basics import card_code, faults
from pos_app.basics.actor import Actor
from pos_app.basics.changes import Changes
from pos_app.basics.clock import SetClock
from pos_app.basics.errors import BadInput, NotAllowed
from pos_app.basics.ids import SeededIds
from pos_app.basics.money import ZERO
from pos_app.customers import checks
from pos_app.customers.address import Form
from pos_app.customers.consent import Answer, Channel, Purpose
from pos_app.customers.directory import Directory, NewCustomer, PhoneKnown
from pos_app.models.customers import Card
from pos_app.models.customers import Customer as CustomerRow
from pos_app.models.journal import JournalEntry
from pos_app.shop.profile import card_secret
from pos_app.store import check
from pos_app.store.database import Database
from tests.customers.conftest import Buy, Enrol

NGOC = NewCustomer("0901 234 567", "Nguyễn Thị Hồng Ngọc", Form.CHI)


def test_a_stranger_becomes_a_customer_in_one_step(directory: Directory, actor: Actor) -> None:
    ngoc, changes = directory.create(actor, NGOC)

    assert changes is Changes.CUSTOMERS
    assert (ngoc.name, ngoc.given, ngoc.form) == ("Nguyễn Thị Hồng Ngọc", "Ngọc", Form.CHI)
    assert (ngoc.phone, ngoc.called) == ("+84901234567", "chị Ngọc")
    assert ngoc.shown == "Chị Nguyễn Thị Hồng Ngọc"
    assert (ngoc.tier, ngoc.points, ngoc.spent, ngoc.visits) == (0, 0, ZERO, 0)
    assert (ngoc.joined_on, ngoc.last_sale_at) == (date(2026, 11, 21), None)
    assert len(ngoc.card) == card_code.CODE_DIGITS
    assert directory.get(ngoc.id) == ngoc
    assert directory.consents(ngoc.id) == {}, "nothing is agreed to beforehand"


@pytest.mark.parametrize(
    "typed",
    [
        "0901234567",
        "0901 234 567",
        "0901.234.567",
        "+84 901 234 567",
        "84901234567",
        "(090) 123-4567",
        "4567",
        "0901",
        "09012",
        "+8490",
        "ngoc",
        "Ngọc",
        "NGỌC",
        "hong n",
        "nguyen thi h",
        "thi nguyen",
        "  ngoc  ",
    ],
)
def test_one_person_is_found_by_all_ways_of_asking(
    directory: Directory, enrol: Enrol, typed: str
) -> None:
    ngoc = enrol(NGOC.name, NGOC.phone, NGOC.form)
    enrol("Trần Văn Đạt", "0912 345 678")

    assert directory.find(typed) == [ngoc]


@pytest.mark.parametrize("typed", ["", "   ", "0999", "5678901234", "lan", "ngocc", "%", '"', "*"])
def test_what_fits_nobody_finds_nobody(directory: Directory, enrol: Enrol, typed: str) -> None:
    enrol(NGOC.name, NGOC.phone)

    assert directory.find(typed) == []


def test_old_eleven_digit_numbers_find_their_owner(directory: Directory, enrol: Enrol) -> None:
    tam = enrol("Lê Thị Tâm", "0169 5551 234")

    assert tam.phone == "+84395551234"
    assert directory.find("0395 551 234") == directory.find("01695551234") == [tam]


def test_a_known_number_offers_its_owner_instead_of_a_second_card(
    directory: Directory, enrol: Enrol, actor: Actor
) -> None:
    ngoc = enrol(NGOC.name, NGOC.phone, NGOC.form)

    with pytest.raises(PhoneKnown, match="Chị Nguyễn Thị Hồng Ngọc") as refusal:
        directory.create(actor, NewCustomer("+84 901.234.567", "Ngọc"))

    assert isinstance(refusal.value, BadInput)
    assert refusal.value.customer == ngoc
    assert directory.find("ngoc") == [ngoc]


def test_a_number_may_serve_a_family(directory: Directory, enrol: Enrol, actor: Actor) -> None:
    mother = enrol("Phạm Thị Hoa", "0901 234 567", Form.CO)
    son, _ = directory.create(
        actor, NewCustomer("0901 234 567", "Phạm Minh Đức", Form.ANH, shares_phone=True)
    )

    assert directory.find("0901234567") == [mother, son]


def test_somebody_without_a_phone_has_a_card(directory: Directory, enrol: Enrol) -> None:
    bay = enrol("Chú Bảy", "  ", Form.CHU)

    assert bay.phone == ""
    assert directory.by_card(bay.card) == bay


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NewCustomer("0901 234 567", "  "), "Chưa có tên khách"),
        (NewCustomer("0901 234 567", "***"), "Chưa có tên khách"),
        (NewCustomer("0901 234", "Lan"), "thiếu"),
        (NewCustomer("12 ab", "Lan"), "không phải số điện thoại"),
        (NewCustomer("8934567890123", "Lan"), "không có thật"),
    ],
)
def test_nonsense_is_refused_in_a_sentence_and_leaves_nothing(
    directory: Directory, database: Database, actor: Actor, new: NewCustomer, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        directory.create(actor, new)

    with database.reading() as session:
        assert session.scalar(select(func.count(CustomerRow.id))) == 0


def test_a_power_cut_leaves_the_whole_person_or_nothing(
    directory: Directory, database: Database, actor: Actor
) -> None:
    def cut(point: str) -> None:
        if point == "before_commit":
            raise KeyboardInterrupt

    faults.arm(cut)
    with pytest.raises(KeyboardInterrupt):
        directory.create(actor, NGOC)
    faults.arm(None)

    assert directory.find("ngoc") == directory.find("4567") == []
    directory.create(actor, NGOC)


def test_whoever_does_not_work_here_enrols_nobody(directory: Directory) -> None:
    with pytest.raises(NotAllowed):
        directory.create(Actor(staff=99, counter=1), NGOC)

    assert directory.find("ngoc") == []


def test_a_card_is_read_from_its_digits_and_from_its_seal(
    directory: Directory, enrol: Enrol, database: Database, clock: SetClock
) -> None:
    ngoc = enrol(NGOC.name, NGOC.phone)
    with database.reading() as session:
        sealed = card_code.encode(ngoc.card, card_secret(session))

    for scanned in (ngoc.card, card_code.grouped(ngoc.card), sealed):
        assert directory.by_card(scanned) == ngoc
        assert directory.find(scanned) == [ngoc]
    forged = card_code.encode(ngoc.card, b"another shop")
    for foreign in (forged, "000000000000", "12345", "", "ngoc", sealed[:-1], "8934567890123"):
        assert directory.by_card(foreign) is None

    with database.transaction() as session:
        session.get_one(Card, ngoc.card).revoked_at = clock.now()
    assert directory.by_card(ngoc.card) is directory.by_card(sealed) is None


def test_two_cards_never_get_the_same_number(
    database: Database, clock: SetClock, actor: Actor
) -> None:
    class Stubborn(SeededIds):
        drawn = 0

        def digits(self, count: int) -> str:
            self.drawn += 1
            return ("1" if self.drawn < 3 else "2") * count

    directory = Directory(database, clock, Stubborn(clock, 1))

    first, _ = directory.create(actor, NewCustomer("", "An"))
    second, _ = directory.create(actor, NewCustomer("", "Bình"))

    assert (first.card, second.card) == ("1" * 12, "2" * 12)


def test_the_last_buyers_are_at_hand(
    directory: Directory, enrol: Enrol, buy: Buy, clock: SetClock
) -> None:
    an, binh, chi, dung = (enrol(name) for name in ("An", "Bình", "Chi", "Dũng"))
    for buyer in (dung, an, binh, None, chi, an, None):
        buy(buyer, 50_000)
        clock.advance(timedelta(minutes=5))
    buy(dung, 50_000, day=date(2026, 1, 1))

    assert [one.given for one in directory.recent()] == ["An", "Chi", "Bình"]
    assert [one.given for one in directory.recent(limit=9)] == ["An", "Chi", "Bình", "Dũng"]


def test_a_corrected_name_is_found_and_the_old_one_is_not(
    directory: Directory, enrol: Enrol, actor: Actor, database: Database
) -> None:
    person = enrol("Nguyễn Thị Hồng Ngọc")

    changed, changes = directory.rename(actor, person.id, "Trần Bảo Ngọc", "Bảo Ngọc")

    assert changes is Changes.CUSTOMERS
    assert (changed.name, changed.given) == ("Trần Bảo Ngọc", "Bảo Ngọc")
    assert directory.find("hong ngoc") == []
    assert directory.find("tran bao") == [changed]
    assert check.run(database, checks.CHECKS) == []
    with pytest.raises(BadInput):
        directory.rename(actor, person.id, " ")
    assert directory.get(person.id) == changed


def test_people_are_found_by_what_they_are_called_too(
    directory: Directory, enrol: Enrol, actor: Actor
) -> None:
    person = enrol("Nguyễn Văn Hùng")

    changed, _ = directory.rename(actor, person.id, "Nguyễn Văn Hùng", "Tư Râu")

    assert directory.find("tu r") == directory.find("hung") == [changed]


def test_notes_are_kept_in_order_with_their_author(
    directory: Directory, enrol: Enrol, actor: Actor, owner: Actor, clock: SetClock
) -> None:
    lan = enrol("Lê Thị Lan")

    first, _ = directory.note(actor, lan.id, "  Thích tã không hương.\n")
    clock.advance(timedelta(days=1))
    second, _ = directory.note(owner, lan.id, "Gói riêng đồ lạnh.")

    assert directory.notes(lan.id) == [second, first]
    assert directory.notes(lan.id, limit=1) == [second]
    assert (first.text, first.staff) == ("Thích tã không hương.", "Thảo")
    with pytest.raises(BadInput, match="Ghi chú chưa có chữ"):
        directory.note(actor, lan.id, " \t ")


def test_answers_about_consent_are_read_back(
    directory: Directory, enrol: Enrol, actor: Actor
) -> None:
    lan = enrol("Lê Thị Lan")
    yes = Answer(Purpose.GREETING, Channel.CARD, granted=True)
    no = Answer(Purpose.PROMOTION, Channel.MESSAGE, granted=False)

    answers, changes = directory.consent(actor, lan.id, yes, no)

    assert changes == Changes.CUSTOMERS | Changes.CARE
    assert answers == directory.consents(lan.id)
    assert answers == {
        (Purpose.GREETING, Channel.CARD): True,
        (Purpose.PROMOTION, Channel.MESSAGE): False,
    }


def test_the_journal_says_what_was_done_and_never_to_whom_by_name(
    directory: Directory, enrol: Enrol, actor: Actor, database: Database
) -> None:
    ngoc = enrol(NGOC.name, NGOC.phone, NGOC.form)
    directory.rename(actor, ngoc.id, "Trần Bảo Ngọc")
    directory.note(actor, ngoc.id, "Thích tã không hương")
    directory.consent(actor, ngoc.id, Answer(Purpose.GREETING, Channel.CARD, granted=True))

    with database.reading() as session:
        entries = session.scalars(
            select(JournalEntry).where(JournalEntry.subject == ngoc.uid).order_by(JournalEntry.n)
        ).all()
        said = " ".join(entry.body for entry in entries).casefold()
        kinds = [entry.kind for entry in entries]
    assert kinds == [
        "customer.created",
        "customer.renamed",
        "customer.noted",
        "consent.recorded",
    ]
    for secret in ("ngọc", "ngoc", "trần", "901234567", "thích", ngoc.card):
        assert secret not in said
    assert check.run(database, check.CHECKS) == []


def test_a_person_who_was_never_there_is_a_defect(directory: Directory) -> None:
    with pytest.raises(LookupError):
        directory.get(1)


def test_words_of_a_query_language_are_only_words(directory: Directory, enrol: Enrol) -> None:
    order = enrol("Or Not Near")

    for typed in ('or" OR "x', "NOT", "near(or)", "or AND not", "folded:or", "o*r"):
        found = directory.find(typed)
        assert found in ([order], []), typed
    assert directory.find("or not near") == [order]


def test_the_search_index_holds_no_names(directory: Directory, enrol: Enrol) -> None:
    enrol(NGOC.name)

    with directory._database.reading() as session:
        assert session.scalars(text("SELECT folded FROM customer_search")).all() == [None]
