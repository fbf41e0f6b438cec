import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The text search configuration of the PostgreSQL search provider for `language: "french"`:
 * accents removed, French stems. The provider itself only creates the English one.
 */
export class Migration20261122174100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS unaccent`)
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    this.addSql(`
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = 'medusa_search_french') THEN
          CREATE TEXT SEARCH CONFIGURATION medusa_search_french (COPY = french);
          ALTER TEXT SEARCH CONFIGURATION medusa_search_french
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
        END IF;
      END
      $$
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TEXT SEARCH CONFIGURATION IF EXISTS medusa_search_french`)
  }
}
