import type { Part } from "../api-types"
import { breadcrumbData, jsonLd, productData } from "../structured-data"

const part = {
  name: "Disque",
  brand: "Bosch",
  mpn: "0 986 479 103",
  ean: null,
  offers: [],
} as unknown as Part
const offer = {
  price_millimes: 98_500,
  condition: "used",
  stock_state: "out",
  vendor: { name: "Frein Express" },
}

it("never closes the element that holds the data", () => {
  expect(jsonLd({ name: "</script><script>alert(1)" })).not.toContain("<")
  expect(JSON.parse(jsonLd({ name: "</script>" }))).toEqual({ name: "</script>" })
})

it("gives a price to a part that is sold, and none to one that is not", () => {
  expect(productData(part, "https://souk.tn/piece/x", "i")).not.toHaveProperty("offers")
  const sold = {
    ...part,
    ean: "4047025063999",
    offers: [offer, { ...offer, price_millimes: 7 }],
  } as unknown as Part
  expect(productData(sold, "https://souk.tn/piece/x", "i")).toMatchObject({
    gtin: "4047025063999",
    offers: {
      priceCurrency: "TND",
      lowPrice: "0.007",
      highPrice: "98.500",
      offerCount: 2,
      offers: [
        {
          itemCondition: "https://schema.org/UsedCondition",
          availability: "https://schema.org/OutOfStock",
        },
        {},
      ],
    },
  })
})

it("numbers the steps of a breadcrumb", () => {
  const { itemListElement } = breadcrumbData("https://souk.tn", [
    { name: "Freinage", href: "/categorie/freinage" },
    { name: "Disque", href: "/piece/x" },
  ])
  expect(itemListElement.map(({ position, item }) => [position, item])).toEqual([
    [1, "https://souk.tn/categorie/freinage"],
    [2, "https://souk.tn/piece/x"],
  ])
})
