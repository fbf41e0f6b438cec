import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const MONEY = ["ht", "fodec", "vat", "due"]

/** Invoices, their series, what is printed on them, and tax rules. */
export class Migration20261123000051 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "vendor_invoice_settings" drop constraint if exists "vendor_invoice_settings_vendor_id_unique";`,
    )
    this.addSql(
      `alter table if exists "tax_rule" drop constraint if exists "tax_rule_scope_reference_id_unique";`,
    )
    this.addSql(
      `alter table if exists "marketplace_identity" drop constraint if exists "marketplace_identity_key_unique";`,
    )
    this.addSql(
      `alter table if exists "invoice_counter" drop constraint if exists "invoice_counter_issuer_id_kind_year_unique";`,
    )
    this.addSql(
      `alter table if exists "invoice" drop constraint if exists "invoice_issuer_id_kind_year_sequence_unique";`,
    )
    this.addSql(
      `alter table if exists "invoice" drop constraint if exists "invoice_source_unique";`,
    )
    this.addSql(
      `alter table if exists "buyer_tax_identity" drop constraint if exists "buyer_tax_identity_customer_id_unique";`,
    )
    this.addSql(
      `create table if not exists "buyer_tax_identity" ("id" text not null, "customer_id" text not null, "company" text not null, "tax_number" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "buyer_tax_identity_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_buyer_tax_identity_customer_id_unique" ON "buyer_tax_identity" ("customer_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_buyer_tax_identity_deleted_at" ON "buyer_tax_identity" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "invoice" ("id" text not null, "kind" text check ("kind" in ('invoice', 'credit_note', 'commission_invoice', 'commission_credit_note')) not null, "number" text not null, "issuer_id" text not null, "year" integer not null, "sequence" integer not null, "issued_at" timestamptz not null, "source" text not null, "vendor_id" text not null, "order_id" text null, "vendor_order_id" text null, "order_number" text null, "credited_id" text null, "buyer_name" text not null, "ht_millimes" numeric not null, "fodec_millimes" numeric not null, "vat_millimes" numeric not null, "due_millimes" numeric not null, "content" jsonb not null, "raw_ht_millimes" jsonb not null, "raw_fodec_millimes" jsonb not null, "raw_vat_millimes" jsonb not null, "raw_due_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "invoice_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_invoice_source_unique" ON "invoice" ("source") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_deleted_at" ON "invoice" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_invoice_issuer_id_kind_year_sequence_unique" ON "invoice" ("issuer_id", "kind", "year", "sequence") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_issued_at" ON "invoice" ("issued_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_vendor_id_issued_at" ON "invoice" ("vendor_id", "issued_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_order_id" ON "invoice" ("order_id") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_vendor_order_id" ON "invoice" ("vendor_order_id") WHERE vendor_order_id IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_credited_id" ON "invoice" ("credited_id") WHERE credited_id IS NOT NULL AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "invoice_counter" ("id" text not null, "issuer_id" text not null, "kind" text check ("kind" in ('invoice', 'credit_note', 'commission_invoice', 'commission_credit_note')) not null, "year" integer not null, "last_sequence" integer not null default 0, "last_issued_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "invoice_counter_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_invoice_counter_deleted_at" ON "invoice_counter" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_invoice_counter_issuer_id_kind_year_unique" ON "invoice_counter" ("issuer_id", "kind", "year") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "marketplace_identity" ("id" text not null, "key" text not null, "name" text not null, "tax_number" text not null, "trade_register" text null, "address" text not null, "phone" text null, "email" text null, "footer" text null, "invoice_prefix" text not null default 'COM', "credit_note_prefix" text not null default 'AVC', "stamp_millimes" integer not null default 1000, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "marketplace_identity_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_marketplace_identity_key_unique" ON "marketplace_identity" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_marketplace_identity_deleted_at" ON "marketplace_identity" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "tax_rule" ("id" text not null, "scope" text check ("scope" in ('category', 'product')) not null, "reference_id" text not null, "vat_percent" integer null, "fodec" boolean null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "tax_rule_pkey" primary key ("id"), constraint tax_rule_says_something check (vat_percent IS NOT NULL OR fodec IS NOT NULL), constraint tax_rule_vat_percent check (vat_percent IN (0, 7, 13, 19)));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_tax_rule_deleted_at" ON "tax_rule" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_tax_rule_scope_reference_id_unique" ON "tax_rule" ("scope", "reference_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_invoice_settings" ("id" text not null, "vendor_id" text not null, "invoice_prefix" text not null default 'FAC', "credit_note_prefix" text not null default 'AV', "issued_when" text check ("issued_when" in ('confirmed', 'delivered')) not null default 'delivered', "is_bilingual" boolean not null default false, "name_ar" text null, "address_ar" text null, "trade_register" text null, "footer" text null, "exemption" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_invoice_settings_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_invoice_settings_vendor_id_unique" ON "vendor_invoice_settings" ("vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_invoice_settings_deleted_at" ON "vendor_invoice_settings" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    for (const name of MONEY) {
      this.addSql(`alter table "invoice" add constraint "invoice_${name}_whole"
        check ("${name}_millimes" = trunc("${name}_millimes"));`)
    }
    this.addSql(`alter table "invoice" add constraint "invoice_credited_fk"
      foreign key ("credited_id") references "invoice" ("id");`)
    this.addSql(`alter table "invoice" add constraint "invoice_credit_note_names_its_invoice"
      check ("kind" <> 'credit_note' or "credited_id" is not null);`)
    // Une facture émise ne change plus : ce qui était faux se reprend par un avoir.
    this.addSql(`create function souk_refuse_invoice_change() returns trigger language plpgsql as $$
      begin
        raise exception 'an issued invoice is never changed: % on % refused', tg_op, tg_table_name;
      end $$;`)
    this.addSql(`create trigger "invoice_immutable" before update or delete on "invoice"
        for each row execute function souk_refuse_invoice_change();`)
    this.addSql(`create trigger "invoice_not_truncated" before truncate on "invoice"
        for each statement execute function souk_refuse_invoice_change();`)
    // Une série ne recule pas : un numéro donné ne se redonne pas.
    this.addSql(`create function souk_refuse_counter_back() returns trigger language plpgsql as $$
      begin
        if new.last_sequence < old.last_sequence then
          raise exception 'the series of % never goes back', old.issuer_id;
        end if;
        return new;
      end $$;`)
    this.addSql(`create trigger "invoice_counter_forward" before update on "invoice_counter"
        for each row execute function souk_refuse_counter_back();`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger if exists "invoice_counter_forward" on "invoice_counter";`)
    this.addSql(`drop trigger if exists "invoice_not_truncated" on "invoice";`)
    this.addSql(`drop trigger if exists "invoice_immutable" on "invoice";`)
    this.addSql(`drop function if exists souk_refuse_counter_back();`)
    this.addSql(`drop function if exists souk_refuse_invoice_change();`)

    this.addSql(`drop table if exists "buyer_tax_identity" cascade;`)

    this.addSql(`drop table if exists "invoice" cascade;`)

    this.addSql(`drop table if exists "invoice_counter" cascade;`)

    this.addSql(`drop table if exists "marketplace_identity" cascade;`)

    this.addSql(`drop table if exists "tax_rule" cascade;`)

    this.addSql(`drop table if exists "vendor_invoice_settings" cascade;`)
  }
}
