import { readFitments } from "../fitment-file"
import { runImport, MOST_REFUSED_ROWS, ROWS_PER_BATCH } from "../run-import"
import { readVehicles, vehicleOf } from "../vehicle-file"

async function* pieces(...texts: string[]) {
  yield* texts
}

async function all<Row>({ rows }: { rows: AsyncIterable<Row> }): Promise<Row[]> {
  const read: Row[] = []
  for await (const row of rows) read.push(row)
  return read
}

const options = { locale: "fr" as const, thisYear: 2026 }
const HEADER =
  "make,model,kind,generation,variant,energy,engine_code,displacement_cc,power_kw,power_ch,body,from,to"
const good = {
  make: "Peugeot",
  model: "208",
  kind: "car",
  variant: "1.2",
  energy: "petrol",
  displacement_cc: "1199",
  power_kw: "60",
  from: "2012-03",
}

describe("a file of vehicles", () => {
  it("is read in the columns the shop writes", async () => {
    const rows = await all(
      await readVehicles(
        pieces(
          `${HEADER}\ncar,x\nPeugeot,208,car,I,1.2 82,petrol,EB2F,1199,60,82,hatchback,2012-03,\n`,
        ),
        options,
      ),
    )
    expect(rows[1]).toMatchObject({
      line: 3,
      value: {
        make: "Peugeot",
        generation: "I",
        engine_code: "EB2F",
        displacement_cc: 1199,
        power_kw: 60,
        power_ch: 82,
        from: "2012-03",
        to: null,
        wmi: [],
      },
    })
    expect(rows[0]).toHaveProperty("reasons")
  })

  it("is read in French, with semicolons, years and one power", async () => {
    const text =
      "Marque;Modèle;Type;Version;Carburant;Cylindrée;Puissance ch;De;À;WMI\n" +
      "Citroën;C3;Voiture;1.4 HDi;Gazole;1398;68;03/2002;2009;vf7|VF7\n"
    const [row] = await all(await readVehicles(pieces(text), options))
    expect(row).toMatchObject({
      value: {
        kind: "car",
        energy: "diesel",
        power_kw: 50,
        power_ch: 68,
        from: "2002-03",
        to: "2009-12",
        wmi: ["VF7", "VF7"],
      },
    })
  })

  it.each([
    ["no make", { make: undefined }, /make.*obligatoire/],
    ["an unknown kind", { kind: "avion" }, /kind.*car, moto, utility, truck.*avion/],
    ["an unknown energy", { energy: "vapeur" }, /energy.*vapeur/],
    ["a power that is no number", { power_kw: "6O" }, /power_kw.*6O/],
    ["no power", { power_kw: undefined }, /puissance manque/],
    ["powers that disagree", { power_kw: "60", power_ch: "120" }, /60 kW.*120 ch/],
    ["a month that is none", { from: "2012-13" }, /from.*2012-13/],
    ["a period that ends before it begins", { to: "2010-01" }, /2010-01.*2012-03/],
    ["a car before cars were", { from: "1920" }, /1920/],
    ["a car of the far future", { to: "2050" }, /2050/],
    ["no displacement", { displacement_cc: undefined }, /displacement_cc/],
    ["a make that no address can hold", { make: "بيجو" }, /lettres latines/],
    ["a control character", { model: "20\u00078" }, /model/],
  ])("refuses %s, and says so", (_what, change, reason) => {
    const told = vehicleOf({ ...good, ...change }, "fr", 2026)
    expect("reasons" in told && told.reasons.join(" ")).toMatch(reason)
  })

  it("lets an electric car have no displacement", () => {
    const told = vehicleOf(
      { ...good, energy: "électrique", displacement_cc: undefined },
      "fr",
      2026,
    )
    expect(told).toHaveProperty("value.displacement_cc", null)
  })

  it("speaks the sender's language", () => {
    const told = vehicleOf({ ...good, to: "2010-01" }, "ar", 2026)
    expect("reasons" in told && told.reasons[0]).toMatch(/[\u0600-\u06ff]/)
  })

  it("refuses a row with more cells than columns", async () => {
    const text = `${HEADER}\nPeugeot,208,car,I,1.2 82,petrol,EB2F,1,199,60,82,hatchback,2012-03,2019-01\n`
    const [row] = await all(await readVehicles(pieces(text), options))
    expect(row).toMatchObject({ reasons: [expect.stringMatching(/cellules/)] })
  })
})

