"""Tables only: columns, constraints and relations; no rules, no queries."""

from pos_app.models import (
    care,
    customers,
    goods,
    journal,
    loyalty,
    money,
    payments,
    pricing,
    sales,
    shop,
    suppliers,
)
from pos_app.models.base import Base

__all__ = [
    "Base",
    "care",
    "customers",
    "goods",
    "journal",
    "loyalty",
    "money",
    "payments",
    "pricing",
    "sales",
    "shop",
    "suppliers",
]
