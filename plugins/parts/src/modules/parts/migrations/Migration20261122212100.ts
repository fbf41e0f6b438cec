import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The address of a removed part, and the numbers it had, are looked for on its page (410). */
export class Migration20261122212100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index if not exists "IDX_part_removed_slug" on "part" ("slug") where deleted_at is not null;`,
    )
    this.addSql(
      `create index if not exists "IDX_cross_reference_removed_part_id" on "cross_reference" ("part_id") where deleted_at is not null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_part_removed_slug";`)
    this.addSql(`drop index if exists "IDX_cross_reference_removed_part_id";`)
  }
}
