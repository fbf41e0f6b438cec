import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { Client } from "pg"
import { PARTS_MODULE } from ".."
import type { OfferProjection } from "../../../domain/offer-projection"
import type { PartAnswer } from "../part-page"
import type { IdentityCaseRow } from "../rows"
import type PartsModuleService from "../service"
import type { CatalogueRows } from "../service"

const part = (id: string, brand_id: string, mpn: string, facts: object = {}) => ({
  id,
  slug: `piece-${id.replace("part_", "")}`,
  brand_id,
  mpn,
  mpn_key: mpn.replace(/\W/g, "").toUpperCase(),
  ean: null,
  category_id: "pcat_discs",
  drawing: "brake-disc",
  name_fr: "Disque de frein",
  name_ar: "قرص فرامل",
  name_en: "Brake disc",
  position: "front",
  vat_percent: 19,
  criteria: [],
  ...facts,
})

const variant = (id: string) => ({
  id,
  model_id: "vmod_308",
  generation: "I",
  name: id,
  energy: "diesel",
  engine_code: null,
  displacement_cc: 1560,
  power_kw: 68,
  power_ch: 92,
  body: null,
  from_month: "2008-03",
  to_month: null,
  source: "demo",
})

const offer = (id: string, part_id: string | null) => ({
  id,
  product_id: `prod_${id}`,
  variant_id: `variant_${id}`,
  vendor_id: "ven_1",
  part_id,
  condition: "new" as const,
  warranty_months: 12,
  delay_days: 1,
  core_deposit_millimes: null,
  position: null,
  donor_vehicle: null,
})

const reference = (id: string, part_id: string, kind: string, maker: string, number: string) => ({
  id,
  part_id,
  kind: kind as "oe",
  maker,
  number,
  number_key: number.replace(/\W/g, "").toUpperCase(),
  source: "demo",
  confidence: 60,
})

type Status = "declared" | "verified" | "disputed"
const fitment = (id: string, part_id: string, variant_id: string, status: Status) => ({
  id,
  part_id,
  variant_id,
  position: "any",
  quantity: 2,
  status,
  note: null,
  exclusions: null,
  source: "demo",
  dispute_references: null,
})

const catalogue: CatalogueRows = {
  brand: [
    { id: "brand_bosch", name: "Bosch", name_key: "BOSCH", slug: "bosch" },
    { id: "brand_vw", name: "Volkswagen", name_key: "VOLKSWAGEN", slug: "volkswagen" },
  ],
  brand_alias: [{ id: "balias_vw", brand_id: "brand_vw", name: "VW", name_key: "VW" }],
  vehicle_make: [{ id: "vmake_peugeot", name: "Peugeot", slug: "peugeot" }],
  vehicle_model: [
    { id: "vmod_308", make_id: "vmake_peugeot", name: "308", slug: "308", kind: "car" },
  ],
  vehicle_variant: ["vvar_1", "vvar_2", "vvar_3"].map(variant),
  part: [
    part("part_a", "brand_bosch", "0 986 424 797", { ean: "96385074" }),
    part("part_b", "brand_bosch", "0 986 424 798"),
    part("part_c", "brand_vw", "04E 115 561 H"),
  ],
  cross_reference: [
    reference("xref_a1", "part_a", "oe", "Peugeot", "4249.15"),
    reference("xref_a2", "part_a", "oe", "Peugeot", "4249.16"),
    reference("xref_a3", "part_a", "aftermarket", "Bosch", "0986424798"),
    { ...reference("xref_b1", "part_b", "oe", "Peugeot", "4249.15"), confidence: 90 },
    reference("xref_b2", "part_b", "superseded_by", "VW", "04E115561H"),
  ],
  fitment: [
    fitment("fit_a1", "part_a", "vvar_1", "verified"),
    {
      ...fitment("fit_a2", "part_a", "vvar_2", "disputed"),
      dispute_references: ["ret_2", "ret_1"],
    },
    fitment("fit_a3", "part_a", "vvar_3", "declared"),
    fitment("fit_b1", "part_b", "vvar_1", "declared"),
    { ...fitment("fit_b2", "part_b", "vvar_2", "declared"), dispute_references: ["ret_2"] },
  ],
  offer: [
    offer("off_a1", "part_a"),
    offer("off_a2", "part_a"),
    offer("off_b1", "part_b"),
    ...["off_1", "off_2", "off_3"].map((id) => offer(id, null)),
  ],
}

