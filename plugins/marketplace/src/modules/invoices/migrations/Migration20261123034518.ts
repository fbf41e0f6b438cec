import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123034518 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "marketplace_identity" add column if not exists "stamp_payer" text check ("stamp_payer" in ('vendor', 'buyer')) not null default 'vendor';`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "marketplace_identity" drop column if exists "stamp_payer";`)
  }
}
