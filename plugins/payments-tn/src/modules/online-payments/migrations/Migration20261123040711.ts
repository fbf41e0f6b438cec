import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123040711 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "online_payment" drop constraint if exists "online_payment_gateway_check";`,
    )

    this.addSql(
      `alter table if exists "refund_task" drop constraint if exists "refund_task_gateway_check";`,
    )

    this.addSql(
      `alter table if exists "online_payment" add constraint "online_payment_gateway_check" check("gateway" in ('clictopay', 'konnect', 'flouci', 'paymee', 'stripe', 'paypal'));`,
    )

    this.addSql(
      `alter table if exists "refund_task" add constraint "refund_task_gateway_check" check("gateway" in ('clictopay', 'konnect', 'flouci', 'paymee', 'stripe', 'paypal'));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "online_payment" drop constraint if exists "online_payment_gateway_check";`,
    )

    this.addSql(
      `alter table if exists "refund_task" drop constraint if exists "refund_task_gateway_check";`,
    )

    this.addSql(
      `alter table if exists "online_payment" add constraint "online_payment_gateway_check" check("gateway" in ('clictopay', 'konnect', 'flouci', 'paymee'));`,
    )

    this.addSql(
      `alter table if exists "refund_task" add constraint "refund_task_gateway_check" check("gateway" in ('clictopay', 'konnect', 'flouci', 'paymee'));`,
    )
  }
}
