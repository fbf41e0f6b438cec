import { found, get, made, post, send } from "./client"
import { demo, offersOf, signIn, sql } from "./shop"

type Vehicle = { id: string; full_name: string; make: { id: string; name: string } }
type Kept = {
  id: string
  variant: Vehicle
  label: string | null
  plate: string | null
  vin: string | null
  is_active: boolean
  created_at: string
}
type Garage = { garage_vehicles: Kept[]; count: number; limit: number; offset: number }

const GARAGE = "/store/customers/me/garage-vehicles"
const VIN = "VF34C9HR8AS123456"

let me: string
let other: string
let variants: string[]

beforeAll(async () => {
  me = await signIn("customer", demo.buyer)
  other = await signIn("customer", demo.otherBuyer)
  const rows = await sql<{ id: string }>("select id from vehicle_variant order by id limit 3")
  variants = rows.map((row) => row.id)
})

describe("a chassis number", () => {
  type Answer = {
    vin: {
      vin: string
      wmi: string
      makes: { id: string; name: string; slug: string }[]
      model_years: number[]
      decoded: boolean
      message_code: string
      message: string
    }
  }

  it("narrows the choice to the makes of its first letters, and says that it decodes nothing", async () => {
    const [make] = await sql<{ id: string; name: string; slug: string }>(
      "select id, name, slug from vehicle_make order by id limit 1",
    )
    await sql("update vehicle_make set wmi_codes = wmi_codes || '{ZZ7}' where id = $1", [make!.id])
    const messages = await Promise.all(
      ["fr", "ar", "en"].map(async (locale) => {
        const { vin } = await found<Answer>("/store/vins/zz7%204c9-hr8as123456", { locale })
        expect(vin).toMatchObject({
          vin: "ZZ74C9HR8AS123456",
          wmi: "ZZ7",
          makes: [make],
          model_years: [],
          decoded: false,
          message_code: "vin_narrows_only",
        })
        return vin.message
      }),
    )
    expect(new Set(messages).size).toBe(3)
    await sql("update vehicle_make set wmi_codes = array_remove(wmi_codes, 'ZZ7') where id = $1", [
      make!.id,
    ])
    const { vin } = await found<Answer>("/store/vins/ZZ74C9HR8AS123456")
    expect(vin).toMatchObject({ makes: [], message_code: "vin_maker_unknown" })
  })

  it.each([
    ["VF34C9HR8ASO23456", "vin_character", ["O", "12"]],
    ["VF34C9HR8AS12345", "vin_length", ["16"]],
    ["%F0%9F%94%A7", "vin_character", ["🔧", "1"]],
  ])("%s is refused as %s", async (vin, code, words) => {
    for (const locale of ["fr", "ar", "en"]) {
      const { status, body } = await get(`/store/vins/${vin}`, { locale })
      expect([status, body.code]).toEqual([400, code])
      for (const word of words) expect(body.message).toContain(word)
    }
  })
})

/** The story goes on from one test to the next. */
describe("a buyer's garage", () => {
  let car: Kept
  let bike: Kept

  it("keeps a vehicle with its plate and chassis number in their one writing", async () => {
    const { status, headers, body } = await post<{ garage_vehicle: Kept }>(
      GARAGE,
      {
        variant_id: variants[0],
        label: "Familiale",
        plate: "١٢٣ تونس ٤٥٦٧",
        vin: VIN.toLowerCase(),
      },
      { as: me },
    )
    car = body.garage_vehicle
    expect(status).toBe(201)
    expect(headers.location).toBe(`${GARAGE}/${car.id}`)
    const { vehicle_variant } = await found<{ vehicle_variant: Vehicle }>(
      `/store/vehicle-variants/${variants[0]}`,
    )
    expect(car).toMatchObject({
      variant: vehicle_variant,
      label: "Familiale",
      plate: "123 TUN 4567",
      vin: VIN,
      is_active: true,
    })
    expect(Number.isNaN(Date.parse(car.created_at))).toBe(false)
  })

  it("takes a visitor's vehicles at sign-in, as often as it is asked", async () => {
    const again = await post<{ garage_vehicle: Kept }>(
      GARAGE,
      { variant_id: variants[0], plate: "123 TU 4567" },
      { as: me },
    )
    expect([again.status, again.body.garage_vehicle]).toEqual([200, car])
    const { garage_vehicle } = await made<{ garage_vehicle: Kept }>(
      GARAGE,
      { variant_id: variants[1] },
      { as: me },
    )
    bike = garage_vehicle
    expect(bike).toMatchObject({ label: null, plate: null, vin: null, is_active: false })
  })

  it("has one active vehicle", async () => {
    const { body } = await post<{ garage_vehicle: Kept }>(
      `${GARAGE}/${bike.id}`,
      { is_active: true, label: "La moto" },
      { as: me },
    )
    expect(body.garage_vehicle).toMatchObject({ id: bike.id, is_active: true, label: "La moto" })
    const garage = await found<Garage>(GARAGE, { as: me })
    expect(garage).toMatchObject({ count: 2, limit: 50, offset: 0 })
    expect(garage.garage_vehicles.map(({ id, is_active }) => [id, is_active])).toEqual([
      [bike.id, true],
      [car.id, false],
    ])
  })

  it("is its owner's alone", async () => {
    const theirs = await found<Garage>(GARAGE, { as: other })
    expect(theirs.garage_vehicles.map(({ id }) => id)).not.toContain(car.id)
    for (const [method, body] of [
      ["GET", undefined],
      ["POST", { label: "à moi" }],
      ["DELETE", undefined],
    ] as const) {
      const answer = await send(method, `${GARAGE}/${car.id}`, { as: other, body })
      expect([method, answer.status, answer.body.code]).toEqual([
        method,
        404,
        "garage_vehicle_not_found",
      ])
    }
    expect((await get(GARAGE)).status).toBe(401)
    const { garage_vehicle } = await found<{ garage_vehicle: Kept }>(`${GARAGE}/${car.id}`, {
      as: me,
    })
    expect(garage_vehicle.label).toBe("Familiale")
  })

  it.each([
    [{ variant_id: "vvar_none" }, "vehicle_unknown"],
    [{ plate: "AB-123-CD" }, "plate_unreadable"],
    [{ vin: `${VIN}9` }, "vin_length"],
    [{ vin: VIN.replace("C", "Q") }, "vin_character"],
  ])("refuses %j in the reader's language", async (change, code) => {
    for (const locale of ["fr", "ar", "en"]) {
      const body = { variant_id: variants[2], ...change }
      const answer = await post(GARAGE, body, { as: me, locale })
      expect([answer.status, answer.body.code]).toEqual([400, code])
      expect(/[\u0600-\u06ff]/.test(answer.body.message)).toBe(locale === "ar")
    }
  })

  it("forgets what it is told to, and is emptied", async () => {
    const { body } = await post<{ garage_vehicle: Kept }>(
      `${GARAGE}/${car.id}`,
      { plate: null, vin: "" },
      { as: me },
    )
    expect(body.garage_vehicle).toMatchObject({ plate: null, vin: null, label: "Familiale" })
    for (const { id } of [car, bike]) {
      const answer = await send<object>("DELETE", `${GARAGE}/${id}`, { as: me })
      expect([answer.status, answer.body]).toEqual([
        200,
        { id, object: "garage_vehicle", deleted: true },
      ])
    }
    expect((await found<Garage>(GARAGE, { as: me })).count).toBe(0)
  })
})

