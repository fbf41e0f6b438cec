import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123042453 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "vendor_order" add column if not exists "core_deposit_millimes" numeric not null default 0, add column if not exists "stamp_millimes" numeric not null default 0, add column if not exists "raw_core_deposit_millimes" jsonb not null default '{"value":"0","precision":20}', add column if not exists "raw_stamp_millimes" jsonb not null default '{"value":"0","precision":20}';`,
    )
    this.addSql(`alter table "vendor_order"
      drop constraint "vendor_order_sums",
      add constraint "vendor_order_sums" check (
        "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
          + "core_deposit_millimes" + "stamp_millimes"
        and "funding_millimes" between 0 and "discount_millimes"
        and "earnings_millimes" + "commission_millimes" + "commission_vat_millimes"
          = "total_millimes" + "funding_millimes"),
      add constraint "vendor_order_extras_whole" check (
        "core_deposit_millimes" >= 0 and "core_deposit_millimes" = trunc("core_deposit_millimes")
        and "stamp_millimes" >= 0 and "stamp_millimes" = trunc("stamp_millimes"));`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "vendor_order"
      drop constraint "vendor_order_sums",
      add constraint "vendor_order_sums" check (
        "total_millimes" = "items_millimes" + "shipping_millimes" - "discount_millimes"
        and "funding_millimes" between 0 and "discount_millimes"
        and "earnings_millimes" + "commission_millimes" + "commission_vat_millimes"
          = "total_millimes" + "funding_millimes") not valid,
      drop constraint "vendor_order_extras_whole";`)
    this.addSql(
      `alter table if exists "vendor_order" drop column if exists "core_deposit_millimes", drop column if exists "stamp_millimes", drop column if exists "raw_core_deposit_millimes", drop column if exists "raw_stamp_millimes";`,
    )
  }
}
