import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import type { OfferProjection } from "../../../domain/offer-projection"
import { Client } from "pg"
import { DEFAULT_WEIGHTS } from "../../../domain/rank-offers"
import { PARTS_MODULE } from ".."
import { rankingWeights } from "../options"
import type { PartAnswer } from "../part-page"
import type PartsModuleService from "../service"
import type { CatalogueRows } from "../service"

const part = (id: string, mpn_key: string) => ({
  id,
  slug: `disque-bosch-${mpn_key.toLowerCase()}`,
  brand_id: "brand_bosch",
  mpn: mpn_key,
  mpn_key,
  ean: null,
  category_id: "pcat_discs",
  drawing: "brake-disc",
  name_fr: "Disque de frein",
  name_ar: "قرص فرامل",
  name_en: "Brake disc",
  position: "front",
  vat_percent: 19,
  criteria: [
    { key: "disc_type", value: "solid" },
    { key: "diameter_mm", value: "266" },
  ],
})

const variant = (id: string, name: string) => ({
  id,
  model_id: "vmod_308",
  generation: "I",
  name,
  energy: "diesel",
  engine_code: null,
  displacement_cc: 1560,
  power_kw: 68,
  power_ch: 92,
  body: "hatchback",
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

const catalogue: CatalogueRows = {
  brand: [{ id: "brand_bosch", name: "Bosch", name_key: "BOSCH", slug: "bosch" }],
  criterion: [
    {
      id: "crit_type",
      key: "disc_type",
      name_fr: "Type",
      name_ar: "النوع",
      name_en: "Type",
      unit: null,
      value_names: { solid: { fr: "plein", ar: "مصمت", en: "solid" } },
    },
  ],
  vehicle_make: [
    { id: "vmake_peugeot", name: "Peugeot", slug: "peugeot" },
    { id: "vmake_empty", name: "Alpine", slug: "alpine" },
  ],
  vehicle_model: [
    { id: "vmod_308", make_id: "vmake_peugeot", name: "308", slug: "308", kind: "car" },
  ],
  vehicle_variant: [variant("vvar_1", "1.6 HDi"), variant("vvar_2", "2.0 HDi")],
  part: [part("part_1", "0986488480"), part("part_2", "986488480")],
  cross_reference: [
    {
      id: "xref_1",
      part_id: "part_1",
      kind: "oe",
      maker: "Kia",
      number: "51712-T1Z15",
      number_key: "51712T1Z15",
      source: "demo",
      confidence: 100,
    },
  ],
  fitment: [
    {
      id: "fit_1",
      part_id: "part_1",
      variant_id: "vvar_1",
      position: "any",
      quantity: 2,
      status: "declared",
      note: null,
      exclusions: null,
      source: "demo",
    },
  ],
  offer: [offer("off_1", "part_1"), offer("off_2", "part_1"), offer("off_3", null)],
}

const projection = (facts: Partial<OfferProjection> = {}): OfferProjection => ({
  listed: true,
  product_status: "published",
  title: "Disque de frein Bosch",
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
  rank_cost: 72_350,
  ...facts,
})

moduleIntegrationTestRunner<PartsModuleService>({
  moduleName: PARTS_MODULE,
  resolve: join(__dirname, ".."),
  testSuite: ({ service }) => {
    /** How many statements one call sends to the database. */
    async function statementsOf(call: () => Promise<unknown>): Promise<number> {
      const spy = jest.spyOn(Client.prototype, "query")
      try {
        await call()
        return spy.mock.calls.length
      } finally {
        spy.mockRestore()
      }
    }

    async function pageOf(address: string, vehicle: string | null = null) {
      const answer = await service.retrievePartPage(address, vehicle)
      return answer?.state === "found" ? answer : null
    }

    const refreshAll = (facts: Partial<OfferProjection> = {}) =>
      service.refreshProjections(
        ["off_1", "off_2", "off_3"],
        async (offers) => new Map(offers.map((one) => [one.id, projection(facts)])),
      )

    beforeEach(async () => {
      await service.loadCatalogue(catalogue)
    })

    it("loads a catalogue once, however often it is loaded", async () => {
      const again = await service.loadCatalogue(catalogue)
      expect(Object.values(again)).toEqual(Object.values(again).map(() => 0))
      expect(await service.listParts({})).toHaveLength(2)
    })

    it("tells two parts apart by a leading zero, and refuses the same part twice", async () => {
      const twin = { ...part("part_3", "0986488480"), slug: "another-slug" }
      await expect(service.createParts([twin as never])).rejects.toThrow(/already exists/)
    })

    it.each([
      [
        "an offer of a product that has one",
        { offer: [{ ...offer("off_9", null), product_id: "prod_off_1" }] },
      ],
      [
        "a model twice in a make",
        { vehicle_model: [{ ...catalogue.vehicle_model![0]!, id: "vmod_9" }] },
      ],
    ])("keeps out %s", async (_, rows) => {
      const written = await service.loadCatalogue(rows as CatalogueRows)
      expect(Object.values(written)).toEqual([0])
    })

    it("refuses a fitment on a vehicle or a part that does not exist", async () => {
      const lost = { ...catalogue.fitment![0]!, id: "fit_9", variant_id: "vvar_none" }
      await expect(service.loadCatalogue({ fitment: [lost] })).rejects.toThrow()
    })

    it("answers a part's page in three statements, by id or by address", async () => {
      await refreshAll()
      let page: Extract<PartAnswer, { state: "found" }> | null = null
      const statements = await statementsOf(async () => {
        page = await pageOf("part_1", "vvar_1")
      })
      expect(statements).toBe(3)
      expect(page).toMatchObject({
        part: {
          brand: "Bosch",
          vehicle: { id: "vvar_1", make: "Peugeot", model: "308", from_month: "2008-03" },
          has_fitments: true,
          vehicle_fitments: [
            { id: "fit_1", status: "declared", position: null, quantity: 2, note: null },
          ],
          criteria: [
            { key: "disc_type", value: "solid", value_name: { fr: "plein" } },
            { key: "diameter_mm", value: "266", name_fr: null, value_name: null },
          ],
          cross_references: [{ kind: "oe", maker: "Kia", number: "51712-T1Z15" }],
        },
        fitments: [{ make: "Peugeot", model: "308", position: null, quantity: 2 }],
      })
      expect(page!.offers.map((one) => one.id).sort()).toEqual(["off_1", "off_2"])
      const bySlug = await pageOf("disque-bosch-0986488480")
      expect(bySlug?.part.id).toBe("part_1")
    })

    it("shows no offer that is not listed, and no page of an unknown part", async () => {
      await refreshAll({ listed: false })
      expect((await pageOf("part_1"))?.offers).toEqual([])
      expect(await service.retrievePartPage("part_none", null)).toBeNull()
      expect(await service.retrievePartPage("'; drop table part; --", null)).toBeNull()
    })

    it("weighs offers as the configuration says, and refuses weights it does not know", () => {
      expect(service.rankingWeights).toEqual(DEFAULT_WEIGHTS)
      expect(rankingWeights({ ranking: { fit: 2 } })).toEqual({ ...DEFAULT_WEIGHTS, fit: 2 })
      for (const ranking of [{ colour: 1 }, { fit: -1 }, { fit: "1" }]) {
        expect(() => rankingWeights({ ranking })).toThrow(/SOUK_RANKING_WEIGHTS/)
      }
    })

    it("writes only the offers that changed, and says which", async () => {
      expect(await refreshAll()).toEqual(["off_1", "off_2", "off_3"])
      expect(await refreshAll()).toEqual([])
      const changed = await service.refreshProjections(
        ["off_1", "off_2"],
        async () =>
          new Map([
            ["off_1", projection()],
            ["off_2", projection({ price_millimes: 1 })],
          ]),
      )
      expect(changed).toEqual(["off_2"])
      const [second] = await service.listOffers({ id: "off_2" })
      expect(second).toMatchObject({ price_millimes: 1, stock_available: 7 })
    })

    it("lets the later of two refreshes of one offer read last", async () => {
      const order: string[] = []
      const refresh = (name: string, price: number, wait: number) =>
        service.refreshProjections(["off_1"], async () => {
          order.push(`${name} reads`)
          await new Promise((resolve) => setTimeout(resolve, wait))
          order.push(`${name} has read`)
          return new Map([["off_1", projection({ price_millimes: price })]])
        })
      const first = refresh("first", 1, 200)
      await new Promise((resolve) => setTimeout(resolve, 50))
      await Promise.all([first, refresh("second", 2, 0)])
      expect(order).toEqual(["first reads", "first has read", "second reads", "second has read"])
      const [offerNow] = await service.listOffers({ id: "off_1" })
      expect(offerNow?.price_millimes).toBe(2)
    })

    it("lists makes that build something, by kind, and counts beyond the last page", async () => {
      const all = await service.listMakesByName({ kind: null, limit: 50, offset: 0 })
      expect(all).toEqual({
        rows: [{ id: "vmake_peugeot", name: "Peugeot", slug: "peugeot", kinds: ["car"] }],
        count: 1,
      })
      expect(await service.listMakesByName({ kind: "moto", limit: 50, offset: 0 })).toEqual({
        rows: [],
        count: 0,
      })
      const beyond = await service.listMakesByName({ kind: null, limit: 50, offset: 10 })
      expect(beyond).toEqual({ rows: [], count: 1 })
    })

    it.each([
      ["disque", 3],
      ["0986", 2],
      ["SKU-1", 3],
      ["%", 0],
      ["_", 0],
      ["\\", 0],
      ["'", 0],
    ])("finds a vendor's offers by %j: %d", async (q, count) => {
      await refreshAll()
      const found = await service.listVendorOffers({ vendor_id: "ven_1", q, limit: 50, offset: 0 })
      expect(found.count).toBe(count)
      const others = await service.listVendorOffers({ vendor_id: "ven_2", q, limit: 50, offset: 0 })
      expect(others.count).toBe(0)
    })

    it("lists the vehicles a part fits, found by words in any order and by year", async () => {
      await service.loadCatalogue({
        vehicle_make: [{ id: "vmake_c", name: "Citroën", slug: "citroen" }],
        vehicle_model: [
          { id: "vmod_c4", make_id: "vmake_c", name: "C4", slug: "c4", kind: "car" },
          { id: "vmod_2008", make_id: "vmake_peugeot", name: "2008", slug: "2008", kind: "car" },
        ],
        vehicle_variant: [
          { ...variant("vvar_c4", "1.6 HDi"), model_id: "vmod_c4", to_month: "2010-12" },
          { ...variant("vvar_2008", "1.2 VTi"), model_id: "vmod_2008", from_month: "2013-04" },
        ],
        fitment: ["vvar_c4", "vvar_2008", "vvar_2"].map((variant_id, index) => ({
          ...catalogue.fitment![0]!,
          id: `fit_1${index}`,
          variant_id,
          status: variant_id === "vvar_2" ? ("disputed" as const) : ("verified" as const),
        })),
      })
      const found = async (q: string) =>
        (await service.listCompatibleVehicles("part_1", { q, limit: 50, offset: 0 })).rows.map(
          (row) => row.variant_id,
        )
      expect(await found("")).toEqual(["vvar_c4", "vvar_2008", "vvar_1"])
      expect(await found("hdi CITROEN")).toEqual(["vvar_c4"])
      expect(await found("citroën c4")).toEqual(["vvar_c4"])
      expect(await found("peugeot hdi 2009")).toEqual(["vvar_1"])
      expect(await found("2008")).toEqual(["vvar_c4", "vvar_2008", "vvar_1"])
      expect(await found("hdi 2012")).toEqual(["vvar_1"])
      for (const odd of ["%", "_", "\\", "'", "?", "🔧", "\u202e308"]) await found(odd)
      expect(await found("%")).toEqual([])
      const page = await service.listCompatibleVehicles("part_1", { q: "", limit: 1, offset: 1 })
      expect(page).toMatchObject({
        count: 3,
        rows: [{ variant_id: "vvar_2008", status: "verified" }],
      })
    })

    it("names the makes of a world manufacturer identifier", async () => {
      await service.loadCatalogue({
        vehicle_make: [
          { id: "vmake_ds", name: "DS", slug: "ds", wmi_codes: ["VF7", "VR1"] },
          { id: "vmake_citroen", name: "Citroën", slug: "citroen", wmi_codes: ["VF7"] },
        ],
      })
      expect((await service.listMakesByWmi("VF7")).map((make) => make.slug)).toEqual([
        "citroen",
        "ds",
      ])
      expect(await service.listMakesByWmi("ZZZ")).toEqual([])
    })

    describe("a buyer's garage", () => {
      const entry = (variant_id: string, plate: string | null = null) => ({
        variant_id,
        plate,
        label: null,
        vin: null,
      })
      const garageOf = async (buyer: string) =>
        (await service.listGarage(buyer, { limit: 50, offset: 0 })).rows

      it("keeps the same vehicle under the same plate once, even asked at the same time", async () => {
        const added = await Promise.all(
          Array.from({ length: 5 }, () => service.addToGarage("cus_1", entry("vvar_1", "1 TUN 1"))),
        )
        expect(added.filter(({ created }) => created)).toHaveLength(1)
        expect(new Set(added.map(({ id }) => id)).size).toBe(1)
        const other = await service.addToGarage("cus_1", entry("vvar_1", "2 TUN 2"))
        expect(other.created).toBe(true)
        expect(await garageOf("cus_1")).toHaveLength(2)
      })

      it("has one active vehicle: the first kept, then whichever is chosen", async () => {
        const first = await service.addToGarage("cus_1", entry("vvar_1"))
        const second = await service.addToGarage("cus_1", entry("vvar_2"))
        const active = async () =>
          (await garageOf("cus_1")).filter((one) => one.is_active).map((one) => one.id)
        expect(await active()).toEqual([first.id])
        await Promise.all([
          service.changeInGarage("cus_1", second.id, { is_active: true }),
          service.changeInGarage("cus_1", first.id, { is_active: true }),
          service.changeInGarage("cus_1", second.id, { is_active: true }),
        ])
        expect(await active()).toHaveLength(1)
        await service.addToGarage("cus_1", { ...entry("vvar_1"), is_active: true })
        expect(await active()).toEqual([first.id])
        await service.changeInGarage("cus_1", first.id, { is_active: false })
        expect(await active()).toEqual([])
      })

      it("shows, changes and removes nothing of another buyer's", async () => {
        const { id } = await service.addToGarage("cus_1", entry("vvar_1"))
        expect(await service.findGarageVehicle("cus_2", id)).toBeNull()
        expect(await service.changeInGarage("cus_2", id, { label: "mine", is_active: true })).toBe(
          false,
        )
        expect(await service.removeFromGarage("cus_2", id)).toBe(false)
        expect(await garageOf("cus_1")).toMatchObject([{ id, label: null, is_active: true }])
        expect(await service.removeFromGarage("cus_1", id)).toBe(true)
        expect(await service.removeFromGarage("cus_1", id)).toBe(false)
        expect((await service.addToGarage("cus_1", entry("vvar_1"))).created).toBe(true)
      })

      it("holds twenty vehicles, of the catalogue", async () => {
        for (let index = 1; index <= 20; index++) {
          await service.addToGarage("cus_1", entry("vvar_1", `${index} TUN 1`))
        }
        await expect(service.addToGarage("cus_1", entry("vvar_1", "21 TUN 1"))).rejects.toThrow(
          /20 véhicules/,
        )
        const again = await service.addToGarage("cus_1", entry("vvar_1", "20 TUN 1"))
        expect(again.created).toBe(false)
        await expect(service.addToGarage("cus_2", entry("vvar_none"))).rejects.toThrow(/vvar_none/)
      })
    })
  },
})
