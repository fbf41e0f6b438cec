import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122210923 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" add column if not exists "vendor_cancellation_percent" integer null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" drop column if exists "vendor_cancellation_percent";`,
    )
  }
}
