import { found, get, made, post, send } from "./client"
import { demo, eventually, offersOf, signIn, sql, type Offer } from "./shop"

type Run = {
  id: string
  status: string
  failure: string | null
  read_rows: number
  created_rows: number
  updated_rows: number
  unchanged_rows: number
  refused_rows: number
  has_error_file: boolean
}
type Fitment = {
  id: string
  status: string
  position: string
  vehicle: { id: string; full_name: string }
  source: { id: string; name: string | null }
  is_own: boolean
  may_withdraw: boolean
}
type Files = Record<string, string | Buffer>

const BOUNDARY = "souk-test-boundary"

/** A form with files, as a browser sends it. */
function formOf(files: Files): Buffer {
  const pieces = Object.entries(files).flatMap(([field, content]) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${field} é.csv"\r\n` +
      "Content-Type: application/octet-stream\r\n\r\n",
    content,
    "\r\n",
  ])
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece)))
}

let operator: string
let vendor: string
let otherVendor: string
let offer: Offer
let otherOffer: Offer
let part: { brand: string; mpn: string }
/** A vehicle of this spec's own, that no seeded part fits. */
let vehicleId: string

const MAKE = "Essai Automobile"
const VEHICLES =
  "marque;modèle;type;génération;version;énergie;code moteur;cylindrée;kw;carrosserie;de;à;wmi\n"
const VEHICLE = `${MAKE};Modèle T;voiture;I;1.2 60;essence;T12;1199;44;hatchback;2010;2015;ZZ9\n`

const upload = (query: string, files: Files, as: string | undefined = operator, locale?: string) =>
  send<{ import_run: Run; code?: string; message?: string }>(
    "POST",
    `/admin/import-runs?${query}`,
    {
      as,
      locale,
      body: formOf(files),
      headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
    },
  )

/** Sends a file and waits for what comes of it. */
async function imported(query: string, files: Files): Promise<Run> {
  const { status, body, headers, text } = await upload(query, files)
  if (status !== 202) throw new Error(`${status} ${text}`)
  expect(headers.location).toBe(`/admin/import-runs/${body.import_run.id}`)
  let run = body.import_run
  await eventually("the end of the import", async () => {
    run = (await found<{ import_run: Run }>(headers.location!, { as: operator })).import_run
    return run.status !== "running"
  })
  return run
}

const fits = async () => {
  const { part } = await found<{ part: { fits: string | null } }>(
    `/store/parts/${offer.part_id}?vehicle=${vehicleId}`,
  )
  return part.fits
}
const isListed = async () => {
  const { parts } = await found<{ parts: { id: string }[] }>(
    `/store/parts?vehicle=${vehicleId}&limit=100`,
  )
  return parts.some(({ id }) => id === offer.part_id)
}
const ofOffer = (id: string) => `/vendor/offers/${id}/fitments`

beforeAll(async () => {
  operator = await signIn("user", demo.operator)
  vendor = await signIn("user", demo.vendorA.email)
  otherVendor = await signIn("user", demo.vendorB.email)
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
  otherOffer = (await offersOf(demo.vendorB.handle, 20)).find(
    ({ part_id }) => part_id !== offer.part_id,
  )!
  ;[part] = (await sql<{ brand: string; mpn: string }>(
    "select b.name as brand, p.mpn from part p join brand b on b.id = p.brand_id where p.id = $1",
    [offer.part_id],
  )) as [typeof part]
})

