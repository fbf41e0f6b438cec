import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123005304 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "vendor_order" add column if not exists "tracking_number" text null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "vendor_order" drop column if exists "tracking_number";`)
  }
}
