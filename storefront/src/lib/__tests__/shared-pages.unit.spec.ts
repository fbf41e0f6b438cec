import { isNarrowed, isShared, surrogateKeys, withEtag } from "../shared-pages"

it.each([
  "/pieces",
  "/piece/part_1/disque",
  "/categorie/freinage",
  "/vendeurs",
  "/vendeurs/x",
  "/aide",
])("%s is the same for everybody", (path) => {
  expect(isShared(path)).toBe(true)
})
it.each([
  "/",
  "/panier",
  "/compte",
  "/commande/paiement",
  "/vehicule",
  "/moi",
  "/suivi/x",
  "/pieces/x",
])("%s belongs to its reader", (path) => {
  expect(isShared(path)).toBe(false)
})
it("narrows only what is shared", () => {
  expect(["/pieces", "/piece/x/y", "/categorie/z", "/vendeurs/v"].every(isNarrowed)).toBe(true)
  expect(["/aide", "/vendeurs", "/categories"].some(isNarrowed)).toBe(false)
})

it("names what it shows once, for a cache to forget it by", () => {
  const headers = new Headers()
  surrogateKeys(headers, ["part_1", "vendor-x", "part_1"])
  expect(headers.get("surrogate-key")).toBe("part_1 vendor-x")
  expect(headers.get("cache-tag")).toBe("part_1,vendor-x")
  const none = new Headers()
  surrogateKeys(none, [])
  expect([...none]).toEqual([])
})

it("answers « not modified » to who has the page already, and the page to others", async () => {
  const page = () => new Response("<p>98,500 DT</p>", { headers: { "content-type": "text/html" } })
  const asked = (mark?: string) =>
    new Request("https://souk.tn/pieces", { headers: mark ? { "if-none-match": mark } : {} })
  const first = await withEtag(asked(), page())
  expect(await first.text()).toBe("<p>98,500 DT</p>")
  const etag = first.headers.get("etag")!
  expect((await withEtag(asked(`"x", ${etag}`), page())).status).toBe(304)
  expect((await withEtag(asked(etag), new Response("<p>99,000 DT</p>"))).status).toBe(200)
})
