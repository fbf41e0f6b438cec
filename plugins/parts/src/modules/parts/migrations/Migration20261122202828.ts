import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122202828 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "part_address" drop constraint if exists "part_address_slug_unique";`,
    )
    this.addSql(
      `alter table if exists "brand_alias" drop constraint if exists "brand_alias_name_key_unique";`,
    )
    this.addSql(
      `create table if not exists "brand_alias" ("id" text not null, "name" text not null, "name_key" text not null, "brand_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "brand_alias_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_brand_alias_name_key_unique" ON "brand_alias" ("name_key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_brand_alias_brand_id" ON "brand_alias" ("brand_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_brand_alias_deleted_at" ON "brand_alias" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "garage_vehicle" ("id" text not null, "customer_id" text not null, "variant_id" text not null, "label" text null, "plate" text null, "vin" text null, "is_active" boolean not null default false, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "garage_vehicle_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_garage_vehicle_deleted_at" ON "garage_vehicle" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_garage_vehicle_customer_id_created_at" ON "garage_vehicle" ("customer_id", "created_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_garage_vehicle_active_customer_id" ON "garage_vehicle" ("customer_id") WHERE is_active AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "identity_case" ("id" text not null, "offer_id" text not null, "vendor_id" text not null, "reason" text check ("reason" in ('new_brand', 'new_part', 'ambiguous_brand', 'ambiguous_ean', 'ean_disagrees')) not null, "status" text check ("status" in ('open', 'accepted', 'merged', 'rejected')) not null default 'open', "brand" text not null, "brand_key" text not null, "mpn" text not null, "mpn_key" text not null, "ean" text null, "title" text not null, "category_id" text null, "candidate_part_ids" text[] not null default '{}', "part_id" text null, "decided_by" text null, "decided_at" timestamptz null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "identity_case_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_identity_case_deleted_at" ON "identity_case" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_identity_case_open_offer_id" ON "identity_case" ("offer_id") WHERE status = 'open' AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_identity_case_status_created_at" ON "identity_case" ("status", "created_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_identity_case_brand_key_mpn_key" ON "identity_case" ("brand_key", "mpn_key") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "import_run" ("id" text not null, "kind" text check ("kind" in ('vehicles', 'fitments', 'aces')) not null, "status" text check ("status" in ('running', 'succeeded', 'failed')) not null default 'running', "file_name" text not null, "sha256" text not null, "started_by" text not null, "vendor_id" text null, "read_rows" integer not null default 0, "created_rows" integer not null default 0, "updated_rows" integer not null default 0, "unchanged_rows" integer not null default 0, "refused_rows" integer not null default 0, "error_file" text null, "failure" text null, "finished_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "import_run_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_import_run_deleted_at" ON "import_run" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_import_run_kind_created_at" ON "import_run" ("kind", "created_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_import_run_vendor_id_created_at" ON "import_run" ("vendor_id", "created_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "part_address" ("id" text not null, "slug" text not null, "part_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "part_address_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_part_address_slug_unique" ON "part_address" ("slug") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_address_part_id" ON "part_address" ("part_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_part_address_deleted_at" ON "part_address" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "brand_alias" add constraint "brand_alias_brand_id_foreign" foreign key ("brand_id") references "brand" ("id") on update cascade on delete cascade;`,
    )

    this.addSql(
      `alter table if exists "part_address" add constraint "part_address_part_id_foreign" foreign key ("part_id") references "part" ("id") on update cascade on delete cascade;`,
    )

    // A brand's other names become rows of their own, one brand each.
    this.addSql(
      `insert into "brand_alias" ("id", "name", "name_key", "brand_id")
       select distinct on (key) 'balias_' || md5(key), alias, key, id
         from (select id, alias, upper(regexp_replace(alias, '[[:space:]._/\\\\-]+', '', 'g')) as key
                 from "brand", unnest("aliases") as alias where "deleted_at" is null) as named
        order by key, id on conflict do nothing;`,
    )

    this.addSql(`alter table if exists "brand" drop column if exists "aliases";`)

    this.addSql(`alter table if exists "part" add column if not exists "merged_into_id" text null;`)

    this.addSql(
      `alter table if exists "offer" add column if not exists "core_deposit_millimes" integer null, add column if not exists "position" text null, add column if not exists "donor_vehicle" jsonb null, add column if not exists "sold_quantity" integer not null default 0;`,
    )
    this.addSql(
      `alter table if exists "offer" add constraint offer_core_deposit_positive check(core_deposit_millimes > 0);`,
    )

    this.addSql(
      `alter table if exists "cross_reference" add column if not exists "source" text not null default 'operator', add column if not exists "confidence" integer not null default 100;`,
    )
    this.addSql(
      `alter table if exists "cross_reference" add constraint cross_reference_confidence_range check(confidence BETWEEN 0 AND 100);`,
    )

    this.addSql(
      `alter table if exists "vehicle_make" add column if not exists "wmi_codes" text[] not null default '{}';`,
    )

    this.addSql(
      `alter table if exists "vehicle_variant" add column if not exists "source" text not null default 'demo';`,
    )

    this.addSql(
      `alter table if exists "fitment" add column if not exists "note" text null, add column if not exists "exclusions" text null, add column if not exists "source" text not null default 'operator';`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "brand_alias" cascade;`)

    this.addSql(`drop table if exists "garage_vehicle" cascade;`)

    this.addSql(`drop table if exists "identity_case" cascade;`)

    this.addSql(`drop table if exists "import_run" cascade;`)

    this.addSql(`drop table if exists "part_address" cascade;`)

    this.addSql(
      `alter table if exists "brand" add column if not exists "aliases" text[] not null default '{}';`,
    )

    this.addSql(`alter table if exists "part" drop column if exists "merged_into_id";`)

    this.addSql(
      `alter table if exists "offer" drop constraint if exists offer_core_deposit_positive;`,
    )
    this.addSql(
      `alter table if exists "offer" drop column if exists "core_deposit_millimes", drop column if exists "position", drop column if exists "donor_vehicle", drop column if exists "sold_quantity";`,
    )

    this.addSql(
      `alter table if exists "cross_reference" drop constraint if exists cross_reference_confidence_range;`,
    )
    this.addSql(
      `alter table if exists "cross_reference" drop column if exists "source", drop column if exists "confidence";`,
    )

    this.addSql(`alter table if exists "vehicle_make" drop column if exists "wmi_codes";`)

    this.addSql(`alter table if exists "vehicle_variant" drop column if exists "source";`)

    this.addSql(
      `alter table if exists "fitment" drop column if exists "note", drop column if exists "exclusions", drop column if exists "source";`,
    )
  }
}
