import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const MONEY_COLUMNS: Record<string, string[]> = {
  vendor_order: ["items", "discount", "shipping", "total", "commission", "earnings"],
  vendor_order_line: ["unit_price", "discount", "total"],
  commission_line: ["base", "amount"],
  payment_allocation: ["due", "authorized", "captured", "refunded"],
  ledger_entry: ["amount"],
}

/** What the models cannot say: foreign keys, whole millimes, sums that hold, an append-only ledger. */
export class Migration20261122100100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "delegation" add constraint "delegation_governorate_fk"
      foreign key ("governorate_code") references "governorate" ("code");`)
    this.addSql(`alter table "vendor" add constraint "vendor_governorate_fk"
      foreign key ("governorate_code") references "governorate" ("code");`)
    this.addSql(`alter table "vendor" add constraint "vendor_delegation_fk"
      foreign key ("delegation_code") references "delegation" ("code");`)
    this.addSql(`alter table "vendor_order" add constraint "vendor_order_vendor_fk"
      foreign key ("vendor_id") references "vendor" ("id");`)

    for (const [table, names] of Object.entries(MONEY_COLUMNS)) {
      for (const name of names) {
        const column = `${name}_millimes`
        this.addSql(`alter table "${table}" add constraint "${table}_${name}_whole"
          check ("${column}" = trunc("${column}"));`)
      }
    }
    this.addSql(`alter table "vendor_order" add constraint "vendor_order_sums" check (
      "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
      and "earnings_millimes" + "commission_millimes" = "total_millimes");`)

    this.addSql(`create function souk_refuse_ledger_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the ledger is append-only: % on % refused', tg_op, tg_table_name;
      end $$;`)
    for (const table of ["ledger_transaction", "ledger_entry"]) {
      this.addSql(`create trigger "${table}_append_only" before update or delete on "${table}"
        for each row execute function souk_refuse_ledger_change();`)
    }
    this.addSql(`create function souk_refuse_unbalanced() returns trigger language plpgsql as $$
      begin
        if (select sum(amount_millimes) from ledger_entry where transaction_id = new.transaction_id) <> 0 then
          raise exception 'ledger transaction % does not sum to zero', new.transaction_id;
        end if;
        return null;
      end $$;`)
    this.addSql(`create constraint trigger "ledger_entry_balanced" after insert on "ledger_entry"
      deferrable initially deferred for each row execute function souk_refuse_unbalanced();`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger "ledger_entry_balanced" on "ledger_entry";`)
    for (const table of ["ledger_transaction", "ledger_entry"]) {
      this.addSql(`drop trigger "${table}_append_only" on "${table}";`)
    }
    this.addSql(`drop function souk_refuse_unbalanced();`)
    this.addSql(`drop function souk_refuse_ledger_change();`)
    this.addSql(`alter table "vendor_order" drop constraint "vendor_order_sums";`)
    for (const [table, names] of Object.entries(MONEY_COLUMNS)) {
      for (const name of names)
        this.addSql(`alter table "${table}" drop constraint "${table}_${name}_whole";`)
    }
    this.addSql(`alter table "vendor_order" drop constraint "vendor_order_vendor_fk";`)
    this.addSql(`alter table "vendor" drop constraint "vendor_delegation_fk";`)
    this.addSql(`alter table "vendor" drop constraint "vendor_governorate_fk";`)
    this.addSql(`alter table "delegation" drop constraint "delegation_governorate_fk";`)
  }
}
