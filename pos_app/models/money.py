"""Money that is no sale: slips, debts of customers, store credit, deposits, vouchers, carriers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.basics.money import Money
from pos_app.models.base import Base, BigId, CounterId, CustomerId, Id, SaleId, StaffId


class MoneySlip(Base):
    """Money that came in or went out outside of a sale; never changed, reversed by another."""

    __tablename__ = "money_slip"
    __table_args__ = (UniqueConstraint("counter_id", "number"),)

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    """cash_in, cash_out, collection, deposit, deposit_back, supplier, carrier or voucher."""
    number: Mapped[int]
    method: Mapped[str]
    """A method of payments.tenders."""
    amount: Mapped[Money]
    """Positive: came in."""
    reference: Mapped[str]
    transfer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("transfer.id"), unique=True)
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"), index=True)
    supplier_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("supplier.id"), index=True)
    carrier_id: Mapped[int | None] = mapped_column(ForeignKey("carrier.id"), index=True)
    reverses_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("money_slip.id"), unique=True)
    reason: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    business_day: Mapped[date] = mapped_column(index=True)
    counter_id: Mapped[CounterId]
    shift_id: Mapped[int] = mapped_column(BigId, ForeignKey("shift.id"), index=True)
    staff_id: Mapped[StaffId]
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class DebtAccount(Base):
    """What a customer owes, and how much may be owed; the sum of the entries."""

    __tablename__ = "debt_account"
    __table_args__ = (CheckConstraint("owed >= 0", name="owed_not_negative"),)

    customer_id: Mapped[CustomerId] = mapped_column(primary_key=True)
    owed: Mapped[Money]
    most: Mapped[Money]
    """The limit; 0: nothing on account."""
    promised_on: Mapped[date | None]


class Debt(Base):
    """One sale on account and what is left of it; the oldest is paid first."""

    __tablename__ = "debt"
    __table_args__ = (
        CheckConstraint("unpaid >= 0 AND unpaid <= amount", name="unpaid_in_range"),
        Index("ix_debt_customer", "customer_id", "id"),
    )

    id: Mapped[Id]
    customer_id: Mapped[CustomerId]
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), unique=True)
    """None: owed before the shop's books began here."""
    amount: Mapped[Money]
    unpaid: Mapped[Money]
    business_day: Mapped[date]
    due_on: Mapped[date | None]


class DebtEntry(Base):
    """One line of a debt's ledger; append-only."""

    __tablename__ = "debt_entry"
    __table_args__ = (Index("ix_debt_entry_customer", "customer_id", "id"),)

    id: Mapped[Id]
    customer_id: Mapped[CustomerId]
    debt_id: Mapped[int] = mapped_column(BigId, ForeignKey("debt.id"), index=True)
    kind: Mapped[str]
    """sale, opening, collection, return or forgiven."""
    amount: Mapped[Money]
    """Positive: owes more."""
    slip_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("money_slip.id"), index=True)
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), index=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class CreditAccount(Base):
    """What the shop owes a customer: store credit; the sum of the entries."""

    __tablename__ = "credit_account"
    __table_args__ = (CheckConstraint("balance >= 0", name="balance_not_negative"),)

    customer_id: Mapped[CustomerId] = mapped_column(primary_key=True)
    balance: Mapped[Money]


class CreditEntry(Base):
    """One line of store credit; append-only."""

    __tablename__ = "credit_entry"
    __table_args__ = (Index("ix_credit_entry_customer", "customer_id", "id"),)

    id: Mapped[Id]
    customer_id: Mapped[CustomerId]
    kind: Mapped[str]
    """return, payment, overpaid, deposit or adjustment."""
    amount: Mapped[Money]
    balance: Mapped[Money]
    """After this line."""
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), index=True)
    slip_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("money_slip.id"))
    reason: Mapped[str]
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class Deposit(Base):
    """Money taken for an order that is not sold yet, and what is left of it."""

    __tablename__ = "deposit"
    __table_args__ = (
        CheckConstraint("remaining >= 0 AND remaining <= amount", name="remaining_in_range"),
    )

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    slip_id: Mapped[int] = mapped_column(BigId, ForeignKey("money_slip.id"), unique=True)
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"), index=True)
    draft_key: Mapped[str] = mapped_column(index=True)
    amount: Mapped[Money]
    remaining: Mapped[Money]


class Voucher(Base):
    """A gift voucher: paper worth money until a day."""

    __tablename__ = "voucher"
    __table_args__ = (
        CheckConstraint("remaining >= 0 AND remaining <= face", name="remaining_in_range"),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True)
    face: Mapped[Money]
    remaining: Mapped[Money]
    once: Mapped[bool]
    """Used at one sale alone; what is left then is lost."""
    expires_on: Mapped[date | None]
    """Usable through this day."""
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"), index=True)
    slip_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("money_slip.id"))
    """The money it was bought with; None: a present of the shop."""
    cancelled_at: Mapped[datetime | None]
    issued_at: Mapped[datetime]
    staff_id: Mapped[StaffId]


class VoucherUse(Base):
    """What a sale took from a voucher, or a return gave back; append-only."""

    __tablename__ = "voucher_use"
    __table_args__ = (UniqueConstraint("voucher_id", "sale_id"),)

    id: Mapped[Id]
    voucher_id: Mapped[int] = mapped_column(BigId, ForeignKey("voucher.id"))
    sale_id: Mapped[SaleId] = mapped_column(index=True)
    amount: Mapped[Money]
    """Positive: taken."""
    at: Mapped[datetime]


class Carrier(Base):
    """Who brings goods to customers, and the cash of theirs that is still on the way."""

    __tablename__ = "carrier"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str]
    active: Mapped[bool]
    owed: Mapped[Money]
    """Cash on delivery that was not handed in yet: the sum of the entries."""


class CarrierEntry(Base):
    """One line of what a carrier owes; append-only."""

    __tablename__ = "carrier_entry"
    __table_args__ = (Index("ix_carrier_entry_carrier", "carrier_id", "id"),)

    id: Mapped[Id]
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"))
    kind: Mapped[str]
    """sale, settled, refused or fee."""
    amount: Mapped[Money]
    sale_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("sale.id"), index=True)
    slip_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("money_slip.id"))
    at: Mapped[datetime]
    staff_id: Mapped[StaffId]