describe("the operator reads files", () => {
  it("of vehicles, in French, as Excel writes them", async () => {
    const text = VEHICLES + VEHICLE + "Essai;X;voiture;;1.0;vapeur;;1000;40;;2010;;\n"
    const run = await imported("kind=vehicles", { file: Buffer.from(text, "latin1") })
    expect(run).toMatchObject({
      status: "succeeded",
      read_rows: 2,
      created_rows: 1,
      refused_rows: 1,
      has_error_file: true,
    })
    const { vehicles } = await found<{ vehicles: { id: string; full_name: string }[] }>(
      `/admin/vehicles?q=${encodeURIComponent("essai modele t12")}`,
      { as: operator },
    )
    expect(vehicles).toHaveLength(1)
    expect(vehicles[0]!.full_name).toContain("Essai Automobile Modèle T I 1.2 60")
    vehicleId = vehicles[0]!.id

    const file = await get(`/admin/import-runs/${run.id}/error-file`, { as: operator })
    expect(file.status).toBe(200)
    expect(file.headers["content-type"]).toMatch(/^text\/csv/)
    expect(file.headers["content-disposition"]).toMatch(/attachment.*\.csv/)
    expect(file.text).toMatch(/vapeur.*,3,.*energy/)
    expect(file.text.split("\r\n")[0]).toMatch(/marque,modèle.*ligne,motif$/)
  })

  it("of vehicles again, and nothing changes", async () => {
    const run = await imported("kind=vehicles", { file: VEHICLES + VEHICLE })
    expect(run).toMatchObject({ created_rows: 0, updated_rows: 0, unchanged_rows: 1 })
    expect(run.has_error_file).toBe(false)
    const { status, body } = await get(`/admin/import-runs/${run.id}/error-file`, { as: operator })
    expect([status, body.code]).toEqual([404, "import_without_errors"])
  })

  it("but not what is no file of that kind, which it says at once", async () => {
    const refused = async (query: string, files: Files) => {
      const { status, body } = await upload(query, files)
      expect([query, status]).toEqual([query, 400])
      return body.code ?? body.message
    }
    expect(await refused("kind=vehicles", { file: "" })).toBe("file_empty")
    expect(await refused("kind=vehicles", { file: "PK\u0003\u0004" })).toBe("file_is_workbook")
    expect(await refused("kind=vehicles", { file: "a,b\n1,2\n" })).toBe("table_column_missing")
    expect(await refused("kind=fitments", { mapping: "a" })).toBe("upload_file_missing")
    expect(await refused("kind=fitments", { file: "a", other: "b" })).toBe("upload_malformed")
    expect(await refused("kind=other", { file: "a" })).toMatch(/kind/)
    expect(
      await refused("kind=fitments", { file: Buffer.from("\ufeffbrand;reference", "utf16le") }),
    ).toBe("file_encoding_unknown")
    const json = await post("/admin/import-runs?kind=vehicles", {}, { as: operator, locale: "ar" })
    expect([json.status, json.body.code]).toEqual([400, "upload_not_multipart"])
    expect(json.body.message).toMatch(/[\u0600-\u06ff]/)
  })

  it("and nobody else does", async () => {
    expect((await upload("kind=vehicles", { file: VEHICLES }, vendor)).status).toBe(403)
    expect((await upload("kind=vehicles", { file: VEHICLES }, "nobody")).status).toBe(401)
  })
})

describe("a vendor says what its part fits", () => {
  let declared: Fitment

  it("finds the vehicle by its words, declares it, and buyers see it", async () => {
    const { vehicles } = await found<{ vehicles: { id: string }[] }>(
      "/vendor/vehicles?q=modele%20t%202010",
      { as: vendor },
    )
    expect(vehicles.map(({ id }) => id)).toEqual([vehicleId])
    expect(await fits()).not.toBe("fits")
    expect(await isListed()).toBe(false)

    const answer = await post<{ fitment: Fitment }>(
      ofOffer(offer.id),
      { variant_id: vehicleId, position: "front-left", quantity: 2, note: "avec ABS" },
      { as: vendor },
    )
    expect(answer.status).toBe(201)
    declared = answer.body.fitment
    expect(declared).toMatchObject({
      status: "declared",
      position: "front-left",
      is_own: true,
      may_withdraw: true,
    })
    expect(answer.headers.location).toBe(`${ofOffer(offer.id)}/${declared.id}`)
    expect(await fits()).toBe("fits")
    const start = Date.now()
    await eventually("the search to know it", isListed)
    expect(Date.now() - start).toBeLessThan(2_000)
  })

  it("once, and only for what it sells and a vehicle that exists", async () => {
    const declare = async (as: string, id: string, change = {}) => {
      const body = { variant_id: vehicleId, position: "front-left", ...change }
      const answer = await post(ofOffer(id), body, { as })
      return [answer.status, answer.body.code]
    }
    expect(await declare(vendor, offer.id)).toEqual([409, "fitment_known"])
    expect(await declare(otherVendor, offer.id)).toEqual([404, "offer_not_found"])
    expect(await declare(vendor, otherOffer.id)).toEqual([404, "offer_not_found"])
    expect(await declare(vendor, offer.id, { variant_id: "vvar_none" })).toEqual([
      404,
      "vehicle_not_found",
    ])
    expect((await declare(operator, offer.id))[0]).toBe(403)
    expect((await get(ofOffer(offer.id), { as: otherVendor })).status).toBe(404)
  })

  it("and withdraws its own word only", async () => {
    const seeded = await sql<{ id: string }>(
      "select id from fitment where part_id = $1 and source not like 'ven_%' limit 1",
      [offer.part_id],
    )
    const withdraw = async (as: string, id: string) => {
      const { status, body } = await send("DELETE", `${ofOffer(offer.id)}/${id}`, { as })
      return [status, body.code]
    }
    for (const { id } of seeded)
      expect(await withdraw(vendor, id)).toEqual([403, "fitment_not_yours"])
    expect(await withdraw(otherVendor, declared.id)).toEqual([404, "offer_not_found"])
    expect(await withdraw(vendor, "fit_none")).toEqual([404, "fitment_not_found"])
    expect((await withdraw(vendor, declared.id))[0]).toBe(200)
    expect(await fits()).not.toBe("fits")
    await eventually("the search to forget it", async () => !(await isListed()))
  })
})

