import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A line of a vendor order keeps what the shop said of it when it was bought. */
export class Migration20261122210919 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "vendor_order_line" add column if not exists "facts" jsonb null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "vendor_order_line" drop column if exists "facts";`)
  }
}
