import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const WHOLE: [table: string, name: string][] = [
  ["payout", "amount"],
  ["remittance", "total"],
  ["remittance_line", "amount"],
]

/** Money that becomes available, carriers' remittances, payout runs. */
export class Migration20261122214255 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "payout_run" ("id" text not null, "status" text check ("status" in ('prepared', 'approved', 'refused')) not null default 'prepared', "minimum_millimes" integer not null, "prepared_by" text not null, "decided_by" text null, "decided_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payout_run_pkey" primary key ("id"), constraint payout_run_two_people check (decided_by IS NULL OR decided_by <> prepared_by), constraint payout_run_decided check ((status = 'prepared') = (decided_by IS NULL)));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payout_run_deleted_at" ON "payout_run" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payout_run_one_prepared" ON "payout_run" ("status") WHERE status = 'prepared' AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "payout" ("id" text not null, "vendor_id" text not null, "amount_millimes" numeric not null, "rib" text null, "status" text check ("status" in ('planned', 'skipped', 'sent', 'paid', 'rejected')) not null default 'planned', "skip_reason" text check ("skip_reason" in ('rib_missing', 'rib_invalid', 'vendor_closed', 'below_minimum', 'balance_changed')) null, "note" text null, "settled_by" text null, "run_id" text not null, "raw_amount_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payout_pkey" primary key ("id"), constraint payout_positive check (amount_millimes > 0));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payout_run_id" ON "payout" ("run_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payout_deleted_at" ON "payout" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payout_run_id_vendor_id_unique" ON "payout" ("run_id", "vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payout_vendor_id" ON "payout" ("vendor_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "remittance" ("id" text not null, "carrier" text not null, "reference" text not null, "total_millimes" numeric not null, "recorded_by" text not null, "raw_total_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "remittance_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_remittance_deleted_at" ON "remittance" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_remittance_carrier_reference_unique" ON "remittance" ("carrier", "reference") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "remittance_line" ("id" text not null, "row" integer not null, "reference" text not null, "amount_millimes" numeric not null, "expected_millimes" numeric null, "vendor_order_id" text null, "status" text check ("status" in ('matched', 'exception', 'accepted', 'dismissed')) not null, "problem" text check ("problem" in ('unknown', 'duplicate', 'not_delivered', 'other_carrier', 'already_remitted', 'amount_differs')) null, "resolution" text null, "resolved_by" text null, "remittance_id" text not null, "raw_amount_millimes" jsonb not null, "raw_expected_millimes" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "remittance_line_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_remittance_line_remittance_id" ON "remittance_line" ("remittance_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_remittance_line_deleted_at" ON "remittance_line" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_remittance_line_remittance_id_row_unique" ON "remittance_line" ("remittance_id", "row") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_remittance_line_status" ON "remittance_line" ("status") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "payout" add constraint "payout_run_id_foreign" foreign key ("run_id") references "payout_run" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "remittance_line" add constraint "remittance_line_remittance_id_foreign" foreign key ("remittance_id") references "remittance" ("id") on update cascade;`,
    )

    this.addSql(`alter table "payout" add constraint "payout_vendor_fk"
      foreign key ("vendor_id") references "vendor" ("id");`)
    this.addSql(`alter table "remittance_line" add constraint "remittance_line_vendor_order_fk"
      foreign key ("vendor_order_id") references "vendor_order" ("id");`)
    // Un colis n'est rapproché qu'une fois, quoi que disent les fichiers.
    this
      .addSql(`create unique index "IDX_remittance_line_paid_once" on "remittance_line" ("vendor_order_id")
      where "status" in ('matched', 'accepted') and "deleted_at" is null;`)
    for (const [table, name] of WHOLE) {
      this.addSql(`alter table "${table}" add constraint "${table}_${name}_whole"
        check ("${name}_millimes" = trunc("${name}_millimes"));`)
    }

    this.addSql(
      `alter table if exists "vendor_order" add column if not exists "carrier" text null, add column if not exists "released_at" timestamptz null;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_unreleased" ON "vendor_order" ("status", "vendor_id") WHERE released_at IS NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "payout" drop constraint if exists "payout_run_id_foreign";`)

    this.addSql(
      `alter table if exists "remittance_line" drop constraint if exists "remittance_line_remittance_id_foreign";`,
    )

    this.addSql(`drop table if exists "payout_run" cascade;`)

    this.addSql(`drop table if exists "payout" cascade;`)

    this.addSql(`drop table if exists "remittance" cascade;`)

    this.addSql(`drop table if exists "remittance_line" cascade;`)

    this.addSql(`drop index if exists "IDX_vendor_order_unreleased";`)
    this.addSql(
      `alter table if exists "vendor_order" drop column if exists "carrier", drop column if exists "released_at";`,
    )
  }
}
