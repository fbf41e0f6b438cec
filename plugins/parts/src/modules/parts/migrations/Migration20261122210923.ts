import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What offers are ranked by: their vendor's cancellations, and the cost that lists sort on. */
export class Migration20261122210923 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" add column if not exists "vendor_cancellation_percent" integer null, add column if not exists "rank_cost" integer null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" drop column if exists "vendor_cancellation_percent", drop column if exists "rank_cost";`,
    )
  }
}
