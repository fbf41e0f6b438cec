import type { Offer, Part } from "./api-types"

/** For search engines. `</script>` in a name must not close the element that holds the data. */
export const jsonLd = (data: unknown): string =>
  JSON.stringify(data)
    .replace(/</g, "\\u003c")
    .replace(/\u2028|\u2029/g, " ")

export const breadcrumbData = (origin: string, trail: { name: string; href: string }[]) => ({
  "@context": "https://schema.org",
  "@type": "BreadcrumbList",
  itemListElement: trail.map(({ name, href }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: origin + href,
  })),
})

const conditions = {
  new: "https://schema.org/NewCondition",
  used: "https://schema.org/UsedCondition",
  refurbished: "https://schema.org/RefurbishedCondition",
}
const dinars = (millimes: number): string => (millimes / 1000).toFixed(3)

const offerData = (offer: Offer, url: string) => ({
  "@type": "Offer",
  url,
  priceCurrency: "TND",
  price: dinars(offer.price_millimes),
  itemCondition: conditions[offer.condition],
  availability:
    offer.stock_state === "out" ? "https://schema.org/OutOfStock" : "https://schema.org/InStock",
  seller: { "@type": "Organization", name: offer.vendor.name },
})

/** A part nobody sells has no `offers`, which the vocabulary would read as a price of nothing. */
export function productData(part: Part, url: string, image: string) {
  const prices = part.offers.map((offer) => offer.price_millimes)
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: [part.name, part.brand, part.mpn].filter(Boolean).join(" "),
    url,
    image,
    sku: part.mpn ?? part.id,
    ...(part.mpn ? { mpn: part.mpn } : {}),
    ...(part.brand ? { brand: { "@type": "Brand", name: part.brand } } : {}),
    ...(part.ean ? { gtin: part.ean } : {}),
    ...(part.offers.length > 0
      ? {
          offers: {
            "@type": "AggregateOffer",
            priceCurrency: "TND",
            lowPrice: dinars(Math.min(...prices)),
            highPrice: dinars(Math.max(...prices)),
            offerCount: part.offers.length,
            offers: part.offers.map((offer) => offerData(offer, url)),
          },
        }
      : {}),
  }
}
