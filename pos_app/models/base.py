"""What every table shares: names of constraints and the types of the house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, Dialect, ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from pos_app.basics.clock import from_ms, to_ms
from pos_app.basics.money import Money
from pos_app.basics.quantity import Quantity


class MoneyColumn(TypeDecorator[Money]):
    """Whole đồng in 64 bits."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """Money to đồng."""
        return None if value is None else value.dong

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        """Đồng to Money."""
        return None if value is None else Money(value)


class QuantityColumn(TypeDecorator[Quantity]):
    """Thousandths in 64 bits."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Quantity | None, dialect: Dialect) -> int | None:
        """Quantity to thousandths."""
        return None if value is None else value.thousandths

    def process_result_value(self, value: int | None, dialect: Dialect) -> Quantity | None:
        """Thousandths to Quantity."""
        return None if value is None else Quantity(value)


class MomentColumn(TypeDecorator[datetime]):
    """Milliseconds since 1970 UTC in 64 bits; aware UTC moments outside."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Moment to milliseconds."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Milliseconds to moment."""
        return None if value is None else from_ms(value)


class Base(DeclarativeBase):
    """All tables of a shop."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[Mapping[Any, Any]] = {
        Money: MoneyColumn,
        Quantity: QuantityColumn,
        datetime: MomentColumn,
    }


BigId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers only an INTEGER PRIMARY KEY by itself."""

Id = Annotated[int, mapped_column(BigId, primary_key=True, autoincrement=True)]
CustomerId = Annotated[int, mapped_column(BigId, ForeignKey("customer.id"))]
StaffId = Annotated[int, mapped_column(ForeignKey("staff.id"))]
CounterId = Annotated[int, mapped_column(ForeignKey("counter.id"))]
SaleId = Annotated[int, mapped_column(BigId, ForeignKey("sale.id"))]
ProductId = Annotated[int, mapped_column(BigId, ForeignKey("product.id"))]
