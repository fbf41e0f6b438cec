import { batchesOf, csvLine, readTable, type TableColumns } from "../tables"

const columns: TableColumns<"make" | "power" | "note"> = {
  aliases: { make: ["marque"], power: ["puissance kW"], note: [] },
  required: [["make"], ["power"]],
}

async function* pieces(...texts: string[]) {
  yield* texts
}

async function rowsOf(...texts: string[]) {
  const { header, rows } = await readTable(pieces(...texts), columns)
  const read = []
  for await (const row of rows) read.push(row)
  return { header, rows: read }
}

describe("a table of a CSV file", () => {
  it.each([
    ["commas", "make,power\nPeugeot,55\n"],
    ["semicolons", "make;power\r\nPeugeot;55\r\n"],
    ["tabs", "make\tpower\nPeugeot\t55"],
    ["French names, accents and capitals", "MARQUE;Puissance_kW\nPeugeot;55\n"],
    ["a byte order mark", "\ufeffmake,power\nPeugeot,55\n"],
    ["quotes around names that hold the other separator", '"make",power\n"Peugeot",55\n'],
  ])("is read with %s", async (_what, text) => {
    const { rows } = await rowsOf(text)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ line: 2, values: { make: "Peugeot", power: "55" } })
  })

  it("is read wherever the pieces are cut", async () => {
    const text = 'make;power;note\n"Peu;geot";55;"deux\nlignes"\n\n ; ; \nKia;60;\n'
    const whole = await rowsOf(text)
    expect(whole.rows.map(({ line }) => line)).toEqual([3, 6])
    for (let cut = 1; cut < text.length; cut++) {
      expect(await rowsOf(text.slice(0, cut), text.slice(cut))).toEqual(whole)
    }
    expect(await rowsOf(...text)).toEqual(whole)
  })

  it("takes no more of its source than it is asked for", async () => {
    let taken = 0
    async function* endless() {
      yield "make,power\n"
      for (;;) {
        taken += 1
        yield "Peugeot,55\n".repeat(1_000)
      }
    }
    const { rows } = await readTable(endless(), columns)
    for (let row = 0; row < 10; row++) await rows.next()
    expect(taken).toBeLessThan(50)
    await rows.return(undefined)
  })

  it("says which column is missing, and which comes twice", async () => {
    await expect(rowsOf("make,other\na,b\n")).rejects.toThrow(/power.*make, other/)
    await expect(rowsOf("make,marque,power\na,b,c\n")).rejects.toThrow(/make.*make, marque/)
    await expect(rowsOf("")).rejects.toThrow(/make, power/)
  })

  it("says where it is broken", async () => {
    await expect(rowsOf('make,power\nPeugeot,"55\nKia,60\n')).rejects.toThrow(/Ligne \d/)
  })

  it("gathers rows into batches", async () => {
    const batches = []
    for await (const batch of batchesOf(pieces("a", "b", "c", "d", "e"), 2)) batches.push(batch)
    expect(batches).toEqual([["a", "b"], ["c", "d"], ["e"]])
  })

  it("writes a line that reads back as it was", async () => {
    const cells = ["a;b", 'say "x"', "two\nlines", "", "é,"]
    const { rows } = await readTable(pieces(`make,power,note,c,d\n${csvLine(cells)}`), columns)
    expect((await rows.next()).value.cells).toEqual(cells)
  })
})
