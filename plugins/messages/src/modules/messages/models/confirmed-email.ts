import { model } from "@medusajs/framework/utils"

/** An account whose holder has shown to read the mailbox of its address. */
export const ConfirmedEmail = model
  .define("confirmed_email", {
    id: model.id({ prefix: "cfm" }).primaryKey(),
    customer_id: model.text(),
    email: model.text(),
  })
  .indexes([{ on: ["customer_id", "email"], unique: true }])
