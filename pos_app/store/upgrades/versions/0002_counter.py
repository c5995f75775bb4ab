"""The counter, complete: packs, lots, prices, suppliers, debts, PINs, counted shifts.

Revision ID: 0002
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_CASHIER = (
    "sell",
    "discount",
    "set_price",
    "add_product",
    "confirm_transfer",
    "return",
    "attach_customer",
    "sell_on_account",
    "collect_debt",
    "delivery",
    "open_drawer",
    "move_cash",
    "close_shift",
    "edit_customer",
    "care",
)
_LEAD = (
    *_CASHIER,
    "change_price",
    "give_free",
    "override_lot",
    "sell_short",
    "edit_goods",
    "receive_goods",
    "count_stock",
    "return_without_receipt",
    "void",
    "issue_voucher",
    "see_shifts",
)
_OWNER = (
    *_LEAD,
    "see_cost",
    "reprice",
    "promotions",
    "set_debt_limit",
    "forgive_debt",
    "see_value",
    "staff",
    "settings",
    "import",
)
_ROLES = (("cashier", _CASHIER, 1000), ("lead", _LEAD, 3000), ("owner", _OWNER, 10_000))
"""The roles every shop has: their rights, and the discount they give alone, in basis points."""

_PACKS = """
    INSERT INTO pack (product_id, unit, factor, price, position)
    SELECT barcode.product_id, barcode.unit, barcode.factor, max(barcode.price),
           row_number() OVER (PARTITION BY barcode.product_id ORDER BY barcode.factor, barcode.unit)
    FROM barcode JOIN product ON product.id = barcode.product_id
    WHERE barcode.factor <> 1000 OR barcode.price IS NOT NULL OR barcode.unit <> product.unit
    GROUP BY barcode.product_id, barcode.unit, barcode.factor
    ORDER BY barcode.product_id, barcode.factor
"""
_PACK_OF_CODE = """
    UPDATE barcode SET pack_id = (
        SELECT pack.id FROM pack
        WHERE pack.product_id = barcode.product_id AND pack.unit = barcode.unit
          AND pack.factor = barcode.factor)
"""
_VAT = """
    UPDATE product SET vat_class = CASE vat_rate
        WHEN 1000 THEN 'standard' WHEN 800 THEN 'relief' WHEN 500 THEN 'five' WHEN 0 THEN 'zero'
        ELSE CAST(vat_rate AS TEXT) END
    WHERE vat_rate IS NOT NULL
