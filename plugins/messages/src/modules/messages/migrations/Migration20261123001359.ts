import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123001359 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "mail" drop constraint if exists "mail_key_unique";`)
    this.addSql(
      `alter table if exists "confirmed_email" drop constraint if exists "confirmed_email_customer_id_email_unique";`,
    )
    this.addSql(
      `create table if not exists "confirmed_email" ("id" text not null, "customer_id" text not null, "email" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "confirmed_email_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_confirmed_email_deleted_at" ON "confirmed_email" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_confirmed_email_customer_id_email_unique" ON "confirmed_email" ("customer_id", "email") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "mail" ("id" text not null, "key" text not null, "kind" text not null, "recipient" text not null, "locale" text not null, "subject" text not null, "sealed_content" text null, "status" text check ("status" in ('waiting', 'sending', 'sent', 'kept', 'failed')) not null default 'waiting', "attempts" integer not null default 0, "next_attempt_at" timestamptz not null, "expires_at" timestamptz not null, "sent_at" timestamptz null, "failure" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "mail_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_mail_deleted_at" ON "mail" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_mail_key_unique" ON "mail" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_mail_status_next_attempt_at" ON "mail" ("status", "next_attempt_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_mail_recipient_kind" ON "mail" ("recipient", "kind") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "confirmed_email" cascade;`)

    this.addSql(`drop table if exists "mail" cascade;`)
  }
}
