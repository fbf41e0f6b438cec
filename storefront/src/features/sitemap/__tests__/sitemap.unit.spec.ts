import { sitemapFiles, sitemapIndex, urlSet } from "../sitemap"

it.each([
  [0, 1],
  [1, 2],
  [50_000, 2],
  [50_001, 3],
  [300_000, 7],
])("spreads %i parts over %i files", (parts, files) => {
  expect(sitemapFiles(parts)).toHaveLength(files)
})

it("names each page in the three languages", () => {
  const text = urlSet("https://souk.tn", [
    { path: "/piece/part_1/disque", changed: "2026-03-09T10:00:00Z", image: "/static/a&b.jpg" },
  ])
  expect(text).toContain(
    "<loc>https://souk.tn/piece/part_1/disque</loc><lastmod>2026-03-09</lastmod>",
  )
  expect(text).toContain('hreflang="ar" href="https://souk.tn/ar/piece/part_1/disque"')
  expect(text).toContain("<image:loc>https://souk.tn/static/a&#38;b.jpg</image:loc>")
})

it("lists the files", () => {
  expect(sitemapIndex("https://souk.tn", ["pages"])).toContain(
    "<loc>https://souk.tn/sitemaps/pages.xml</loc>",
  )
})
