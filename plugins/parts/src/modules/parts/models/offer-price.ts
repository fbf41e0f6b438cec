import { model } from "@medusajs/framework/utils"

/** What an offer asked, from when on; null when it went off sale. Rows are added, never changed. */
export const OfferPrice = model
  .define("offer_price", {
    id: model.id({ prefix: "oprice" }).primaryKey(),
    offer_id: model.text(),
    price_millimes: model.number().nullable(),
    asked_from: model.dateTime(),
  })
  .indexes([{ on: ["offer_id", "asked_from"] }])
