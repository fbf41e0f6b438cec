import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import { readTableFile } from "../table-files"
import { guessColumns } from "../tables"

const folder = mkdtempSync(join(tmpdir(), "souk-table-"))
afterAll(() => rmSync(folder, { recursive: true }))

const limits = { max_bytes: 1_000_000, max_rows: 100 }

function read(bytes: Uint8Array, changes: Partial<Parameters<typeof readTableFile>[1]> = {}) {
  const path = join(folder, "file")
  writeFileSync(path, bytes)
  return readTableFile(path, { ...limits, ...changes })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const NS = "http://schemas.openxmlformats.org"

/** The smallest workbook that spreadsheets open; numbers are numbers, texts are texts. */
function workbook(rows: (string | number | null)[][], more = ""): Uint8Array {
  const cell = (value: string | number | null, at: string) =>
    value === null
      ? ""
      : typeof value === "number"
        ? `<c r="${at}"><v>${value}</v></c>`
        : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  const data = rows.map(
    (row, y) =>
      `<row r="${y + 1}">${row.map((value, x) => cell(value, `${"ABCDEF"[x]}${y + 1}`)).join("")}</row>`,
  )
  const parts = {
    "[Content_Types].xml": `${XML}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>${data.join("")}${more}</sheetData></worksheet>`,
  }
  return zip(parts)
}

/** A ZIP whose parts are stored as they are, not compressed. */
function zip(parts: Record<string, string>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const bytes = Buffer.from(text)
    // What both headers share: from the version needed to the length of the extra field.
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(bytes.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const file = Buffer.concat([Buffer.from("PK\u0003\u0004"), shared, Buffer.from(name), bytes])
    central.push(Buffer.from("PK\u0001\u0002\u0014\0"), shared, tail, Buffer.from(name))
    local.push(file)
    offset += file.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write("PK\u0005\u0006")
  end.writeUInt16LE(local.length, 8)
  end.writeUInt16LE(local.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

describe("a table in a file", () => {
  it("is read from a workbook, below its title, with amounts as they were typed", async () => {
    const table = await read(
      workbook([
        ["Bordereau du 12", null],
        ["Colis", "Montant"],
        ["1042-1", 107.09999999999999],
        ["1043-1", 58.5],
      ]),
    )
    expect(table).toMatchObject({
      encoding: null,
      header: ["Colis", "Montant"],
      rows: [
        { line: 3, cells: ["1042-1", "107.1"] },
        { line: 4, cells: ["1043-1", "58.5"] },
      ],
    })
  })

  it("is read from a CSV file, in the encoding that is found or chosen", async () => {
    const bytes = Buffer.from([0xc7, 0xe1, 0xd8, 0xd1, 0xcf, 0x3b, 0x41, 0x0a, 0x31, 0x3b, 0x32])
    expect(await read(bytes)).toMatchObject({
      encoding: "windows-1256",
      header: ["الطرد", "A"],
      rows: [{ line: 2, cells: ["1", "2"] }],
    })
    expect((await read(bytes, { encoding: "windows-1252" })).header[0]).toBe("ÇáØÑÏ")
  })

  it("is the same file when its bytes are", async () => {
    const [one, again] = [await read(Buffer.from("a;b\n1;2")), await read(Buffer.from("a;b\n1;2"))]
    expect(one.sha256).toBe(again.sha256)
  })

  it.each([
    ["damaged", Buffer.from("PK\u0003\u0004nothing of a workbook"), "workbook_unreadable"],
    ["of the old format", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), "file_is_workbook"],
    ["too long", Buffer.from(`a;b\n${"1;2\n".repeat(101)}`), "table_too_long"],
    ["too large", Buffer.alloc(1_000_001, "a"), "file_too_large"],
  ])("is refused when it is %s", async (_what, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code })
  })

  it("is not unpacked when it says it unpacks to more than memory has", async () => {
    const bytes = Buffer.from(workbook([["a", "b"]]))
    bytes.writeUInt32LE(4_000_000_000, bytes.indexOf("PK\u0001\u0002", 0, "latin1") + 24)
    await expect(read(bytes)).rejects.toMatchObject({ code: "workbook_unreadable" })
  })
})

describe("a workbook of one kilobyte that names a faraway cell", () => {
  it.each([
    ["row and cell", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "workbook_too_wide"],
    ["dimension", '<dimension ref="A1:XFD1048576"/>', "workbook_too_wide"],
    ["lower case", "<c r='xfd1048576'><v>1</v></c>", "workbook_too_wide"],
    ["zeros", '<c r="XFD00001048576"><v>1</v></c>', "workbook_too_wide"],
    ["entities", '<c r="&#88;FD1048576"><v>1</v></c>', "workbook_unreadable"],
  ])("is refused before it is read: %s", async (_how, more, code) => {
    await expect(read(workbook([["a", "b"]], more))).rejects.toMatchObject({ code })
  })

  it("is read when it is a long sheet, or a wide one", async () => {
    const long = workbook([["a", "b"]], '<row r="60"><c r="B60"><v>1</v></c></row>')
    expect((await read(long)).rows).toHaveLength(1)
    const wide = workbook([["a", "b"]], '<row r="3"><c r="ZZ3"><v>1</v></c></row>')
    expect((await read(wide)).rows).toHaveLength(1)
  })
})

describe("the columns of a header", () => {
  const aliases = { reference: ["colis", "commande"], amount: ["montant"] }

  it.each([
    [["Colis", "Montant"], { reference: 0, amount: 1 }],
    [["MONTANT", "x", "commande"], { reference: 2, amount: 0 }],
    // Two that could be it: somebody has to say.
    [["Colis", "Commande", "Montant"], { amount: 2 }],
    [["a", "b"], {}],
  ])("of %j are %j", (header, places) => {
    expect(guessColumns(header, aliases)).toEqual(places)
  })
})
