import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123002847 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "invoice_deposit" drop constraint if exists "invoice_deposit_invoice_id_unique";`,
    )
    this.addSql(
      `create table if not exists "invoice_deposit" ("id" text not null, "invoice_id" text not null, "reference" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "invoice_deposit_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_invoice_deposit_invoice_id_unique" ON "invoice_deposit" ("invoice_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_deposit_deleted_at" ON "invoice_deposit" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "invoice_deposit" cascade;`)
  }
}
