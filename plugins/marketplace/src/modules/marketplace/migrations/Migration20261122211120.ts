import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const WHOLE: [table: string, name: string][] = [
  ["vendor_order", "commission_vat"],
  ["commission_line", "shipping_base"],
  ["commission_line", "vat"],
  ["ledger_adjustment", "amount"],
]

/** Commission rules, TVA on the commission, movements of a vendor order, adjustments by two people. */
export class Migration20261122211120 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "commission_rule" ("id" text not null, "name" text not null, "priority" integer not null default 0, "starts_at" timestamptz null, "ends_at" timestamptz null, "vendor_id" text null, "category_id" text null, "brand_id" text null, "condition" text check ("condition" in ('new', 'used', 'refurbished')) null, "rate_bps" integer not null, "fixed_millimes" integer not null default 0, "tiers" jsonb not null, "minimum_millimes" integer null, "maximum_millimes" integer null, "base" text check ("base" in ('net', 'gross')) not null default 'net', "on_shipping" boolean not null default false, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "commission_rule_pkey" primary key ("id"), constraint commission_rule_rate_range check (rate_bps BETWEEN 0 AND 10000), constraint commission_rule_fixed_positive check (fixed_millimes >= 0), constraint commission_rule_dates check (ends_at > starts_at), constraint commission_rule_bounds check (maximum_millimes >= minimum_millimes));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_commission_rule_deleted_at" ON "commission_rule" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_commission_rule_vendor_id" ON "commission_rule" ("vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `create table if not exists "ledger_adjustment" ("id" text not null, "status" text check ("status" in ('prepared', 'approved', 'refused')) not null default 'prepared', "reason" text not null, "debit_account" text not null, "credit_account" text not null, "amount_millimes" numeric not null, "prepared_by" text not null, "decided_by" text null, "decided_at" timestamptz null, "raw_amount_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "ledger_adjustment_pkey" primary key ("id"), constraint ledger_adjustment_two_people check (decided_by IS NULL OR decided_by <> prepared_by), constraint ledger_adjustment_positive check (amount_millimes > 0), constraint ledger_adjustment_two_accounts check (debit_account <> credit_account), constraint ledger_adjustment_decided check ((status = 'prepared') = (decided_by IS NULL)));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_adjustment_deleted_at" ON "ledger_adjustment" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_adjustment_status" ON "ledger_adjustment" ("status") WHERE deleted_at IS NULL;`,
    )
    this.addSql(`alter table "commission_rule" add constraint "commission_rule_vendor_fk"
      foreign key ("vendor_id") references "vendor" ("id");`)

    this.addSql(`alter table "commission_line"
      add column "rule_name" text not null default '',
      add column "shipping_base_millimes" numeric not null default 0,
      add column "raw_shipping_base_millimes" jsonb not null default '{"value":"0","precision":20}',
      add column "vat_bps" integer not null default 0,
      add column "vat_millimes" numeric not null default 0,
      add column "raw_vat_millimes" jsonb not null default '{"value":"0","precision":20}';`)
    this.addSql(`alter table "vendor_order"
      add column "commission_vat_millimes" numeric not null default 0,
      add column "raw_commission_vat_millimes" jsonb not null default '{"value":"0","precision":20}',
      drop constraint "vendor_order_sums",
      add constraint "vendor_order_sums" check (
        "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
        and "earnings_millimes" + "commission_millimes" + "commission_vat_millimes" = "total_millimes");`)

    this.addSql(`alter table "ledger_transaction" add column "vendor_order_id" text null;`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_transaction_vendor_order_id" ON "ledger_transaction" ("vendor_order_id") WHERE deleted_at IS NULL;`,
    )
    // Until now the only movement was the sale, told under its vendor order's id. The trigger that
    // keeps the ledger append-only is put aside for this one filling of a new column.
    this.addSql(
      `alter table "ledger_transaction" disable trigger "ledger_transaction_append_only";`,
    )
    this.addSql(
      `update "ledger_transaction" set "vendor_order_id" = "source" where "kind" = 'sale';`,
    )
    this.addSql(`alter table "ledger_transaction" enable trigger "ledger_transaction_append_only";`)
    this.addSql(
      `create index "IDX_ledger_entry_account_created_at" on "ledger_entry" ("account", "created_at", "id");`,
    )

    for (const [table, name] of WHOLE) {
      const column = `${name}_millimes`
      this.addSql(`alter table "${table}" add constraint "${table}_${name}_whole"
        check ("${column}" = trunc("${column}"));`)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop index "IDX_ledger_entry_account_created_at";`)
    this.addSql(`alter table "ledger_transaction" drop column "vendor_order_id";`)
    this.addSql(`alter table "vendor_order"
      drop constraint "vendor_order_sums",
      drop column "commission_vat_millimes",
      drop column "raw_commission_vat_millimes";`)
    this.addSql(`alter table "vendor_order" add constraint "vendor_order_sums" check (
      "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
      and "earnings_millimes" + "commission_millimes" = "total_millimes") not valid;`)
    this.addSql(`alter table "commission_line"
      drop column "rule_name",
      drop column "shipping_base_millimes",
      drop column "raw_shipping_base_millimes",
      drop column "vat_bps",
      drop column "vat_millimes",
      drop column "raw_vat_millimes";`)
    this.addSql(`drop table "ledger_adjustment";`)
    this.addSql(`drop table "commission_rule";`)
  }
}
