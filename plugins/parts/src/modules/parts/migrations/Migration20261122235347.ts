import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122235347 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" add column if not exists "category_id" text null, add column if not exists "images" jsonb null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" drop column if exists "category_id", drop column if exists "images";`,
    )
  }
}
