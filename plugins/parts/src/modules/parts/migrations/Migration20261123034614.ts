import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123034614 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "offer_price" ("id" text not null, "offer_id" text not null, "price_millimes" integer null, "asked_from" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_price_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_price_deleted_at" ON "offer_price" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_price_offer_id_asked_from" ON "offer_price" ("offer_id", "asked_from") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "offer" add column if not exists "struck_price_millimes" integer null, add column if not exists "struck_until" timestamptz null;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_struck_until" ON "offer" ("struck_until") WHERE struck_until IS NOT NULL AND deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table "offer_price" add constraint "offer_price_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete cascade;`,
    )
    this.addSql(
      `alter table "offer_price" add constraint "offer_price_positive" check (price_millimes >= 0);`,
    )
    // Un historique que l'on peut réécrire ne prouve rien : il part avec son offre, et pas autrement.
    this
      .addSql(`create or replace function offer_price_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
          return old;
        end if;
        raise exception 'the price history is append-only: % refused', tg_op;
      end $$;`)
    this.addSql(`create trigger "offer_price_append_only" before update or delete on "offer_price"
      for each row execute function offer_price_append_only();`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "offer_price" cascade;`)
    this.addSql(`drop function if exists offer_price_append_only();`)

    this.addSql(`drop index if exists "IDX_offer_struck_until";`)
    this.addSql(
      `alter table if exists "offer" drop column if exists "struck_price_millimes", drop column if exists "struck_until";`,
    )
  }
}