describe("whether a part fits", () => {
  type Fit = {
    verdict: string
    status: string | null
    fitments: { id: string; status: string; exclusions: string | null }[]
    vehicle: { id: string; full_name: string } | null
  }
  type Page = {
    part: {
      fits: string | null
      fit: Fit | null
      fitments: { variant_id: string; status: string; note: string | null }[]
    }
  }
  let partId: string
  let variantId: string
  let stranger: string

  beforeAll(async () => {
    const [offer] = await offersOf(demo.vendorA.handle)
    partId = offer!.part_id
    const [fitment] = await sql<{ variant_id: string }>(
      "select variant_id from fitment where part_id = $1 and status <> 'disputed' order by id limit 1",
      [partId],
    )
    variantId = fitment!.variant_id
    const [none] = await sql<{ id: string }>(
      "select id from vehicle_variant v where not exists (select 1 from fitment f where f.variant_id = v.id and f.part_id = $1) limit 1",
      [partId],
    )
    stranger = none!.id
  })

  it("is told with the claims it rests on, the strongest first", async () => {
    const before = await found<Page>(`/store/parts/${partId}?vehicle=${variantId}`)
    expect(before.part.fit).toMatchObject({ verdict: "fits", vehicle: { id: variantId } })
    await sql(
      `insert into fitment (id, part_id, variant_id, position, quantity, status, exclusions)
       values ('fit_story', $1, $2, 'story', 1, 'verified', 'sauf boîte automatique')`,
      [partId, variantId],
    )
    const { part } = await found<Page>(`/store/parts/${partId}?vehicle=${variantId}`)
    expect(part.fits).toBe("fits")
    expect(part.fit!.status).toBe("verified")
    const verified = part.fit!.fitments.filter((one) => one.status === "verified")
    expect(part.fit!.fitments.slice(0, verified.length)).toEqual(verified)
    expect(part.fit!.fitments).toContainEqual(
      expect.objectContaining({ id: "fit_story", exclusions: "sauf boîte automatique" }),
    )
    expect(part.fitments.every((one) => one.status && one.note !== undefined)).toBe(true)
    await sql("delete from fitment where id = 'fit_story'")
  })

  it.each([
    ["does_not_fit", () => stranger],
    ["unknown", () => "vvar_none"],
  ])("is %s of another vehicle", async (verdict, vehicle) => {
    const { part } = await found<Page>(`/store/parts/${partId}?vehicle=${vehicle()}`)
    expect(part.fits).toBe(verdict)
    expect(part.fit).toMatchObject({ verdict, status: null, fitments: [] })
    expect(part.fit!.vehicle === null).toBe(verdict === "unknown")
  })

  it("is not told without a vehicle", async () => {
    const { part } = await found<Page>(`/store/parts/${partId}`)
    expect([part.fits, part.fit]).toEqual([null, null])
  })

  it("lists the vehicles of a part by words of their names", async () => {
    type Fitments = { fitments: { make: string; variant_id: string }[]; count: number }
    const all = await found<Fitments>(`/store/parts/${partId}/fitments?limit=100`)
    expect(all.count).toBeGreaterThan(0)
    const { make } = all.fitments[0]!
    const some = await found<Fitments>(
      `/store/parts/${partId}/fitments?q=${encodeURIComponent(make.toUpperCase())}`,
    )
    expect(some.count).toBeGreaterThan(0)
    const none = await found<Fitments>(`/store/parts/${partId}/fitments?q=zzzz`)
    expect(none).toMatchObject({ fitments: [], count: 0 })
    expect((await get("/store/parts/part_none/fitments")).status).toBe(404)
    expect((await get(`/store/parts/${partId}/fitments?limit=101`)).status).toBe(400)
  })
})
