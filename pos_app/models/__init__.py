"""Tables only: columns, constraints and relations; no rules, no queries."""

from pos_app.models import care, customers, goods, journal, loyalty, payments, sales, shop
from pos_app.models.base import Base

__all__ = ["Base", "care", "customers", "goods", "journal", "loyalty", "payments", "sales", "shop"]