const question = (id: string, facts: Partial<IdentityCaseRow> = {}): IdentityCaseRow => ({
  id,
  offer_id: id.replace("idc_", "off_"),
  vendor_id: "ven_1",
  reason: "new_part",
  status: "open",
  brand: "Bosch GmbH",
  brand_key: "BOSCHGMBH",
  mpn: "0 986 000 111",
  mpn_key: "0986000111",
  ean: null,
  title: "Plaquettes de frein",
  category_id: "pcat_discs",
  candidate_part_ids: ["part_a"],
  ...facts,
})

const projection: OfferProjection = {
  listed: true,
  product_status: "published",
  title: "Disque",
  category_id: null,
  thumbnail: null,
  images: null,
  sku: "SKU-1",
  price_millimes: 72_350,
  stocked_quantity: 9,
  reserved_quantity: 2,
  sold_quantity: 0,
  vat_percent: 19,
  fodec: false,
  stock_available: 7,
  vendor_id: "ven_1",
  vendor_active: true,
  vendor_handle: "frein-express",
  vendor_name: "Frein Express",
  vendor_governorate_code: "11",
  vendor_logo_url: null,
  vendor_return_days: 14,
  vendor_cancellation_percent: null,
  rank_cost: null,
}

const code = (name: string) => expect.objectContaining({ code: name })

