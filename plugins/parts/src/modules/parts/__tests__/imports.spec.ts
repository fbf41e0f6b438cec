import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PARTS_MODULE } from ".."
import { SeenRows } from "../../../domain/seen-rows"
import { makeIdOf, modelIdOf, variantIdOf } from "../../../domain/vehicle-identity"
import { readFitments } from "../../../imports/fitment-file"
import { runImport } from "../../../imports/run-import"
import { readVehicles } from "../../../imports/vehicle-file"
import type PartsModuleService from "../service"

const HEADER =
  "make,model,kind,generation,variant,energy,engine_code,displacement_cc,power_kw,power_ch,body,from,to,wmi"
const HDI =
  "Peugeot,308,car,I (T7),1.6 HDi 92,diesel,DV6ATED4 (9HX),1560,68,92,hatchback,2007-09,2013-10,VF3"
const VTI =
  "PEUGEOT,308,car,I (T7),1.4 VTi 95,petrol,EP3 (8FS),1397,70,95,hatchback,2007-09,2013-10,VF3 VR3"
const VAN = "Peugeot,308,utility,I,1.6 HDi 92,diesel,DV6ATED4 (9HX),1560,68,92,van,2008-01,2013-10,"

const FITMENTS =
  "brand,reference,make,model,generation,variant,engine_code,from,to,position,quantity,note,exclusions"

const part = (id: string, mpn_key: string) => ({
  id,
  slug: id,
  brand_id: "brand_bosch",
  mpn: mpn_key,
  mpn_key,
  ean: null,
  category_id: "pcat_discs",
  drawing: "brake-disc",
  name_fr: "Disque",
  name_ar: "قرص",
  name_en: "Disc",
  position: null,
  vat_percent: 19,
  criteria: [],
})

async function* lines(...texts: string[]) {
  for (const text of texts) yield `${text}\n`
}

