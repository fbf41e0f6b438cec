import type fr from "./fr"

const en: typeof fr = {
  offers: {
    menu: "Offers",
    title: "My offers",
    text: "What you sell, with its price tax included and the stock left.",
    search: "Name, brand or reference",
    part: "Part",
    sku: "Your reference",
    condition: "Condition",
    status: "Publication",
    stock: "Stock",
    price: "Price incl. tax",
    noPrice: "No price",
    available: "{{pieces}} in stock",
    reserved: "Reserved: {{pieces}}",
    empty: {
      title: "No offers yet",
      text: "The parts you put up for sale will appear here with their price and stock.",
    },
  },
  condition: { new: "New", used: "Used", refurbished: "Refurbished" },
  productStatus: {
    published: "Online",
    draft: "Draft",
    proposed: "Proposed",
    rejected: "Rejected",
  },
}

export default en
