import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Chaque écriture du grand livre vérifie que son mouvement s'équilibre. The check reads every row of a
 * movement, deleted or not: the model's own index, of the rows that are not, cannot serve it, and each
 * entry read the whole table.
 */
export class Migration20261123054000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index if not exists "ledger_entry_transaction_id_of_all" on "ledger_entry" ("transaction_id");`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "ledger_entry_transaction_id_of_all";`)
  }
}
