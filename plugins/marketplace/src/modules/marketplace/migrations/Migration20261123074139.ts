import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123074139 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "vendor" add column if not exists "locale" text check ("locale" in ('fr', 'ar', 'en')) not null default 'fr';`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "vendor" drop column if exists "locale";`)
  }
}
