import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { imageTypeOf } from "@souk/parts/domain/image-type"
import { publicationBlockers } from "@souk/parts/domain/publication"
import { DEFAULT_COUNTS, generateCatalogue, loadSeedTables } from "../../../../seed/generate"
import { photoFiles, photosOf } from "../photos"
import { planOffer } from "../plan-offer"

const dataDir = join(__dirname, "../../../../seed/data")
const photosDir = join(dataDir, "photos")
const photos = photoFiles(photosDir)
const tables = loadSeedTables(dataDir)
const { parts, offers } = generateCatalogue(tables, DEFAULT_COUNTS, 20_260_101)
const data = { parts, vehicles: tables.vehicles }

it("publishes nothing that the rule would keep from a vendor", () => {
  const planned = offers.map((offer) => planOffer(data, offer, "part_1", photos))
  const used = planned.filter(({ condition }) => condition === "used")
  expect(used.length).toBeGreaterThan(100)
  for (const { condition, images, donor_vehicle, status } of planned) {
    expect(status).toBe("published")
    const blockers = publicationBlockers({
      condition,
      has_photo: Boolean(images?.length),
      has_price: true,
      has_category: true,
      donor_vehicle: donor_vehicle ?? null,
      identity: "linked",
    })
    expect(blockers).toEqual([])
  }
  expect(new Set(used.map(({ images }) => images!.length))).toEqual(new Set([2]))
})

it("keeps a used offer without photos or donor vehicle as a draft", () => {
  const used = offers.find(({ condition }) => condition === "used")!
  expect(planOffer(data, used, "part_1", new Map()).status).toBe("draft")
  expect(planOffer(data, { ...used, donor: null }, "part_1", photos).status).toBe("draft")
})

it("shows a new piece by the drawing of its family", () => {
  const fresh = offers.find(({ condition }) => condition === "new")!
  expect(planOffer(data, fresh, "part_1", photos).images).toEqual([])
})

it("has light pictures, two of each drawing, and some for the others", () => {
  expect(photosOf(photos, "headlight")).toEqual(["headlight-1.webp", "headlight-2.webp"])
  expect(photosOf(photos, "engine-oil")).toEqual(["part-1.webp", "part-2.webp"])
  const drawings = new Set([...tables.families.map(({ drawing }) => drawing), "part"])
  for (const [drawing, names] of photos) {
    expect(drawings).toContain(drawing)
    expect(names).toEqual([1, 2].map((view) => `${drawing}-${view}.webp`))
    for (const name of names) {
      const path = join(photosDir, name)
      expect(statSync(path).size).toBeLessThanOrEqual(25_000)
      expect(imageTypeOf(readFileSync(path))?.mime).toBe("image/webp")
    }
  }
})
