import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123040637 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "remittance" drop constraint if exists "remittance_carrier_sha256_unique";`,
    )
    this.addSql(
      `alter table if exists "remittance_format" drop constraint if exists "remittance_format_carrier_unique";`,
    )
    this.addSql(
      `create table if not exists "bank_change" ("id" text not null, "vendor_id" text not null, "rib" text not null, "previous_rib" text null, "status" text check ("status" in ('requested', 'confirmed', 'refused', 'withdrawn')) not null default 'requested', "requested_by" text not null, "decided_by" text null, "decided_at" timestamptz null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "bank_change_pkey" primary key ("id"), constraint bank_change_two_people check (status = 'withdrawn' OR decided_by IS NULL OR decided_by <> requested_by), constraint bank_change_decided check ((status = 'requested') = (decided_by IS NULL)));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_bank_change_deleted_at" ON "bank_change" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bank_change_one_requested" ON "bank_change" ("vendor_id") WHERE status = 'requested' AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_bank_change_status" ON "bank_change" ("status") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_bank_change_vendor_id" ON "bank_change" ("vendor_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "remittance_format" ("id" text not null, "carrier" text not null, "reference_column" text not null, "amount_column" text not null, "encoding" text null, "saved_by" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "remittance_format_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_remittance_format_carrier_unique" ON "remittance_format" ("carrier") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_remittance_format_deleted_at" ON "remittance_format" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "payout" drop constraint if exists "payout_skip_reason_check";`,
    )

    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists "remittance_line_status_check";`,
    )
    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists "remittance_line_problem_check";`,
    )

    this.addSql(
      `alter table if exists "payout" add constraint "payout_skip_reason_check" check("skip_reason" in ('rib_missing', 'rib_invalid', 'rib_changing', 'vendor_closed', 'below_minimum', 'balance_changed'));`,
    )

    this.addSql(
      `alter table if exists "remittance" add column if not exists "sha256" text null, add column if not exists "header" jsonb null;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_remittance_carrier_sha256_unique" ON "remittance" ("carrier", "sha256") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "remittance_line" add column if not exists "cells" jsonb null, add column if not exists "proposed_by" text null;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "amount_millimes" type numeric using ("amount_millimes"::numeric);`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "amount_millimes" drop not null;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "raw_amount_millimes" type jsonb using ("raw_amount_millimes"::jsonb);`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "raw_amount_millimes" drop not null;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" add constraint "remittance_line_status_check" check("status" in ('matched', 'exception', 'proposed', 'accepted', 'dismissed'));`,
    )
    this.addSql(
      `alter table if exists "remittance_line" add constraint "remittance_line_problem_check" check("problem" in ('unreadable', 'unknown', 'duplicate', 'not_delivered', 'other_carrier', 'already_remitted', 'amount_differs'));`,
    )
    this.addSql(
      `alter table if exists "remittance_line" add constraint remittance_line_two_people check(status <> 'accepted' OR proposed_by IS NULL OR resolved_by <> proposed_by);`,
    )
    this.addSql(
      `alter table if exists "remittance_line" add constraint remittance_line_proposed check(status <> 'proposed' OR (proposed_by IS NOT NULL AND vendor_order_id IS NOT NULL));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "bank_change" cascade;`)

    this.addSql(`drop table if exists "remittance_format" cascade;`)

    this.addSql(
      `alter table if exists "payout" drop constraint if exists "payout_skip_reason_check";`,
    )

    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists "remittance_line_status_check";`,
    )
    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists "remittance_line_problem_check";`,
    )

    this.addSql(
      `alter table if exists "payout" add constraint "payout_skip_reason_check" check("skip_reason" in ('rib_missing', 'rib_invalid', 'vendor_closed', 'below_minimum', 'balance_changed'));`,
    )

    this.addSql(`drop index if exists "IDX_remittance_carrier_sha256_unique";`)
    this.addSql(
      `alter table if exists "remittance" drop column if exists "sha256", drop column if exists "header";`,
    )

    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists remittance_line_two_people;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists remittance_line_proposed;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" drop column if exists "cells", drop column if exists "proposed_by";`,
    )

    this.addSql(
      `alter table if exists "remittance_line" alter column "amount_millimes" type numeric using ("amount_millimes"::numeric);`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "amount_millimes" set not null;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "raw_amount_millimes" type jsonb using ("raw_amount_millimes"::jsonb);`,
    )
    this.addSql(
      `alter table if exists "remittance_line" alter column "raw_amount_millimes" set not null;`,
    )
    this.addSql(
      `alter table if exists "remittance_line" add constraint "remittance_line_status_check" check("status" in ('matched', 'exception', 'accepted', 'dismissed'));`,
    )
    this.addSql(
      `alter table if exists "remittance_line" add constraint "remittance_line_problem_check" check("problem" in ('unknown', 'duplicate', 'not_delivered', 'other_carrier', 'already_remitted', 'amount_differs'));`,
    )
  }
}
