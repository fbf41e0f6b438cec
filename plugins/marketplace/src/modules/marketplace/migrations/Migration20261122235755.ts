import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const WHOLE: [table: string, names: string[]][] = [
  ["order_refund", ["amount", "voided"]],
  [
    "order_refund_share",
    ["amount", "voided", "vendor", "goodwill", "commission", "commission_vat", "funding"],
  ],
  ["order_refund_line", ["amount", "vat", "commission", "commission_vat", "funding"]],
  ["vendor_order", ["funding", "shipping_funding", "shipping_returned"]],
  ["vendor_order_line", ["funding"]],
]

/** Refunds, coupons with who pays for them, lines that are not goods. */
export class Migration20261122235755 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "coupon" ("id" text not null, "code" text not null, "name" text not null, "promotion_id" text not null, "vendor_id" text null, "category_id" text null, "marketplace_bps" integer not null, "percent_bps" integer null, "amount_millimes" integer null, "minimum_millimes" integer not null default 0, "max_uses" integer null, "max_uses_per_buyer" integer null, "starts_at" timestamptz null, "ends_at" timestamptz null, "is_active" boolean not null default true, "created_by" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "coupon_pkey" primary key ("id"), constraint coupon_funding_range check (marketplace_bps BETWEEN 0 AND 10000), constraint coupon_one_value check ((percent_bps IS NULL) <> (amount_millimes IS NULL)), constraint coupon_percent_range check (percent_bps BETWEEN 1 AND 10000), constraint coupon_amount_positive check (amount_millimes > 0), constraint coupon_dates check (ends_at > starts_at));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_coupon_code_unique" ON "coupon" ("code") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_coupon_promotion_id_unique" ON "coupon" ("promotion_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_coupon_deleted_at" ON "coupon" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_coupon_vendor_id" ON "coupon" ("vendor_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "coupon_use" ("id" text not null, "cart_id" text not null, "buyer" text not null, "order_id" text null, "coupon_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "coupon_use_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_coupon_use_coupon_id" ON "coupon_use" ("coupon_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_coupon_use_deleted_at" ON "coupon_use" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_coupon_use_coupon_id_cart_id_unique" ON "coupon_use" ("coupon_id", "cart_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_coupon_use_coupon_id_buyer" ON "coupon_use" ("coupon_id", "buyer") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_coupon_use_cart_id" ON "coupon_use" ("cart_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "order_refund" ("id" text not null, "key" text not null, "asked" jsonb not null, "kind" text check ("kind" in ('refund', 'cancellation')) not null, "order_id" text not null, "order_display_id" integer not null, "status" text check ("status" in ('sending', 'due', 'done')) not null, "method" text check ("method" in ('gateway', 'by_hand', 'none')) not null, "due_reason" text check ("due_reason" in ('no_gateway', 'refused', 'unclear')) null, "failure" text null, "payment_id" text null, "provider_id" text not null, "currency_code" text not null, "amount_millimes" numeric not null, "voided_millimes" numeric not null, "reason" text not null, "reference" text null, "created_by" text not null, "settled_by" text null, "settled_at" timestamptz null, "raw_amount_millimes" jsonb not null, "raw_voided_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "order_refund_pkey" primary key ("id"), constraint order_refund_not_negative check (amount_millimes >= 0 AND voided_millimes >= 0), constraint order_refund_settled check ((status = 'done') = (settled_at IS NOT NULL)));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_order_refund_key_unique" ON "order_refund" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_deleted_at" ON "order_refund" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_order_id" ON "order_refund" ("order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_status_created_at" ON "order_refund" ("status", "created_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "order_refund_share" ("id" text not null, "vendor_order_id" text not null, "vendor_id" text not null, "amount_millimes" numeric not null, "voided_millimes" numeric not null, "vendor_millimes" numeric not null, "goodwill_millimes" numeric not null, "commission_millimes" numeric not null, "commission_vat_millimes" numeric not null, "funding_millimes" numeric not null, "is_clawback" boolean not null default false, "refund_id" text not null, "raw_amount_millimes" jsonb not null, "raw_voided_millimes" jsonb not null, "raw_vendor_millimes" jsonb not null, "raw_goodwill_millimes" jsonb not null, "raw_commission_millimes" jsonb not null, "raw_commission_vat_millimes" jsonb not null, "raw_funding_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "order_refund_share_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_share_refund_id" ON "order_refund_share" ("refund_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_share_deleted_at" ON "order_refund_share" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_order_refund_share_refund_id_vendor_order_id_unique" ON "order_refund_share" ("refund_id", "vendor_order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_share_vendor_order_id" ON "order_refund_share" ("vendor_order_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "order_refund_line" ("id" text not null, "kind" text check ("kind" in ('line', 'shipping', 'goodwill', 'goodwill_deducted')) not null, "line_id" text null, "quantity" integer null, "amount_millimes" numeric not null, "vat_bps" integer not null, "vat_millimes" numeric not null, "bearer" text check ("bearer" in ('vendor', 'marketplace')) not null, "commission_millimes" numeric not null, "commission_vat_millimes" numeric not null, "funding_millimes" numeric not null, "share_id" text not null, "raw_amount_millimes" jsonb not null, "raw_vat_millimes" jsonb not null, "raw_commission_millimes" jsonb not null, "raw_commission_vat_millimes" jsonb not null, "raw_funding_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "order_refund_line_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_line_share_id" ON "order_refund_line" ("share_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_line_deleted_at" ON "order_refund_line" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_order_refund_line_line_id" ON "order_refund_line" ("line_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "coupon_use" add constraint "coupon_use_coupon_id_foreign" foreign key ("coupon_id") references "coupon" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "order_refund_share" add constraint "order_refund_share_refund_id_foreign" foreign key ("refund_id") references "order_refund" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "order_refund_line" add constraint "order_refund_line_share_id_foreign" foreign key ("share_id") references "order_refund_share" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "vendor_order" add column if not exists "shipping_funding_millimes" numeric not null default 0, add column if not exists "funding_millimes" numeric not null default 0, add column if not exists "shipping_returned_millimes" numeric not null default 0, add column if not exists "raw_shipping_funding_millimes" jsonb not null default '{"value":"0","precision":20}', add column if not exists "raw_funding_millimes" jsonb not null default '{"value":"0","precision":20}', add column if not exists "raw_shipping_returned_millimes" jsonb not null default '{"value":"0","precision":20}';`,
    )

    this.addSql(
      `alter table if exists "vendor_order_line" add column if not exists "kind" text check ("kind" in ('goods', 'core_deposit', 'stamp')) not null default 'goods', add column if not exists "cancelled_quantity" integer not null default 0, add column if not exists "refunded_quantity" integer not null default 0, add column if not exists "funding_millimes" numeric not null default 0, add column if not exists "raw_funding_millimes" jsonb not null default '{"value":"0","precision":20}';`,
    )
    this.addSql(
      `alter table if exists "vendor_order_line" add constraint vendor_order_line_left check(cancelled_quantity >= 0 AND refunded_quantity >= 0 AND cancelled_quantity + refunded_quantity <= quantity);`,
    )

    this.addSql(`alter table "vendor_order"
      drop constraint "vendor_order_sums",
      add constraint "vendor_order_sums" check (
        "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
        and "funding_millimes" between 0 and "discount_millimes"
        and "earnings_millimes" + "commission_millimes" + "commission_vat_millimes"
          = "total_millimes" + "funding_millimes"),
      add constraint "vendor_order_shipping_left"
        check ("shipping_returned_millimes" between 0 and "shipping_millimes");`)
    // Jamais plus que ce qui était dû : la base le refuse, quoi que fasse le code.
    this.addSql(`alter table "payment_allocation" add constraint "payment_allocation_bounds" check (
      "due_millimes" >= 0 and "captured_millimes" between 0 and "due_millimes"
      and "refunded_millimes" between 0 and "due_millimes");`)
    this
      .addSql(`alter table "order_refund_share" add constraint "order_refund_share_vendor_order_fk"
      foreign key ("vendor_order_id") references "vendor_order" ("id");`)
    this.addSql(`alter table "order_refund_line" add constraint "order_refund_line_line_fk"
      foreign key ("line_id") references "vendor_order_line" ("id");`)
    this.addSql(`alter table "coupon" add constraint "coupon_vendor_fk"
      foreign key ("vendor_id") references "vendor" ("id");`)
    for (const [table, names] of WHOLE) {
      for (const name of names) {
        this.addSql(`alter table "${table}" add constraint "${table}_${name}_whole"
          check ("${name}_millimes" = trunc("${name}_millimes"));`)
      }
    }
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "payment_allocation" drop constraint "payment_allocation_bounds";`)
    this.addSql(`alter table "vendor_order"
      drop constraint "vendor_order_shipping_left",
      drop constraint "vendor_order_sums",
      add constraint "vendor_order_sums" check (
        "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
        and "earnings_millimes" + "commission_millimes" + "commission_vat_millimes" = "total_millimes") not valid;`)
    this.addSql(
      `alter table if exists "coupon_use" drop constraint if exists "coupon_use_coupon_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "order_refund_share" drop constraint if exists "order_refund_share_refund_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "order_refund_line" drop constraint if exists "order_refund_line_share_id_foreign";`,
    )

    this.addSql(`drop table if exists "coupon" cascade;`)

    this.addSql(`drop table if exists "coupon_use" cascade;`)

    this.addSql(`drop table if exists "order_refund" cascade;`)

    this.addSql(`drop table if exists "order_refund_share" cascade;`)

    this.addSql(`drop table if exists "order_refund_line" cascade;`)

    this.addSql(
      `alter table if exists "vendor_order" drop column if exists "shipping_funding_millimes", drop column if exists "funding_millimes", drop column if exists "shipping_returned_millimes", drop column if exists "raw_shipping_funding_millimes", drop column if exists "raw_funding_millimes", drop column if exists "raw_shipping_returned_millimes";`,
    )

    this.addSql(
      `alter table if exists "vendor_order_line" drop constraint if exists vendor_order_line_left;`,
    )
    this.addSql(
      `alter table if exists "vendor_order_line" drop column if exists "kind", drop column if exists "cancelled_quantity", drop column if exists "refunded_quantity", drop column if exists "funding_millimes", drop column if exists "raw_funding_millimes";`,
    )
  }
}
