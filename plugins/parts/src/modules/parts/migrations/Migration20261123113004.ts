import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123113004 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" add column if not exists "vat_percent" integer not null default 19, add column if not exists "fodec" boolean not null default false;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "offer" drop column if exists "vat_percent", drop column if exists "fodec";`,
    )
  }
}