describe("the operator decides", () => {
  let id: string

  it("on what a file says, row by row", async () => {
    const header =
      "brand,reference,make,model,generation,variant,engine_code,from,to,position,quantity,note,exclusions\n"
    const good = `${part.brand},${part.mpn},${MAKE},Modèle T,I,,T12,2011,2012,avant,1,,\n`
    const text =
      header +
      good +
      `${part.brand},${part.mpn},${MAKE},Modèle inconnu,,,,,,,1,,\n` +
      `${part.brand},NO-SUCH-PART,${MAKE},Modèle T,,,,,,,1,,\n`
    const run = await imported("kind=fitments", { file: text })
    expect(run).toMatchObject({ read_rows: 3, created_rows: 1, refused_rows: 2 })
    const errors = await get(`/admin/import-runs/${run.id}/error-file`, { as: operator })
    expect(errors.text).toMatch(/Modèle inconnu.*,3,.*Aucun véhicule connu/)
    expect(errors.text).toMatch(/NO-SUCH-PART.*,4,/)
    expect(await fits()).toBe("fits")
    await eventually("the search to know it", isListed)

    const again = await imported("kind=fitments", { file: header + good })
    expect(again).toMatchObject({ created_rows: 0, updated_rows: 0, unchanged_rows: 1 })

    const { fitments } = await found<{ fitments: Fitment[] }>(
      `/admin/fitments?part_id=${offer.part_id}&variant_id=${vehicleId}`,
      { as: operator },
    )
    expect(fitments).toMatchObject([
      { status: "declared", position: "front", source: { id: run.id, name: "file é.csv" } },
    ])
    id = fitments[0]!.id
  })

  it("verified: the vendors cannot withdraw it; disputed: it is no longer said to fit", async () => {
    const decide = (status: string) => made(`/admin/fitments/${id}`, { status }, { as: operator })
    expect(await decide("verified")).toMatchObject({ fitment: { status: "verified" } })
    const { fitments } = await found<{ fitments: Fitment[] }>(ofOffer(offer.id), { as: vendor })
    expect(fitments.find((one) => one.id === id)).toMatchObject({
      status: "verified",
      may_withdraw: false,
    })
    await decide("disputed")
    expect(await fits()).toBe("unknown")
    await eventually("the search to forget it", async () => !(await isListed()))
    const refused = await post(`/admin/fitments/${id}`, { status: "verified" }, { as: vendor })
    expect(refused.status).toBe(403)
  })

  it("on many at once", async () => {
    const decide = (status: string) =>
      made("/admin/fitment-decisions", { ids: [id, "fit_none"], status }, { as: operator })
    expect(await decide("verified")).toEqual({
      fitment_decision: { status: "verified", changed: 1 },
    })
    expect(await fits()).toBe("fits")
    expect(await decide("verified")).toMatchObject({ fitment_decision: { changed: 0 } })
    expect(await decide("removed")).toMatchObject({ fitment_decision: { changed: 1 } })
    expect(await fits()).not.toBe("fits")
  })

  it("reads an ACES file by the mapping its owner gives", async () => {
    const file = `<?xml version="1.0" encoding="UTF-8"?><ACES version="4.2">
      <Header><BrandAAIAID>ZZZZ</BrandAAIAID></Header>
      <App action="A" id="1"><BaseVehicle id="77"/><Qty>1</Qty><PartType id="1"/>
        <Position id="22"/><Part>${part.mpn.replace(/&/g, "&amp;")}</Part></App>
      <App action="A" id="2"><BaseVehicle id="78"/><Qty>1</Qty><PartType id="1"/><Part>1</Part></App>
    </ACES>`
    const mapping = `kind,id,make,model,year,name\nbase_vehicle,77,${MAKE},Modèle T,2012,\nposition,22,,,,Front\n`
    const brand = encodeURIComponent(part.brand)
    const run = await imported(`kind=aces&status=verified&brand=${brand}`, { file, mapping })
    expect(run).toMatchObject({ status: "succeeded", created_rows: 1, refused_rows: 1 })
    const page = `/admin/fitments?variant_id=${vehicleId}&status=verified`
    const { fitments } = await found<{ fitments: Fitment[] }>(page, { as: operator })
    expect(fitments).toMatchObject([{ position: "front" }])

    const bomb = `<!DOCTYPE ACES [<!ENTITY a "x">]><ACES version="4.2"/>`
    const stopped = await imported("kind=aces", { file: bomb })
    expect(stopped).toMatchObject({ status: "failed", failure: expect.stringMatching(/DTD/) })
    const gone = await send("DELETE", `/admin/fitments/${fitments[0]!.id}`, { as: operator })
    expect(gone.status).toBe(200)
    const twice = await send("DELETE", `/admin/fitments/${fitments[0]!.id}`, { as: operator })
    expect([twice.status, twice.body.code]).toEqual([404, "fitment_not_found"])
  })
})