"""


def upgrade() -> None:
    _new_tables()
    _roles()
    _goods()
    _papers()


def _roles() -> None:
    role = sa.table(
        "role",
        *(sa.column(name) for name in ("key", "name", "rights", "most_discount", "position")),
    )
    op.bulk_insert(
        role,
        [
            {
                "key": key,
                "name": "",
                "rights": json.dumps(rights),
                "most_discount": most,
                "position": position,
            }
            for position, (key, rights, most) in enumerate(_ROLES)
        ],
    )


def _goods() -> None:
    with op.batch_alter_table("barcode") as batch_op:
        batch_op.add_column(sa.Column("pack_id", BIG_ID, nullable=True))
    op.execute(_PACKS)
    op.execute(_PACK_OF_CODE)
    with op.batch_alter_table("barcode") as batch_op:
        batch_op.create_index(batch_op.f("ix_barcode_pack_id"), ["pack_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_barcode_pack_id_pack"), "pack", ["pack_id"], ["id"]
        )
        batch_op.drop_column("price")
        batch_op.drop_column("unit")
        batch_op.drop_column("factor")
    op.add_column("product", sa.Column("vat_class", sa.String(), nullable=True))
    op.execute(_VAT)
    with op.batch_alter_table("product") as batch_op:
        batch_op.add_column(
            sa.Column("lots", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("reorder_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("scale_code", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("family_id", BIG_ID, nullable=True))
        batch_op.add_column(sa.Column("variant", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_product_family_id"), ["family_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_folded"), ["folded"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_product_scale_code"), ["scale_code"])
        batch_op.create_foreign_key(
            batch_op.f("fk_product_family_id_family"), "family", ["family_id"], ["id"]
        )
        batch_op.drop_column("vat_rate")
    with op.batch_alter_table("lot") as batch_op:
        batch_op.add_column(
            sa.Column("on_hand", sa.BigInteger(), nullable=False, server_default="0")
        )
        batch_op.drop_index(batch_op.f("ix_lot_product_id"))
        batch_op.create_unique_constraint(
            batch_op.f("uq_lot_product_id_code"), ["product_id", "code"]
        )
        batch_op.create_index(batch_op.f("ix_lot_expires_on"), ["expires_on"], unique=False)
    with op.batch_alter_table("stock_move") as batch_op:
        batch_op.add_column(sa.Column("document", sa.String(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_stock_move_product_id"))
        batch_op.drop_constraint(batch_op.f("uq_stock_move_sale_line_id"), type_="unique")
        batch_op.create_index(batch_op.f("ix_stock_move_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index("ix_stock_move_product", ["product_id", "id"], unique=False)
        batch_op.create_index(
            "ix_stock_move_sale_line", ["sale_line_id", "product_id", "lot_id"], unique=True
        )


def _papers() -> None:
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_customer_group_id_customer_group"),
            "customer_group",
            ["group_id"],
            ["id"],
        )
    with op.batch_alter_table("draft") as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("sale_line") as batch_op:
        batch_op.add_column(sa.Column("list_price", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("promotion_discount", sa.BigInteger(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("note", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("restock", sa.Boolean(), nullable=True))
    with op.batch_alter_table("shift") as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("staff") as batch_op:
        batch_op.add_column(sa.Column("pin_hash", sa.String(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_staff_role_role"), "role", ["role"], ["key"])


def _new_tables() -> None:
    op.create_table(
        "carrier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier")),
        sa.UniqueConstraint("name", name=op.f("uq_carrier_name")),
    )
    op.create_table(
        "customer_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_group")),
        sa.UniqueConstraint("name", name=op.f("uq_customer_group_name")),
    )
    op.create_table(
        "family",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
    )
    op.create_table(
        "promotion",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
        sa.UniqueConstraint("uid", name=op.f("uq_promotion_uid")),
    )
    op.create_table(
        "role",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rights", sa.String(), nullable=False),
        sa.Column("most_discount", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_role")),
    )
    op.create_table(
        "supplier",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("tax_code", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("name", name=op.f("uq_supplier_name")),
    )
    op.create_table(
        "price_list",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["customer_group.id"], name=op.f("fk_price_list_group_id_customer_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_list")),
        sa.UniqueConstraint("name", name=op.f("uq_price_list_name")),
    )
    op.create_table(
        "combo_part",
        sa.Column("combo_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["combo_id"], ["product.id"], name=op.f("fk_combo_part_combo_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_combo_part_product_id_product")
        ),
        sa.PrimaryKeyConstraint("combo_id", "product_id", name=op.f("pk_combo_part")),
    )
    op.create_index(op.f("ix_combo_part_product_id"), "combo_part", ["product_id"], unique=False)

    op.create_table(
        "credit_account",
        sa.Column("customer_id", BIG_ID, nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_credit_account_balance_not_negative")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_credit_account_customer_id_customer")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_credit_account")),
    )
    op.create_table(
        "debt_account",
        sa.Column("customer_id", BIG_ID, nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.CheckConstraint("owed >= 0", name=op.f("ck_debt_account_owed_not_negative")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_debt_account_customer_id_customer")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_debt_account")),
    )
    op.create_table(
        "goods_receipt",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("supplier_id", BIG_ID, nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counter.id"], name=op.f("fk_goods_receipt_counter_id_counter")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_goods_receipt_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_goods_receipt_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods_receipt")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_goods_receipt_kind_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_goods_receipt_uid")),
    )
    op.create_index(
        op.f("ix_goods_receipt_supplier_id"), "goods_receipt", ["supplier_id"], unique=False
    )

    op.create_table(
        "pack",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("factor", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_pack_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint(
            "product_id", "unit", "factor", name=op.f("uq_pack_product_id_unit_factor")
        ),
    )
    op.create_index(op.f("ix_pack_product_id"), "pack", ["product_id"], unique=False)

    op.create_table(
        "pin_guard",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_ms", sa.Integer(), nullable=False),
        sa.Column("seen_ms", BIG_ID, nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_pin_guard_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_pin_guard")),
    )
    op.create_table(
        "stocktake",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counter.id"], name=op.f("fk_stocktake_counter_id_counter")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_stocktake_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktake")),
        sa.UniqueConstraint("number", name=op.f("uq_stocktake_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_stocktake_uid")),
    )
    op.create_table(
        "goods_receipt_line",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("receipt_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("factor", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_cost", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("cost_after", sa.BigInteger(), nullable=False),
        sa.Column("lot_id", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_goods_receipt_line_lot_id_lot")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_goods_receipt_line_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["goods_receipt.id"],
            name=op.f("fk_goods_receipt_line_receipt_id_goods_receipt"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods_receipt_line")),
        sa.UniqueConstraint(
            "receipt_id", "position", name=op.f("uq_goods_receipt_line_receipt_id_position")
        ),
    )
    op.create_index(
        op.f("ix_goods_receipt_line_product_id"), "goods_receipt_line", ["product_id"], unique=False
    )

    op.create_table(
        "list_price",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("list_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("pack_id", BIG_ID, nullable=True),
        sa.Column("least", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["price_list.id"], name=op.f("fk_list_price_list_id_price_list")
        ),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_list_price_pack_id_pack")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_list_price_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_price")),
    )
    op.create_index(op.f("ix_list_price_list_id"), "list_price", ["list_id"], unique=False)
    op.create_index(
        "ix_list_price_of", "list_price", ["product_id", "list_id", "pack_id", "least"], unique=True
    )

    op.create_table(
        "money_slip",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("transfer_id", BIG_ID, nullable=True),
        sa.Column("customer_id", BIG_ID, nullable=True),
        sa.Column("supplier_id", BIG_ID, nullable=True),
        sa.Column("carrier_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", BIG_ID, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["staff.id"], name=op.f("fk_money_slip_approver_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["carrier.id"], name=op.f("fk_money_slip_carrier_id_carrier")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counter.id"], name=op.f("fk_money_slip_counter_id_counter")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_money_slip_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["money_slip.id"], name=op.f("fk_money_slip_reverses_id_money_slip")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_money_slip_shift_id_shift")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_money_slip_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_money_slip_supplier_id_supplier")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_money_slip_transfer_id_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_slip")),
        sa.UniqueConstraint("counter_id", "number", name=op.f("uq_money_slip_counter_id_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_money_slip_reverses_id")),
        sa.UniqueConstraint("transfer_id", name=op.f("uq_money_slip_transfer_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_money_slip_uid")),
    )
    op.create_index(
        op.f("ix_money_slip_business_day"), "money_slip", ["business_day"], unique=False
    )
    op.create_index(op.f("ix_money_slip_carrier_id"), "money_slip", ["carrier_id"], unique=False)
    op.create_index(op.f("ix_money_slip_customer_id"), "money_slip", ["customer_id"], unique=False)
    op.create_index(op.f("ix_money_slip_shift_id"), "money_slip", ["shift_id"], unique=False)
    op.create_index(op.f("ix_money_slip_supplier_id"), "money_slip", ["supplier_id"], unique=False)

    op.create_table(
        "price_change",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("pack_id", BIG_ID, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["pack.id"], name=op.f("fk_price_change_pack_id_pack")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_price_change_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_price_change_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_change")),
    )
    op.create_index("ix_price_change_product", "price_change", ["product_id", "id"], unique=False)

    op.create_table(
        "shift_close",
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("z_number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("handover", sa.String(), nullable=False),
        sa.Column("totals", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["staff.id"], name=op.f("fk_shift_close_approver_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counter.id"], name=op.f("fk_shift_close_counter_id_counter")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_shift_close_shift_id_shift")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_shift_close_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_shift_close")),
        sa.UniqueConstraint(
            "counter_id", "z_number", name=op.f("uq_shift_close_counter_id_z_number")
        ),
    )
    op.create_table(
        "shift_note",
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_shift_note_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("shift_id", "value", name=op.f("pk_shift_note")),
    )
    op.create_table(
        "shift_tally",
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("card_machine", sa.BigInteger(), nullable=True),
        sa.Column("card_expected", sa.BigInteger(), nullable=False),
        sa.Column("locked_at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_shift_tally_shift_id_shift")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_shift_tally_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_shift_tally")),
    )
    op.create_table(
        "stocktake_line",
        sa.Column("stocktake_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot_id", BIG_ID, nullable=True),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_stocktake_line_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stocktake_line_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["stocktake_id"],
            ["stocktake.id"],
            name=op.f("fk_stocktake_line_stocktake_id_stocktake"),
        ),
        sa.PrimaryKeyConstraint("stocktake_id", "position", name=op.f("pk_stocktake_line")),
    )
    op.create_index(
        op.f("ix_stocktake_line_product_id"), "stocktake_line", ["product_id"], unique=False
    )

    op.create_table(
        "carrier_entry",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("carrier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("sale_id", BIG_ID, nullable=True),
        sa.Column("slip_id", BIG_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["carrier.id"], name=op.f("fk_carrier_entry_carrier_id_carrier")
        ),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["sale.id"], name=op.f("fk_carrier_entry_sale_id_sale")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["money_slip.id"], name=op.f("fk_carrier_entry_slip_id_money_slip")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_carrier_entry_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_entry")),
    )
    op.create_index("ix_carrier_entry_carrier", "carrier_entry", ["carrier_id", "id"], unique=False)
    op.create_index(op.f("ix_carrier_entry_sale_id"), "carrier_entry", ["sale_id"], unique=False)

    op.create_table(
        "credit_entry",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("customer_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("sale_id", BIG_ID, nullable=True),
        sa.Column("slip_id", BIG_ID, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_credit_entry_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["sale.id"], name=op.f("fk_credit_entry_sale_id_sale")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["money_slip.id"], name=op.f("fk_credit_entry_slip_id_money_slip")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_credit_entry_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_entry")),
    )
    op.create_index("ix_credit_entry_customer", "credit_entry", ["customer_id", "id"], unique=False)
    op.create_index(op.f("ix_credit_entry_sale_id"), "credit_entry", ["sale_id"], unique=False)

    op.create_table(
        "debt",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("customer_id", BIG_ID, nullable=False),
        sa.Column("sale_id", BIG_ID, nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("unpaid", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "unpaid >= 0 AND unpaid <= amount", name=op.f("ck_debt_unpaid_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_debt_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_debt_sale_id_sale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt")),
        sa.UniqueConstraint("sale_id", name=op.f("uq_debt_sale_id")),
    )
    op.create_index("ix_debt_customer", "debt", ["customer_id", "id"], unique=False)

    op.create_table(
        "deposit",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("slip_id", BIG_ID, nullable=False),
        sa.Column("customer_id", BIG_ID, nullable=True),
        sa.Column("draft_key", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "remaining >= 0 AND remaining <= amount", name=op.f("ck_deposit_remaining_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_deposit_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["money_slip.id"], name=op.f("fk_deposit_slip_id_money_slip")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit")),
        sa.UniqueConstraint("slip_id", name=op.f("uq_deposit_slip_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_deposit_uid")),
    )
    op.create_index(op.f("ix_deposit_customer_id"), "deposit", ["customer_id"], unique=False)
    op.create_index(op.f("ix_deposit_draft_key"), "deposit", ["draft_key"], unique=False)

    op.create_table(
        "invoice_state",
        sa.Column("sale_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["sale.id"], name=op.f("fk_invoice_state_sale_id_sale")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_invoice_state_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("sale_id", name=op.f("pk_invoice_state")),
    )
    op.create_index(op.f("ix_invoice_state_state"), "invoice_state", ["state"], unique=False)

    op.create_table(
        "late_customer",
        sa.Column("sale_id", BIG_ID, nullable=False),
        sa.Column("customer_id", BIG_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["staff.id"], name=op.f("fk_late_customer_approver_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_late_customer_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["sale.id"], name=op.f("fk_late_customer_sale_id_sale")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_late_customer_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("sale_id", name=op.f("pk_late_customer")),
    )
    op.create_index(
        op.f("ix_late_customer_customer_id"), "late_customer", ["customer_id"], unique=False
    )

    op.create_table(
        "sale_buyer",
        sa.Column("sale_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tax_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_sale_buyer_sale_id_sale")),
        sa.PrimaryKeyConstraint("sale_id", name=op.f("pk_sale_buyer")),
    )
    op.create_table(
        "sale_delivery",
        sa.Column("sale_id", BIG_ID, nullable=False),
        sa.Column("carrier_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("collect", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["carrier.id"], name=op.f("fk_sale_delivery_carrier_id_carrier")
        ),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["sale.id"], name=op.f("fk_sale_delivery_sale_id_sale")
        ),
        sa.PrimaryKeyConstraint("sale_id", name=op.f("pk_sale_delivery")),
    )
    op.create_index(
        op.f("ix_sale_delivery_carrier_id"), "sale_delivery", ["carrier_id"], unique=False
    )
    op.create_index(op.f("ix_sale_delivery_state"), "sale_delivery", ["state"], unique=False)

    op.create_table(
        "supplier_entry",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("supplier_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("receipt_id", BIG_ID, nullable=True),
        sa.Column("slip_id", BIG_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["goods_receipt.id"],
            name=op.f("fk_supplier_entry_receipt_id_goods_receipt"),
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["money_slip.id"], name=op.f("fk_supplier_entry_slip_id_money_slip")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_supplier_entry_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_supplier_entry_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_entry")),
        sa.UniqueConstraint("receipt_id", name=op.f("uq_supplier_entry_receipt_id")),
        sa.UniqueConstraint("slip_id", name=op.f("uq_supplier_entry_slip_id")),
    )
    op.create_index(
        "ix_supplier_entry_supplier", "supplier_entry", ["supplier_id", "id"], unique=False
    )

    op.create_table(
        "voucher",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("face", sa.BigInteger(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("customer_id", BIG_ID, nullable=True),
        sa.Column("slip_id", BIG_ID, nullable=True),
        sa.Column("cancelled_at", sa.BigInteger(), nullable=True),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "remaining >= 0 AND remaining <= face", name=op.f("ck_voucher_remaining_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_voucher_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["money_slip.id"], name=op.f("fk_voucher_slip_id_money_slip")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_voucher_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
        sa.UniqueConstraint("code", name=op.f("uq_voucher_code")),
    )
    op.create_index(op.f("ix_voucher_customer_id"), "voucher", ["customer_id"], unique=False)

    op.create_table(
        "debt_entry",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("customer_id", BIG_ID, nullable=False),
        sa.Column("debt_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("slip_id", BIG_ID, nullable=True),
        sa.Column("sale_id", BIG_ID, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_debt_entry_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(["debt_id"], ["debt.id"], name=op.f("fk_debt_entry_debt_id_debt")),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_debt_entry_sale_id_sale")),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["money_slip.id"], name=op.f("fk_debt_entry_slip_id_money_slip")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_debt_entry_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_entry")),
    )
    op.create_index("ix_debt_entry_customer", "debt_entry", ["customer_id", "id"], unique=False)
    op.create_index(op.f("ix_debt_entry_debt_id"), "debt_entry", ["debt_id"], unique=False)
    op.create_index(op.f("ix_debt_entry_sale_id"), "debt_entry", ["sale_id"], unique=False)
    op.create_index(op.f("ix_debt_entry_slip_id"), "debt_entry", ["slip_id"], unique=False)

    op.create_table(
        "line_promotion",
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("promotion_id", BIG_ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["sale_line.id"], name=op.f("fk_line_promotion_line_id_sale_line")
        ),
        sa.ForeignKeyConstraint(
            ["promotion_id"],
            ["promotion.id"],
            name=op.f("fk_line_promotion_promotion_id_promotion"),
        ),
        sa.PrimaryKeyConstraint("line_id", "promotion_id", name=op.f("pk_line_promotion")),
    )
    op.create_index(
        op.f("ix_line_promotion_promotion_id"), "line_promotion", ["promotion_id"], unique=False
    )

    op.create_table(
        "voucher_use",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("voucher_id", BIG_ID, nullable=False),
        sa.Column("sale_id", BIG_ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_voucher_use_sale_id_sale")),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_voucher_use_voucher_id_voucher")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_use")),
        sa.UniqueConstraint(
            "voucher_id", "sale_id", name=op.f("uq_voucher_use_voucher_id_sale_id")
        ),
    )
    op.create_index(op.f("ix_voucher_use_sale_id"), "voucher_use", ["sale_id"], unique=False)
