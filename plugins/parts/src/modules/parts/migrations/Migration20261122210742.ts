import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122210742 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "fitment" add column if not exists "dispute_references" text[] null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "fitment" drop column if exists "dispute_references";`)
  }
}
