import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122174000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "fitment" drop constraint if exists "fitment_part_id_variant_id_position_unique";`,
    )
    this.addSql(
      `alter table if exists "vehicle_model" drop constraint if exists "vehicle_model_make_id_slug_unique";`,
    )
    this.addSql(
      `alter table if exists "vehicle_make" drop constraint if exists "vehicle_make_slug_unique";`,
    )
    this.addSql(
      `alter table if exists "cross_reference" drop constraint if exists "cross_reference_part_id_kind_maker_number_key_unique";`,
    )
    this.addSql(
      `alter table if exists "offer" drop constraint if exists "offer_variant_id_unique";`,
    )
    this.addSql(
      `alter table if exists "offer" drop constraint if exists "offer_product_id_unique";`,
    )
    this.addSql(
      `alter table if exists "part" drop constraint if exists "part_brand_id_mpn_key_unique";`,
    )
    this.addSql(`alter table if exists "part" drop constraint if exists "part_slug_unique";`)
    this.addSql(
      `alter table if exists "criterion" drop constraint if exists "criterion_key_unique";`,
    )
    this.addSql(`alter table if exists "brand" drop constraint if exists "brand_slug_unique";`)
    this.addSql(`alter table if exists "brand" drop constraint if exists "brand_name_key_unique";`)
    this.addSql(
      `create table if not exists "brand" ("id" text not null, "name" text not null, "name_key" text not null, "slug" text not null, "aliases" text[] not null default '{}', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "brand_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_brand_name_key_unique" ON "brand" ("name_key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_brand_slug_unique" ON "brand" ("slug") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_brand_deleted_at" ON "brand" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "criterion" ("id" text not null, "key" text not null, "name_fr" text not null, "name_ar" text not null, "name_en" text not null, "unit" text null, "value_names" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "criterion_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_criterion_key_unique" ON "criterion" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_criterion_deleted_at" ON "criterion" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "part" ("id" text not null, "slug" text not null, "mpn" text not null, "mpn_key" text not null, "ean" text null, "category_id" text not null, "drawing" text not null, "name_fr" text not null, "name_ar" text not null, "name_en" text not null, "position" text null, "vat_percent" integer not null, "criteria" jsonb not null, "brand_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "part_pkey" primary key ("id"), constraint part_vat_percent_range check (vat_percent BETWEEN 0 AND 100));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_part_slug_unique" ON "part" ("slug") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_brand_id" ON "part" ("brand_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_deleted_at" ON "part" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_part_brand_id_mpn_key_unique" ON "part" ("brand_id", "mpn_key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_mpn_key" ON "part" ("mpn_key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_ean" ON "part" ("ean") WHERE ean IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_category_id" ON "part" ("category_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "offer" ("id" text not null, "product_id" text not null, "variant_id" text not null, "vendor_id" text not null, "condition" text check ("condition" in ('new', 'used', 'refurbished')) not null default 'new', "warranty_months" integer not null default 0, "delay_days" integer not null default 1, "part_id" text null, "listed" boolean not null default false, "product_status" text not null default 'draft', "title" text not null default '', "thumbnail" text null, "sku" text null, "price_millimes" integer null, "stocked_quantity" integer not null default 0, "reserved_quantity" integer not null default 0, "stock_available" integer not null default 0, "vendor_active" boolean not null default false, "vendor_handle" text not null default '', "vendor_name" text not null default '', "vendor_governorate_code" text not null default '', "vendor_logo_url" text null, "vendor_return_days" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_pkey" primary key ("id"), constraint offer_price_positive check (price_millimes >= 0), constraint offer_listed_is_priced check (NOT listed OR price_millimes IS NOT NULL));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_product_id_unique" ON "offer" ("product_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_variant_id_unique" ON "offer" ("variant_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_part_id" ON "offer" ("part_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_deleted_at" ON "offer" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_listed_part_id" ON "offer" ("part_id") WHERE listed AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_vendor_id_created_at" ON "offer" ("vendor_id", "created_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "cross_reference" ("id" text not null, "kind" text check ("kind" in ('oe', 'aftermarket', 'supersedes', 'superseded_by', 'interchange')) not null, "maker" text not null, "number" text not null, "number_key" text not null, "part_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cross_reference_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cross_reference_part_id" ON "cross_reference" ("part_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cross_reference_deleted_at" ON "cross_reference" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_cross_reference_part_id_kind_maker_number_key_unique" ON "cross_reference" ("part_id", "kind", "maker", "number_key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cross_reference_number_key" ON "cross_reference" ("number_key") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vehicle_make" ("id" text not null, "name" text not null, "slug" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vehicle_make_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vehicle_make_slug_unique" ON "vehicle_make" ("slug") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vehicle_make_deleted_at" ON "vehicle_make" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vehicle_model" ("id" text not null, "name" text not null, "slug" text not null, "kind" text check ("kind" in ('car', 'moto', 'utility', 'truck')) not null, "make_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vehicle_model_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vehicle_model_make_id" ON "vehicle_model" ("make_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vehicle_model_deleted_at" ON "vehicle_model" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_vehicle_model_make_id_slug_unique" ON "vehicle_model" ("make_id", "slug") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "vehicle_variant" ("id" text not null, "generation" text not null, "name" text not null, "energy" text not null, "engine_code" text null, "displacement_cc" integer null, "power_kw" integer null, "power_ch" integer null, "body" text null, "from_month" text null, "to_month" text null, "model_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vehicle_variant_pkey" primary key ("id"), constraint vehicle_variant_from_month_form check (from_month ~ '^[0-9]{4}-[0-9]{2}\$'), constraint vehicle_variant_to_month_form check (to_month ~ '^[0-9]{4}-[0-9]{2}\$'));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vehicle_variant_model_id" ON "vehicle_variant" ("model_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vehicle_variant_deleted_at" ON "vehicle_variant" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "fitment" ("id" text not null, "position" text not null default 'any', "quantity" integer not null default 1, "status" text check ("status" in ('declared', 'verified', 'disputed')) not null default 'declared', "part_id" text not null, "variant_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "fitment_pkey" primary key ("id"), constraint fitment_quantity_positive check (quantity > 0));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_fitment_part_id" ON "fitment" ("part_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_fitment_variant_id" ON "fitment" ("variant_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_fitment_deleted_at" ON "fitment" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_fitment_part_id_variant_id_position_unique" ON "fitment" ("part_id", "variant_id", "position") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_fitment_variant_id_part_id" ON "fitment" ("variant_id", "part_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "part" add constraint "part_brand_id_foreign" foreign key ("brand_id") references "brand" ("id") on update cascade;`,
    )

    this.addSql(
      `alter table if exists "offer" add constraint "offer_part_id_foreign" foreign key ("part_id") references "part" ("id") on update cascade on delete set null;`,
    )

    this.addSql(
      `alter table if exists "cross_reference" add constraint "cross_reference_part_id_foreign" foreign key ("part_id") references "part" ("id") on update cascade on delete cascade;`,
    )

    this.addSql(
      `alter table if exists "vehicle_model" add constraint "vehicle_model_make_id_foreign" foreign key ("make_id") references "vehicle_make" ("id") on update cascade on delete cascade;`,
    )

    this.addSql(
      `alter table if exists "vehicle_variant" add constraint "vehicle_variant_model_id_foreign" foreign key ("model_id") references "vehicle_model" ("id") on update cascade on delete cascade;`,
    )

    this.addSql(
      `alter table if exists "fitment" add constraint "fitment_part_id_foreign" foreign key ("part_id") references "part" ("id") on update cascade on delete cascade;`,
    )
    this.addSql(
      `alter table if exists "fitment" add constraint "fitment_variant_id_foreign" foreign key ("variant_id") references "vehicle_variant" ("id") on update cascade on delete cascade;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "part" drop constraint if exists "part_brand_id_foreign";`)

    this.addSql(`alter table if exists "offer" drop constraint if exists "offer_part_id_foreign";`)

    this.addSql(
      `alter table if exists "cross_reference" drop constraint if exists "cross_reference_part_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "fitment" drop constraint if exists "fitment_part_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vehicle_model" drop constraint if exists "vehicle_model_make_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "vehicle_variant" drop constraint if exists "vehicle_variant_model_id_foreign";`,
    )

    this.addSql(
      `alter table if exists "fitment" drop constraint if exists "fitment_variant_id_foreign";`,
    )

    this.addSql(`drop table if exists "brand" cascade;`)

    this.addSql(`drop table if exists "criterion" cascade;`)

    this.addSql(`drop table if exists "part" cascade;`)

    this.addSql(`drop table if exists "offer" cascade;`)

    this.addSql(`drop table if exists "cross_reference" cascade;`)

    this.addSql(`drop table if exists "vehicle_make" cascade;`)

    this.addSql(`drop table if exists "vehicle_model" cascade;`)

    this.addSql(`drop table if exists "vehicle_variant" cascade;`)

    this.addSql(`drop table if exists "fitment" cascade;`)
  }
}