moduleIntegrationTestRunner<PartsModuleService>({
  moduleName: PARTS_MODULE,
  resolve: join(__dirname, ".."),
  testSuite: ({ service }) => {
    beforeEach(async () => {
      await service.loadCatalogue(catalogue)
      const ids = catalogue.offer!.map(({ id }) => id)
      await service.refreshProjections(ids, async () => new Map(ids.map((id) => [id, projection])))
    })

    async function page(address: string): Promise<Extract<PartAnswer, { state: "found" }>> {
      const answer = await service.retrievePartPage(address, null)
      if (answer?.state !== "found") throw new Error(`${address} is ${answer?.state}`)
      return answer
    }

    describe("judging an identity", () => {
      it.each([
        ["Bosch", "0986-424-797", { part_id: "part_a" }],
        ["VW", "04e115561h", { part_id: "part_c" }],
        ["Volkswagen", "04E.115.561/H", { part_id: "part_c" }],
      ])("finds the part of %s %s", async (brand, mpn, verdict) => {
        expect(await service.judgeIdentity({ brand, mpn, ean: null })).toEqual(verdict)
      })

      it("offers candidates by reference, by barcode and by cross reference", async () => {
        const judge = (brand: string, mpn: string, ean: string | null = null) =>
          service.judgeIdentity({ brand, mpn, ean })
        expect(await judge("Autre", "0986424797")).toMatchObject({
          reason: "new_brand",
          candidate_part_ids: ["part_a"],
        })
        expect(await judge("Bosch", "X1", "96385074")).toMatchObject({
          reason: "ean_disagrees",
          candidate_part_ids: ["part_a"],
        })
        expect(await judge("Peugeot", "4249 15")).toMatchObject({
          reason: "new_brand",
          candidate_part_ids: ["part_a", "part_b"],
        })
      })

      it("leads to the part that took a merged one over", async () => {
        await service.mergeParts("part_a", "part_b")
        expect(
          await service.judgeIdentity({ brand: "Bosch", mpn: "0986424797", ean: null }),
        ).toEqual({ part_id: "part_b" })
      })
    })

    describe("merging", () => {
      it("keeps every link, the stronger of two, and says which offers changed", async () => {
        const merged = await service.mergeParts("part_a", "part_b")
        expect(merged).toEqual({ part_id: "part_b", offer_ids: ["off_a1", "off_a2", "off_b1"] })

        const { part: kept, offers } = await page("part_b")
        expect(offers.map(({ id }) => id).sort()).toEqual(["off_a1", "off_a2", "off_b1"])
        expect(kept.ean).toBe("96385074")
        const rows = await service.listFitments({ part_id: "part_b" })
        expect(rows.map((row) => `${row.variant_id} ${row.status}`).sort()).toEqual([
          "vvar_1 verified",
          "vvar_2 declared",
          "vvar_3 declared",
        ])
        // A return that disputed either is not counted again.
        expect(rows.map((row) => row.dispute_references).filter(Boolean)).toEqual([
          ["ret_1", "ret_2"],
        ])
        const references = await service.listCrossReferences({ part_id: "part_b" })
        expect(
          references
            .map((one) => `${one.kind} ${one.maker} ${one.number} ${one.confidence}`)
            .sort(),
        ).toEqual([
          "interchange Bosch 0 986 424 797 100",
          "oe Peugeot 4249.15 90",
          "oe Peugeot 4249.16 60",
          "superseded_by VW 04E115561H 60",
        ])
      })

      it("leads every old address to the new one, also after a second merge", async () => {
        await service.mergeParts("part_a", "part_b")
        await service.mergeParts("part_b", "part_c")
        for (const address of ["part_a", "piece-a", "part_b", "piece-b"]) {
          expect(await service.retrievePartPage(address, null)).toEqual({
            state: "moved",
            part: { id: "part_c", slug: "piece-c" },
          })
        }
        expect((await page("piece-c")).offers).toHaveLength(3)
      })

      it("asked twice, or twice at once, happens once", async () => {
        const [one, two] = await Promise.all([
          service.mergeParts("part_a", "part_b"),
          service.mergeParts("part_a", "part_b"),
        ])
        expect(one).toEqual(two)
        expect(await service.mergeParts("part_a", "part_b")).toEqual(one)
        expect(await service.listPartAddresses({})).toHaveLength(1)
      })

      it("of two parts into each other at once lets one happen", async () => {
        const results = await Promise.allSettled([
          service.mergeParts("part_a", "part_b"),
          service.mergeParts("part_b", "part_a"),
        ])
        const refused = results.filter(({ status }) => status === "rejected")
        expect(refused).toEqual([{ status: "rejected", reason: code("part_already_merged") }])
      })

      it("is refused when it makes no sense", async () => {
        await expect(service.mergeParts("part_a", "part_a")).rejects.toEqual(
          code("part_merge_same"),
        )
        await expect(service.mergeParts("part_a", "part_z")).rejects.toEqual(code("part_not_found"))
        await service.mergeParts("part_a", "part_b")
        for (const pair of [
          ["part_a", "part_c"],
          ["part_c", "part_a"],
        ] as const) {
          await expect(service.mergeParts(pair[0], pair[1])).rejects.toEqual(
            code("part_already_merged"),
          )
        }
      })

      it("renames the part among the candidates of open questions", async () => {
        await service.loadCatalogue({ identity_case: [question("idc_1")] })
        await service.mergeParts("part_a", "part_b")
        const [asked] = await service.listIdentityCases({ id: "idc_1" })
        expect(asked?.candidate_part_ids).toEqual(["part_b"])
      })
    })

    describe("splitting", () => {
      const input = { part_id: "part_a", offer_ids: ["off_a2"], brand: "Bosch", mpn: "0986424799" }

      it("moves the offers to a new part of the same kind, once", async () => {
        const done = await service.splitPart(input)
        expect(done).toMatchObject({ created: true, offer_ids: ["off_a1", "off_a2"] })
        const { part: made, offers } = await page(done.part_id)
        expect(made).toMatchObject({ brand: "Bosch", mpn: "0986424799", drawing: "brake-disc" })
        expect(offers.map(({ id }) => id)).toEqual(["off_a2"])
        expect(await service.splitPart(input)).toEqual({ ...done, created: false })
      })

      it("undoes a merge: the part that was merged stands again, at its old address", async () => {
        await service.mergeParts("part_b", "part_a")
        await service.splitPart({ ...input, offer_ids: ["off_b1"], mpn: "0 986 424 798" })
        expect((await page("piece-b")).offers.map(({ id }) => id)).toEqual(["off_b1"])
        expect((await page("part_a")).part.cross_references.map(({ kind }) => kind)).not.toContain(
          "interchange",
        )
      })

      it("is refused for its own identity, other offers or no part", async () => {
        const split = (facts: object) => service.splitPart({ ...input, ...facts })
        await expect(split({ mpn: "0986 424 797" })).rejects.toEqual(code("split_same_identity"))
        await expect(split({ offer_ids: ["off_b1"] })).rejects.toEqual(code("offers_not_of_part"))
        await expect(split({ part_id: "part_z" })).rejects.toEqual(code("part_not_found"))
        expect(await service.listParts({})).toHaveLength(3)
      })
    })

    describe("deciding a case", () => {
      beforeEach(async () => {
        await service.loadCatalogue({
          identity_case: [
            question("idc_1"),
            question("idc_2"),
            question("idc_3", { mpn_key: "Z" }),
          ],
        })
      })
      const accept = { id: "idc_1", decision: "accept" as const, decided_by: "user_1" }

      it("makes the brand and the part, and answers the other questions that say the same", async () => {
        const { part_id, offer_ids } = await service.decideIdentityCase(accept)
        expect(offer_ids).toEqual(["off_1", "off_2"])
        expect((await page(part_id!)).part).toMatchObject({
          brand: "Bosch GmbH",
          mpn: "0 986 000 111",
          slug: "plaquettes-de-frein-bosch-gmbh-0986000111",
        })
        const cases = await service.listIdentityCases({}, { order: { id: "ASC" } })
        expect(cases.map(({ status }) => status)).toEqual(["accepted", "merged", "open"])
      })

      it("takes the identity as the operator mends it, and keeps the vendor's spelling", async () => {
        const { part_id } = await service.decideIdentityCase({
          ...accept,
          brand: "Bosch",
          add_alias: true,
          name_ar: "تيل فرامل",
        })
        expect((await page(part_id!)).part).toMatchObject({ brand: "Bosch", name_ar: "تيل فرامل" })
        expect(
          await service.judgeIdentity({ brand: "Bosch GmbH", mpn: "0986000111", ean: null }),
        ).toEqual({ part_id })
      })

      it("happens once, however often and however close together it is asked", async () => {
        const answers = await Promise.all([1, 2, 3].map(() => service.decideIdentityCase(accept)))
        expect(answers[1]).toEqual(answers[0])
        expect(answers[2]).toEqual(answers[0])
        expect(await service.listParts({ mpn_key: "0986000111" })).toHaveLength(1)
      })

      it("of two different decisions at once keeps the first", async () => {
        const results = await Promise.allSettled([
          service.decideIdentityCase(accept),
          service.decideIdentityCase({
            id: "idc_1",
            decision: "reject",
            decided_by: "user_2",
            note: "Illisible",
          }),
        ])
        const refused = results.filter(({ status }) => status === "rejected")
        expect(refused).toEqual([{ status: "rejected", reason: code("identity_case_decided") }])
      })

      it("links to a known part, or to the one that took it over", async () => {
        await service.mergeParts("part_a", "part_b")
        const { part_id } = await service.decideIdentityCase({
          id: "idc_1",
          decision: "merge",
          part_id: "part_a",
          decided_by: "user_1",
        })
        expect(part_id).toBe("part_b")
        const [linked] = await service.listOffers({ id: "off_1" })
        expect(linked?.part_id).toBe("part_b")
      })

      it("needs a reason to reject, a known part to link and a case that exists", async () => {
        const decide = (facts: object) =>
          service.decideIdentityCase({ ...accept, ...facts } as Parameters<
            typeof service.decideIdentityCase
          >[0])
        await expect(decide({ decision: "reject" })).rejects.toEqual(code("decision_note_missing"))
        await expect(decide({ decision: "merge", part_id: "part_z" })).rejects.toEqual(
          code("part_not_found"),
        )
        await expect(decide({ id: "idc_z" })).rejects.toEqual(code("identity_case_not_found"))
        const [still] = await service.listIdentityCases({ id: "idc_1" })
        expect(still?.status).toBe("open")
      })

      it("keeps one open case per offer", async () => {
        const written = await service.loadCatalogue({
          identity_case: [{ ...question("idc_9"), offer_id: "off_1" }],
        })
        expect(written).toEqual({ identity_case: 0 })
      })
    })

    describe("restating an identity", () => {
      const mine = { id: "off_1", vendor_id: "ven_1", title: "Disque", category_id: null }

      it("links, asks again in place of the last question, or forgets the part", async () => {
        const state = async (stated: Parameters<typeof service.restateIdentity>[1]) => {
          const { part_id } = await service.restateIdentity(mine, stated)
          const open = await service.listIdentityCases({ offer_id: "off_1", status: "open" })
          return [part_id, open.map(({ mpn }) => mpn)]
        }
        const bosch = { brand: "Bosch", ean: null }
        expect(await state({ ...bosch, mpn: "X1" })).toEqual([null, ["X1"]])
        expect(await state({ ...bosch, mpn: "X2" })).toEqual([null, ["X2"]])
        expect(await state({ ...bosch, mpn: "0986424797" })).toEqual(["part_a", []])
        expect(await state(null)).toEqual([null, []])
      })
    })

    describe("brands", () => {
      it("take other names, once, and give them back", async () => {
        const first = await service.addBrandAlias("brand_bosch", "BOSCH GmbH")
        expect(first.created).toBe(true)
        expect(await service.addBrandAlias("brand_bosch", "Bosch-GMBH")).toEqual({
          id: first.id,
          created: false,
        })
        await expect(service.addBrandAlias("brand_vw", "bosch gmbh")).rejects.toEqual(
          code("brand_alias_taken"),
        )
        await expect(service.addBrandAlias("brand_vw", "Bosch")).rejects.toEqual(
          code("brand_alias_taken"),
        )
        await expect(service.addBrandAlias("brand_vw", "--")).rejects.toEqual(
          code("brand_name_empty"),
        )
        await service.removeBrandAlias("brand_bosch", first.id)
        await expect(service.removeBrandAlias("brand_bosch", first.id)).rejects.toEqual(
          code("brand_alias_not_found"),
        )
      })

      it("are found by any of their names, with their parts counted", async () => {
        const { rows } = await service.listBrandFiles({ q: "vw", limit: 10, offset: 0 })
        expect(rows).toMatchObject([
          { name: "Volkswagen", part_count: 1, aliases: [{ name: "VW" }] },
        ])
      })
    })

    describe("a part's page", () => {
      it("names its successor and its predecessors, and where known numbers lead", async () => {
        const old = (await page("part_b")).part
        expect(old.replacements).toMatchObject([
          { role: "successor", id: "part_c", brand: "Volkswagen" },
        ])
        expect(old.cross_references).toEqual([
          { kind: "oe", maker: "Peugeot", number: "4249.15", part_slug: null },
          { kind: "superseded_by", maker: "VW", number: "04E115561H", part_slug: "piece-c" },
        ])
        expect((await page("part_c")).part.replacements).toMatchObject([
          { role: "predecessor", id: "part_b" },
        ])
      })

      it("of a removed part proposes those that share a maker's number, then its kind", async () => {
        await service.softDeleteParts(["part_a"])
        for (const address of ["part_a", "piece-a"]) {
          const answer = await service.retrievePartPage(address, null)
          expect(answer).toMatchObject({ state: "gone", alternatives: [{ id: "part_b" }] })
        }
      })

      it("takes at most three statements, wherever the address leads", async () => {
        await service.mergeParts("part_a", "part_b")
        await service.softDeleteParts(["part_c"])
        for (const [address, most] of [
          ["piece-b", 3],
          ["piece-a", 1],
          ["piece-c", 2],
          ["nothing", 1],
        ] as const) {
          const spy = jest.spyOn(Client.prototype, "query")
          await service.retrievePartPage(address, null)
          expect([address, spy.mock.calls.length]).toEqual([address, most])
          spy.mockRestore()
        }
      })
    })

    it("finds parts for the operator by reference, barcode, words and id", async () => {
      const find = async (q: string) =>
        (await service.listPartRows({ q, limit: 10, offset: 0 })).rows.map(({ id }) => id)
      expect(await find("0986 424 797")).toEqual(["part_a"])
      expect(await find("9638")).toEqual(["part_a"])
      expect(await find("volks disque")).toEqual(["part_c"])
      expect(await find("%")).toEqual([])
      expect(await find("")).toHaveLength(3)
      expect(await service.retrievePartFile("part_a")).toMatchObject({
        offer_count: 2,
        brand: "Bosch",
      })
    })
  },
})
