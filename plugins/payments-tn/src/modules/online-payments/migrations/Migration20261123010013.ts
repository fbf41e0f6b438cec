import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123010013 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "refund_task" drop constraint if exists "refund_task_source_unique";`,
    )
    this.addSql(
      `alter table if exists "online_payment" drop constraint if exists "online_payment_gateway_gateway_ref_unique";`,
    )
    this.addSql(
      `alter table if exists "online_payment" drop constraint if exists "online_payment_reference_unique";`,
    )
    this.addSql(
      `alter table if exists "failed_delivery" drop constraint if exists "failed_delivery_source_unique";`,
    )
    this.addSql(
      `alter table if exists "cash_refusal" drop constraint if exists "cash_refusal_phone_unique";`,
    )
    this.addSql(
      `create table if not exists "cash_refusal" ("id" text not null, "phone" text not null, "reason" text not null, "created_by" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cash_refusal_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cash_refusal_deleted_at" ON "cash_refusal" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_cash_refusal_phone_unique" ON "cash_refusal" ("phone") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "cash_rule" ("id" text not null, "enabled" boolean not null default true, "max_order_millimes" integer null, "max_failed_deliveries" integer null, "governorates" jsonb not null, "updated_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cash_rule_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cash_rule_deleted_at" ON "cash_rule" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "failed_delivery" ("id" text not null, "phone" text not null, "source" text not null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "failed_delivery_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_failed_delivery_deleted_at" ON "failed_delivery" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_failed_delivery_source_unique" ON "failed_delivery" ("source") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_failed_delivery_phone" ON "failed_delivery" ("phone") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "online_payment" ("id" text not null, "gateway" text check ("gateway" in ('clictopay', 'konnect', 'flouci', 'paymee')) not null, "status" text check ("status" in ('preparing', 'failed', 'open', 'paid', 'ordered', 'refused', 'expired', 'refund_due', 'refunding', 'refunded', 'by_hand', 'disputed')) not null default 'preparing', "cart_id" text not null, "session_id" text not null, "reference" text not null, "gateway_ref" text null, "redirect_url" text null, "amount_millimes" integer not null, "opened_at" timestamptz not null, "expires_at" timestamptz not null, "next_check_at" timestamptz null, "paid_at" timestamptz null, "fee_millimes" integer null, "order_id" text null, "refund_reason" text check ("refund_reason" in ('out_of_stock', 'cart_changed', 'paid_twice', 'paid_late', 'amount_differs', 'not_orderable')) null, "refund_millimes" integer null, "refund_attempts" integer not null default 0, "refunded_at" timestamptz null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "online_payment_pkey" primary key ("id"), constraint online_payment_positive check (amount_millimes > 0));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_online_payment_deleted_at" ON "online_payment" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_online_payment_reference_unique" ON "online_payment" ("reference") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_online_payment_gateway_gateway_ref_unique" ON "online_payment" ("gateway", "gateway_ref") WHERE gateway_ref IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_online_payment_one_per_session" ON "online_payment" ("session_id") WHERE status <> 'failed' AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_online_payment_cart_id" ON "online_payment" ("cart_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_online_payment_status" ON "online_payment" ("status") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_online_payment_next_check_at" ON "online_payment" ("next_check_at") WHERE next_check_at IS NOT NULL AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "refund_task" ("id" text not null, "source" text not null, "gateway" text check ("gateway" in ('clictopay', 'konnect', 'flouci', 'paymee')) not null, "gateway_ref" text not null, "amount_millimes" integer not null, "note" text null, "status" text check ("status" in ('open', 'done')) not null default 'open', "done_by" text null, "done_at" timestamptz null, "done_reference" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "refund_task_pkey" primary key ("id"), constraint refund_task_positive check (amount_millimes > 0), constraint refund_task_done check ((status = 'done') = (done_by IS NOT NULL)));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_refund_task_deleted_at" ON "refund_task" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_refund_task_source_unique" ON "refund_task" ("source") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_refund_task_status" ON "refund_task" ("status") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cash_refusal" cascade;`)

    this.addSql(`drop table if exists "cash_rule" cascade;`)

    this.addSql(`drop table if exists "failed_delivery" cascade;`)

    this.addSql(`drop table if exists "online_payment" cascade;`)

    this.addSql(`drop table if exists "refund_task" cascade;`)
  }
}
