import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123072424 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery_failure" drop constraint if exists "delivery_failure_vendor_order_id_attempt_unique";`,
    )
    this.addSql(
      `alter table if exists "cancellation_request" drop constraint if exists "cancellation_request_vendor_order_id_asked_by_unique";`,
    )
    this.addSql(
      `create table if not exists "cancellation_request" ("id" text not null, "vendor_order_id" text not null, "order_id" text not null, "vendor_id" text not null, "asked_by" text check ("asked_by" in ('buyer', 'vendor')) not null, "actor" text not null, "reason" text not null, "status" text check ("status" in ('open', 'accepted', 'refused')) not null default 'open', "answer" text null, "decided_by" text null, "decided_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cancellation_request_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cancellation_request_deleted_at" ON "cancellation_request" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_cancellation_request_vendor_order_id_asked_by_unique" ON "cancellation_request" ("vendor_order_id", "asked_by") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cancellation_request_vendor_id_status" ON "cancellation_request" ("vendor_id", "status") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "delivery_failure" ("id" text not null, "vendor_order_id" text not null, "attempt" integer not null, "reason" text check ("reason" in ('absent', 'refused', 'unreachable', 'wrong_address')) not null, "next" text check ("next" in ('retry', 'return')) not null, "note" text null, "actor" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "delivery_failure_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_failure_deleted_at" ON "delivery_failure" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_delivery_failure_vendor_order_id_attempt_unique" ON "delivery_failure" ("vendor_order_id", "attempt") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "vendor_order" drop constraint if exists "vendor_order_status_check";`,
    )

    this.addSql(
      `alter table if exists "vendor_order_event" drop constraint if exists "vendor_order_event_status_check";`,
    )

    this.addSql(
      `alter table if exists "vendor_order" add constraint "vendor_order_status_check" check("status" in ('new', 'confirmed', 'shipped', 'undelivered', 'delivered', 'cancelled'));`,
    )

    this.addSql(
      `alter table if exists "vendor_order_event" add constraint "vendor_order_event_status_check" check("status" in ('new', 'confirmed', 'shipped', 'undelivered', 'delivered', 'cancelled'));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cancellation_request" cascade;`)

    this.addSql(`drop table if exists "delivery_failure" cascade;`)

    this.addSql(
      `alter table if exists "vendor_order" drop constraint if exists "vendor_order_status_check";`,
    )

    this.addSql(
      `alter table if exists "vendor_order_event" drop constraint if exists "vendor_order_event_status_check";`,
    )

    this.addSql(
      `alter table if exists "vendor_order" add constraint "vendor_order_status_check" check("status" in ('new', 'confirmed', 'shipped', 'delivered', 'cancelled'));`,
    )

    this.addSql(
      `alter table if exists "vendor_order_event" add constraint "vendor_order_event_status_check" check("status" in ('new', 'confirmed', 'shipped', 'delivered', 'cancelled'));`,
    )
  }
}