describe("a file of fitments", () => {
  const header =
    "brand,reference,make,model,generation,variant,engine_code,from,to,position,quantity,note,exclusions"

  it("is read with what narrows the vehicle and what to know", async () => {
    const text = `${header}\nBosch,0 986 424 797,Peugeot,308,I,,DV6,2007,2013,Avant gauche,2,avec ABS,sauf GTI\n`
    const [row] = await all(await readFitments(pieces(text), options))
    expect(row).toMatchObject({
      value: {
        brand: "Bosch",
        reference: "0 986 424 797",
        variant: null,
        engine_code: "DV6",
        from: "2007-01",
        to: "2013-12",
        position: "front-left",
        quantity: 2,
        note: "avec ABS",
        exclusions: "sauf GTI",
      },
    })
  })

  it("is read by ids, one of each", async () => {
    const text = "part_id;variant_id\npart_1;vvar_1\n;vvar_1\npart_1;\n"
    const rows = await all(await readFitments(pieces(text), options))
    expect(rows[0]).toMatchObject({ value: { part_id: "part_1", position: "any", quantity: 1 } })
    expect(rows[1]).toMatchObject({ reasons: [expect.stringMatching(/part_id/)] })
    expect(rows[2]).toMatchObject({ reasons: [expect.stringMatching(/variant_id/)] })
  })

  it.each([
    ["Bosch,1,Kia,Rio,,,,,,dessous,,,", /dessous.*front, rear/],
    ["Bosch,1,Kia,Rio,,,,,,,0,,", /quantity/],
    ["Bosch,1,Kia,Rio,,,,2013,2007,,,,", /2007-12.*2013-01/],
    ["Bosch,,Kia,Rio,,,,,,,,,", /part_id/],
    ["Bosch,1,Kia,,,,,,,,,,", /variant_id/],
  ])("refuses %s", async (line, reason) => {
    const [row] = await all(await readFitments(pieces(`${header}\n${line}\n`), options))
    expect(row && "reasons" in row && row.reasons.join(" ")).toMatch(reason)
  })
})

describe("an import", () => {
  const line = "Peugeot,208,car,I,1.2 82,petrol,EB2F,1199,60,82,hatchback,2012-03,\n"

  it("writes in batches, counts, and gives the refused rows back as they were", async () => {
    const text = `${HEADER}\n${line}${line}car\n${line}`
    const batches: number[] = []
    const { counts, errorFile } = await runImport({
      file: await readVehicles(pieces(text), options),
      locale: "en",
      write: async (rows) => {
        batches.push(rows.length)
        return rows.map((_, index) => (index === 0 ? "created" : "unchanged"))
      },
      progress: async () => {},
    })
    expect(batches).toEqual([3])
    expect(counts).toEqual({
      read_rows: 4,
      created_rows: 1,
      updated_rows: 0,
      unchanged_rows: 2,
      refused_rows: 1,
    })
    const [head, refused] = errorFile!.split("\r\n")
    expect(head).toBe(`\ufeff${HEADER},line,reason`)
    expect(refused).toMatch(/^car,,,,,,,,,,,,,4,/)
  })

  it("holds one batch at a time, and no more refused rows than it says", async () => {
    const total = MOST_REFUSED_ROWS + 10
    let taken = 0
    let written = 0
    let furthest = 0
    async function* source() {
      yield `${HEADER}\n`
      for (let row = 0; row < total; row++) {
        taken += 1
        yield row % 2 ? line : "wrong\n"
      }
      for (let row = 0; row < total; row++) yield "wrong\n"
    }
    const { counts, errorFile } = await runImport({
      file: await readVehicles(source(), options),
      locale: "fr",
      write: async (rows) => {
        written += rows.length
        furthest = Math.max(furthest, taken - written * 2)
        return rows.map(() => "unchanged" as const)
      },
      progress: async () => {},
    })
    expect(counts.read_rows).toBe(total * 2)
    expect(counts.refused_rows).toBe(total + total / 2)
    // What was taken ahead of what was written: a batch and what the parser holds.
    expect(furthest).toBeLessThan(ROWS_PER_BATCH * 3)
    expect(errorFile!.split("\r\n").length).toBe(MOST_REFUSED_ROWS + 3)
    expect(errorFile).toContain(String(counts.refused_rows - MOST_REFUSED_ROWS))
  })
})
