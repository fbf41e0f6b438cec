import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122100000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "delegation" ("code" text not null, "governorate_code" text not null, "name_fr" text not null, "name_ar" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "delegation_pkey" primary key ("code"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delegation_deleted_at" ON "delegation" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delegation_governorate_code" ON "delegation" ("governorate_code") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "governorate" ("code" text not null, "name_fr" text not null, "name_ar" text not null, "name_en" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "governorate_pkey" primary key ("code"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_governorate_deleted_at" ON "governorate" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "ledger_transaction" ("id" text not null, "source" text not null, "kind" text not null, "currency_code" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "ledger_transaction_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_transaction_deleted_at" ON "ledger_transaction" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_ledger_transaction_source_kind_unique" ON "ledger_transaction" ("source", "kind") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "ledger_entry" ("id" text not null, "account" text not null, "amount_millimes" numeric not null, "transaction_id" text not null, "raw_amount_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "ledger_entry_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_entry_transaction_id" ON "ledger_entry" ("transaction_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_entry_deleted_at" ON "ledger_entry" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_ledger_entry_account" ON "ledger_entry" ("account") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor" ("id" text not null, "handle" text not null, "name" text not null, "company" text not null, "status" text check ("status" in ('pending', 'info_requested', 'approved', 'rejected', 'suspended', 'banned', 'closed')) not null default 'pending', "tax_number" text not null, "rib" text null, "governorate_code" text not null, "delegation_code" text not null, "address" text not null, "phone" text not null, "email" text not null, "about_fr" text null, "about_ar" text null, "about_en" text null, "opening_hours" text null, "return_days" integer not null default 10, "handling_days" integer not null default 1, "shipping_fee_millimes" integer not null, "free_shipping_from_millimes" integer null, "logo_url" text null, "commission_bps" integer null, "stock_location_id" text null, "shipping_profile_id" text null, "shipping_option_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_handle_unique" ON "vendor" ("handle") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_tax_number_unique" ON "vendor" ("tax_number") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_stock_location_id_unique" ON "vendor" ("stock_location_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_shipping_profile_id_unique" ON "vendor" ("shipping_profile_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_shipping_option_id_unique" ON "vendor" ("shipping_option_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_deleted_at" ON "vendor" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_status" ON "vendor" ("status") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_governorate_code" ON "vendor" ("governorate_code") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_member" ("id" text not null, "user_id" text not null, "email" text not null, "role" text check ("role" in ('owner', 'staff')) not null default 'staff', "vendor_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_member_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_member_user_id_unique" ON "vendor_member" ("user_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_member_vendor_id" ON "vendor_member" ("vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_member_deleted_at" ON "vendor_member" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_order" ("id" text not null, "number" text not null, "order_id" text not null, "order_display_id" integer not null, "vendor_id" text not null, "status" text check ("status" in ('new', 'confirmed', 'shipped', 'delivered', 'cancelled')) not null default 'new', "payment_method" text not null, "currency_code" text not null, "buyer_name" text not null, "items_millimes" numeric not null, "discount_millimes" numeric not null, "shipping_millimes" numeric not null, "total_millimes" numeric not null, "commission_millimes" numeric not null, "earnings_millimes" numeric not null, "shipping_name" text null, "shipping_option_id" text null, "fulfillment_id" text null, "raw_items_millimes" jsonb not null, "raw_discount_millimes" jsonb not null, "raw_shipping_millimes" jsonb not null, "raw_total_millimes" jsonb not null, "raw_commission_millimes" jsonb not null, "raw_earnings_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_order_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_order_number_unique" ON "vendor_order" ("number") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_deleted_at" ON "vendor_order" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_order_order_id_vendor_id_unique" ON "vendor_order" ("order_id", "vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_vendor_id_status_created_at" ON "vendor_order" ("vendor_id", "status", "created_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_vendor_id_created_at" ON "vendor_order" ("vendor_id", "created_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "payment_allocation" ("id" text not null, "payment_collection_id" text not null, "due_millimes" numeric not null, "authorized_millimes" numeric not null, "captured_millimes" numeric not null, "refunded_millimes" numeric not null, "vendor_order_id" text not null, "raw_due_millimes" jsonb not null, "raw_authorized_millimes" jsonb not null, "raw_captured_millimes" jsonb not null, "raw_refunded_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_allocation_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_allocation_payment_collection_id" ON "payment_allocation" ("payment_collection_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_allocation_vendor_order_id_unique" ON "payment_allocation" ("vendor_order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_allocation_deleted_at" ON "payment_allocation" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_order_event" ("id" text not null, "status" text check ("status" in ('new', 'confirmed', 'shipped', 'delivered', 'cancelled')) not null, "actor" text not null, "vendor_order_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_order_event_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_event_vendor_order_id" ON "vendor_order_event" ("vendor_order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_event_deleted_at" ON "vendor_order_event" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_order_event_vendor_order_id_status_unique" ON "vendor_order_event" ("vendor_order_id", "status") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_order_line" ("id" text not null, "line_item_id" text not null, "product_id" text not null, "variant_id" text null, "title" text not null, "subtitle" text null, "sku" text null, "thumbnail" text null, "quantity" integer not null, "unit_price_millimes" numeric not null, "discount_millimes" numeric not null, "total_millimes" numeric not null, "vendor_order_id" text not null, "raw_unit_price_millimes" jsonb not null, "raw_discount_millimes" jsonb not null, "raw_total_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_order_line_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_order_line_line_item_id_unique" ON "vendor_order_line" ("line_item_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_line_vendor_order_id" ON "vendor_order_line" ("vendor_order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_order_line_deleted_at" ON "vendor_order_line" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "commission_line" ("id" text not null, "rule_id" text not null, "rate_bps" integer not null, "base_millimes" numeric not null, "amount_millimes" numeric not null, "line_id" text not null, "raw_base_millimes" jsonb not null, "raw_amount_millimes" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "commission_line_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_commission_line_line_id_unique" ON "commission_line" ("line_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_commission_line_deleted_at" ON "commission_line" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_product" ("id" text not null, "product_id" text not null, "withdrawn" boolean not null default false, "vendor_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_product_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vendor_product_product_id_unique" ON "vendor_product" ("product_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_product_vendor_id" ON "vendor_product" ("vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_product_deleted_at" ON "vendor_product" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vendor_status_change" ("id" text not null, "from" text check ("from" in ('pending', 'info_requested', 'approved', 'rejected', 'suspended', 'banned', 'closed')) not null, "to" text check ("to" in ('pending', 'info_requested', 'approved', 'rejected', 'suspended', 'banned', 'closed')) not null, "reason" text not null, "actor_id" text not null, "vendor_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vendor_status_change_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_status_change_vendor_id" ON "vendor_status_change" ("vendor_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vendor_status_change_deleted_at" ON "vendor_status_change" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "ledger_entry" add constraint "ledger_entry_transaction_id_foreign" foreign key ("transaction_id") references "ledger_transaction" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "vendor_member" add constraint "vendor_member_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "payment_allocation" add constraint "payment_allocation_vendor_order_id_foreign" foreign key ("vendor_order_id") references "vendor_order" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "vendor_order_event" add constraint "vendor_order_event_vendor_order_id_foreign" foreign key ("vendor_order_id") references "vendor_order" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "vendor_order_line" add constraint "vendor_order_line_vendor_order_id_foreign" foreign key ("vendor_order_id") references "vendor_order" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "commission_line" add constraint "commission_line_line_id_foreign" foreign key ("line_id") references "vendor_order_line" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "vendor_product" add constraint "vendor_product_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "vendor_status_change" add constraint "vendor_status_change_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on update cascade;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "ledger_entry" drop constraint if exists "ledger_entry_transaction_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vendor_member" drop constraint if exists "vendor_member_vendor_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vendor_product" drop constraint if exists "vendor_product_vendor_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vendor_status_change" drop constraint if exists "vendor_status_change_vendor_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "payment_allocation" drop constraint if exists "payment_allocation_vendor_order_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vendor_order_event" drop constraint if exists "vendor_order_event_vendor_order_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vendor_order_line" drop constraint if exists "vendor_order_line_vendor_order_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "commission_line" drop constraint if exists "commission_line_line_id_foreign";`,
    )

    this.addSql(`drop table if exists "delegation" cascade;`)

    this.addSql(`drop table if exists "governorate" cascade;`)

    this.addSql(`drop table if exists "ledger_transaction" cascade;`)

    this.addSql(`drop table if exists "ledger_entry" cascade;`)

    this.addSql(`drop table if exists "vendor" cascade;`)

    this.addSql(`drop table if exists "vendor_member" cascade;`)

    this.addSql(`drop table if exists "vendor_order" cascade;`)

    this.addSql(`drop table if exists "payment_allocation" cascade;`)

    this.addSql(`drop table if exists "vendor_order_event" cascade;`)

    this.addSql(`drop table if exists "vendor_order_line" cascade;`)

    this.addSql(`drop table if exists "commission_line" cascade;`)

    this.addSql(`drop table if exists "vendor_product" cascade;`)

    this.addSql(`drop table if exists "vendor_status_change" cascade;`)
  }
}
