import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123040628 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "coupon" add column if not exists "is_public" boolean not null default false;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "coupon" drop column if exists "is_public";`)
  }
}
