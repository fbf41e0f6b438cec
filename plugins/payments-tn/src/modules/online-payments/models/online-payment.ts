import { model } from "@medusajs/framework/utils"
import { ONLINE_PAYMENT_STATUSES, REFUND_REASONS } from "../../../domain/online-payment"
import { GATEWAYS } from "../../../domain/protocol"

/**
 * One payment asked of a gateway for a cart. It outlives Medusa's payment session, which core deletes
 * when the buyer chooses again: money that arrives after that still finds its line here.
 */
export const OnlinePayment = model
  .define("online_payment", {
    id: model.id({ prefix: "opay" }).primaryKey(),
    gateway: model.enum([...GATEWAYS]),
    status: model.enum([...ONLINE_PAYMENT_STATUSES]).default("preparing"),
    cart_id: model.text(),
    session_id: model.text(),
    /** Ours, told to the gateway. */
    reference: model.text(),
    /** The gateway's. */
    gateway_ref: model.text().nullable(),
    redirect_url: model.text().nullable(),
    amount_millimes: model.number(),
    opened_at: model.dateTime(),
    expires_at: model.dateTime(),
    next_check_at: model.dateTime().nullable(),
    paid_at: model.dateTime().nullable(),
    /** What the gateway kept, where it says so when asked. */
    fee_millimes: model.number().nullable(),
    order_id: model.text().nullable(),
    refund_reason: model.enum([...REFUND_REASONS]).nullable(),
    /** What goes back: what was paid, also when that is not what was asked. */
    refund_millimes: model.number().nullable(),
    refund_attempts: model.number().default(0),
    refunded_at: model.dateTime().nullable(),
    /** Why it stands where it stands, for the operator. */
    note: model.text().nullable(),
  })
  .indexes([
    { on: ["reference"], unique: true },
    { on: ["gateway", "gateway_ref"], unique: true, where: "gateway_ref IS NOT NULL" },
    // Une session de paiement n'est présentée qu'une fois à une passerelle.
    {
      name: "IDX_online_payment_one_per_session",
      on: ["session_id"],
      unique: true,
      where: "status <> 'failed' AND deleted_at IS NULL",
    },
    { on: ["cart_id"] },
    { on: ["status"] },
    { on: ["next_check_at"], where: "next_check_at IS NOT NULL" },
  ])
  .checks([{ name: "online_payment_positive", expression: "amount_millimes > 0" }])