moduleIntegrationTestRunner<PartsModuleService>({
  moduleName: PARTS_MODULE,
  resolve: join(__dirname, ".."),
  testSuite: ({ service }) => {
    const progress = async () => {}
    const importVehicles = async (texts: AsyncIterable<string>, source = "imp_1") => {
      const seen = new SeenRows()
      return await runImport({
        file: await readVehicles(texts, { locale: "fr", thisYear: 2026 }),
        locale: "fr",
        write: (rows) => service.importVehicles(rows, { source, seen }),
        progress,
      })
    }
    const importFitments = async (
      texts: AsyncIterable<string>,
      { source = "imp_1", status = "declared" as "declared" | "verified" } = {},
    ) => {
      const seen = new SeenRows()
      const touched: string[] = []
      const result = await runImport({
        file: await readFitments(texts, { locale: "fr" }),
        locale: "fr",
        write: async (rows) => {
          const { outcomes, part_ids } = await service.importFitments(rows, {
            source,
            status,
            seen,
          })
          touched.push(...part_ids)
          return outcomes
        },
        progress,
      })
      return { ...result, touched }
    }
    const statusOf = async (partId: string) =>
      (await service.listFitments({ part_id: partId })).map(({ status }) => status)

    describe("vehicles of a file", () => {
      it("are written once, with their makes and models, however often they are read", async () => {
        const first = await importVehicles(lines(HEADER, HDI, VTI, VAN))
        expect(first.counts).toMatchObject({ created_rows: 3, refused_rows: 0 })
        const again = await importVehicles(lines(HEADER, HDI, VTI, VAN), "imp_2")
        expect(again.counts).toMatchObject({ created_rows: 0, updated_rows: 0, unchanged_rows: 3 })

        const makes = await service.listVehicleMakes({}, { relations: ["models"] })
        expect(makes).toMatchObject([
          { id: makeIdOf("Peugeot"), name: "Peugeot", wmi_codes: ["VF3", "VR3"] },
        ])
        expect(makes[0]!.models.map(({ slug }) => slug).sort()).toEqual(["308", "308-utility"])
        const rows = await service.listVehicleVariants({ source: "imp_1" })
        expect(rows).toHaveLength(3)
      })

      it("have the ids the seed gives them", async () => {
        await importVehicles(lines(HEADER, HDI))
        const [row] = await service.listVehicleVariants({})
        expect(row).toMatchObject({
          id: variantIdOf({
            make: "Peugeot",
            model: "308",
            kind: "car",
            generation: "I (T7)",
            variant: "1.6 HDi 92",
            engine_code: "DV6ATED4 (9HX)",
            body: "hatchback",
            from: "2007-09",
          }),
          model_id: modelIdOf({ make: "Peugeot", model: "308", kind: "car" }),
        })
      })

      it("are corrected by a later file, never twice by one", async () => {
        await importVehicles(lines(HEADER, HDI))
        const mended = HDI.replace("2013-10", "2014-01")
        const { counts, errorFile } = await importVehicles(lines(HEADER, mended, HDI), "imp_2")
        expect(counts).toMatchObject({ updated_rows: 1, refused_rows: 1 })
        expect(errorFile).toMatch(/,3,Une ligne précédente/)
        const [row] = await service.listVehicleVariants({})
        expect(row).toMatchObject({ to_month: "2014-01", source: "imp_2" })
        const again = await importVehicles(lines(HEADER, mended, HDI), "imp_3")
        expect(again.counts).toMatchObject({ created_rows: 0, updated_rows: 0, refused_rows: 1 })
      })

      it("load although others are refused", async () => {
        const { counts, errorFile } = await importVehicles(
          lines(HEADER, "Kia,Rio,car,,1.4,petrol,,x,,,,2005,,", HDI),
        )
        expect(counts).toMatchObject({ read_rows: 2, created_rows: 1, refused_rows: 1 })
        expect(errorFile).toContain("Kia,Rio,car,,1.4,petrol,,x,,,,2005,,,2,")
      })

      it("are written by the thousand in a few statements", async () => {
        async function* many() {
          yield `${HEADER}\n`
          for (let row = 0; row < 5_000; row++) yield `${HDI.replace("1.6 HDi 92", `V${row}`)}\n`
        }
        expect((await importVehicles(many())).counts).toMatchObject({ created_rows: 5_000 })
        expect((await importVehicles(many())).counts).toMatchObject({ unchanged_rows: 5_000 })
      })

      it("are found by words of their whole name", async () => {
        await importVehicles(lines(HEADER, HDI, VTI, VAN))
        const find = async (q: string) =>
          (await service.listVehicles({ q, limit: 50, offset: 0 })).count
        expect(await find("peugeot 308 hdi")).toBe(2)
        expect(await find("9hx 2007")).toBe(1)
        expect(await find("PÉUGEOT vti")).toBe(1)
        expect(await find("100%")).toBe(0)
        expect(await find("")).toBe(3)
      })
    })

    describe("fitments of a file", () => {
      beforeEach(async () => {
        await importVehicles(lines(HEADER, HDI, VTI))
        await service.loadCatalogue({
          brand: [{ id: "brand_bosch", name: "Bosch", name_key: "BOSCH", slug: "bosch" }],
          brand_alias: [
            { id: "balias_1", brand_id: "brand_bosch", name: "Bosch GmbH", name_key: "BOSCHGMBH" },
          ],
          part: [part("part_1", "0986424797"), part("part_2", "42"), part("part_3", "43")],
        })
        await service.updateParts({ id: "part_3", merged_into_id: "part_2" })
      })

      it("are written once, however often they are read", async () => {
        const file = () => lines(FITMENTS, "Bosch GmbH,0 986-424.797,peugeot,308,,,,,,AV,2,note,")
        const first = await importFitments(file())
        expect(first.counts).toMatchObject({ created_rows: 1, refused_rows: 0 })
        expect(first.touched).toEqual(["part_1"])
        // Both engines of the 308: the row narrows none.
        expect(await service.listFitments({ part_id: "part_1" })).toHaveLength(2)
        const again = await importFitments(file(), { source: "imp_2" })
        expect(again.counts).toMatchObject({ created_rows: 0, updated_rows: 0, unchanged_rows: 1 })
        expect(again.touched).toEqual([])
      })

      it.each([
        ["the engine's code", ",,9hx,,", 1],
        ["the variant", ",1.4 vti 95,,,", 1],
        ["the generation's name", "I,,,,", 2],
        ["the generation's code", "T7,,,,", 2],
        ["years it was built in", ",,,2009,2010", 2],
      ])("mean what %s leaves", async (_what, narrowing, count) => {
        await importFitments(lines(FITMENTS, `Bosch,42,Peugeot,308,${narrowing},,1,,`))
        expect(await service.listFitments({ part_id: "part_2" })).toHaveLength(count)
      })

      it("refuse what nobody knows, row by row, and load the rest", async () => {
        const { counts, errorFile } = await importFitments(
          lines(
            FITMENTS,
            "Nobody,42,Peugeot,308,,,,,,,1,,",
            "Bosch,999,Peugeot,308,,,,,,,1,,",
            "Bosch,42,Peugeot,309,,,,,,,1,,",
            "Bosch,42,Peugeot,308,,,,2020,,,1,,",
            "Bosch,42,Peugeot,308,,,9HX,,,,1,,",
          ),
        )
        expect(counts).toMatchObject({ read_rows: 5, created_rows: 1, refused_rows: 4 })
        const reasons = errorFile!.split("\r\n").slice(1, 5)
        expect(reasons[0]).toMatch(/,2,"?La marque de pièces « Nobody »/)
        expect(reasons[1]).toMatch(/La pièce « Bosch 999 »/)
        expect(reasons[2]).toMatch(/Aucun véhicule connu ne répond à « Peugeot 309 »/)
        expect(reasons[3]).toMatch(/Peugeot 308 2020-01/)
      })

      it("follow a merged part to the one it was merged into", async () => {
        await importFitments(lines("part_id,variant_id", `part_3,${await firstVehicle()}`))
        expect(await service.listFitments({ part_id: "part_2" })).toHaveLength(1)
        expect(await service.listFitments({ part_id: "part_3" })).toHaveLength(0)
      })

      const firstVehicle = async () =>
        (await service.listVehicleVariants({}, { take: 1, order: { id: "ASC" } }))[0]!.id

      it("verify what was declared when they are worth it, and settle no dispute", async () => {
        const row = "Bosch,42,Peugeot,308,,,9HX,,,,1,,"
        await importFitments(lines(FITMENTS, row))
        expect(await statusOf("part_2")).toEqual(["declared"])
        const { counts } = await importFitments(lines(FITMENTS, row), { status: "verified" })
        expect(counts).toMatchObject({ updated_rows: 1 })
        expect(await statusOf("part_2")).toEqual(["verified"])
        const [fitment] = await service.listFitments({ part_id: "part_2" })
        await service.setFitmentStatuses([fitment!.id], "disputed")
        await importFitments(lines(FITMENTS, row), { status: "verified" })
        expect(await statusOf("part_2")).toEqual(["disputed"])
      })

      it("refuse a row that contradicts an earlier one, so that the file says the same twice", async () => {
        const file = () =>
          lines(FITMENTS, "Bosch,42,Peugeot,308,,,9HX,,,,1,,", "Bosch,42,Peugeot,308,,,,,,,2,,")
        const first = await importFitments(file())
        expect(first.counts).toMatchObject({ created_rows: 1, refused_rows: 1 })
        const again = await importFitments(file())
        expect(again.counts).toMatchObject({ created_rows: 0, updated_rows: 0, refused_rows: 1 })
      })

      it("mark their part as changed, for the reconcile job to see", async () => {
        const before = (await service.retrievePart("part_2")).updated_at
        await importFitments(lines(FITMENTS, "Bosch,42,Peugeot,308,,,9HX,,,,1,,"))
        expect((await service.retrievePart("part_2")).updated_at > before).toBe(true)
      })

      it("are read by the ten thousand, batch by batch", async () => {
        const rows = 20_000
        await service.loadCatalogue({
          part: Array.from({ length: rows }, (_, index) => part(`part_n${index}`, `N${index}`)),
        })
        let taken = 0
        let furthest = 0
        let written = 0
        async function* many() {
          yield `${FITMENTS}\n`
          for (; taken < rows; taken++) yield `Bosch,N${taken},Peugeot,308,,,9HX,,,,1,,\n`
        }
        const seen = new SeenRows()
        const { counts } = await runImport({
          file: await readFitments(many(), { locale: "fr" }),
          locale: "fr",
          write: async (batch) => {
            furthest = Math.max(furthest, taken - written)
            written += batch.length
            const options = { source: "imp_1", status: "declared" as const, seen }
            return (await service.importFitments(batch, options)).outcomes
          },
          progress,
        })
        expect(counts).toMatchObject({ read_rows: rows, created_rows: rows, refused_rows: 0 })
        expect(furthest).toBeLessThan(5_000)
      })
    })

    describe("what becomes of fitments", () => {
      const claim = { part_id: "part_1", variant_id: "vvar_1", reference: "ret_1" }
      beforeEach(async () => {
        await service.loadCatalogue({
          brand: [{ id: "brand_bosch", name: "Bosch", name_key: "BOSCH", slug: "bosch" }],
          part: [part("part_1", "1")],
          vehicle_make: [{ id: "vmake_1", name: "Kia", slug: "kia" }],
          vehicle_model: [
            { id: "vmod_1", make_id: "vmake_1", name: "Rio", slug: "rio", kind: "car" },
          ],
          vehicle_variant: [
            {
              id: "vvar_1",
              model_id: "vmod_1",
              generation: "III",
              name: "1.4",
              energy: "petrol",
              engine_code: null,
              displacement_cc: 1396,
              power_kw: 80,
              power_ch: 109,
              body: null,
              from_month: "2012-01",
              to_month: null,
              source: "demo",
            },
          ],
          fitment: ["front", "rear"].map((position) => ({
            id: `fit_${position}`,
            part_id: "part_1",
            variant_id: "vvar_1",
            position,
            quantity: 1,
            status: "verified" as const,
            note: null,
            exclusions: null,
            source: "ven_1",
          })),
        })
      })

      it("a return disputes it once, whatever the operator decides since", async () => {
        const changed = await service.disputeFitment(claim)
        expect(changed).toHaveLength(2)
        expect(await statusOf("part_1")).toEqual(["disputed", "disputed"])
        await service.setFitmentStatuses(["fit_front", "fit_rear"], "verified")
        expect(await service.disputeFitment(claim)).toEqual([])
        expect(await statusOf("part_1")).toEqual(["verified", "verified"])
        expect(await service.disputeFitment({ ...claim, reference: "ret_2" })).toHaveLength(2)
        expect(await service.disputeFitment({ ...claim, variant_id: "vvar_none" })).toEqual([])
      })

      it("a dispute that is undone can be told again", async () => {
        const changed = await service.disputeFitment(claim)
        await service.undoDispute(changed, "ret_1")
        expect(await statusOf("part_1")).toEqual(["verified", "verified"])
        expect(await service.disputeFitment(claim)).toHaveLength(2)
      })

      it("a decision says what it changed, and can be undone", async () => {
        await service.setFitmentStatuses(["fit_rear"], "declared")
        const changed = await service.setFitmentStatuses(["fit_front", "fit_rear"], "declared")
        expect(changed).toEqual([{ id: "fit_front", part_id: "part_1", before: "verified" }])
        await service.restoreFitmentStatuses(changed)
        expect((await statusOf("part_1")).sort()).toEqual(["declared", "verified"])
      })

      it("one that is removed may be declared again, or put back", async () => {
        const removed = await service.removeFitments(["fit_front"])
        expect(removed).toHaveLength(1)
        const { dispute_references: _, ...row } = removed[0]!
        expect(await service.declareFitment({ ...row, id: "fit_new" })).toBe(true)
        expect(await service.declareFitment({ ...row, id: "fit_newer" })).toBe(false)
        await service.removeFitments(["fit_new"])
        await service.loadCatalogue({ fitment: removed })
        expect(await service.retrieveFitment("fit_front")).toMatchObject({ status: "verified" })
      })

      it.each([
        [{ status: "verified" as const }, 2],
        [{ status: "disputed" as const }, 0],
        [{ source: "ven_1" }, 2],
        [{ part_id: "part_1", variant_id: "vvar_1" }, 2],
        [{ variant_id: "vvar_none" }, 0],
        [{ q: "kia rio bosch" }, 2],
        [{ q: "kia picanto" }, 0],
        [{ q: "';--" }, 0],
      ])("are listed by %j: %d", async (filter, count) => {
        const page = await service.listFitmentsByChange({ ...filter, limit: 1, offset: 0 })
        expect(page.count).toBe(count)
        expect(page.rows).toHaveLength(Math.min(1, count))
      })

      it("an import nobody heard of for a while is said to be cut", async () => {
        const run = await service.createImportRuns({
          kind: "vehicles",
          file_name: "a.csv",
          sha256: "0",
          started_by: "command",
        })
        expect(await service.closeStalledImports({ silentMinutes: 5, failure: "cut" })).toEqual([])
        const closed = await service.closeStalledImports({ silentMinutes: -1, failure: "cut" })
        expect(closed).toEqual([run.id])
        expect(await service.retrieveImportRun(run.id)).toMatchObject({
          status: "failed",
          failure: "cut",
        })
      })
    })
  },
})
