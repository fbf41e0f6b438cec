import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspectFile, readText } from "../text-files"

const folder = mkdtempSync(join(tmpdir(), "souk-text-"))
afterAll(() => rmSync(folder, { recursive: true }))

function file(bytes: Buffer): string {
  const path = join(folder, "file")
  writeFileSync(path, bytes)
  return path
}

const read = async (bytes: Buffer, limit = 1_000_000) => {
  const path = file(bytes)
  const facts = await inspectFile(path, limit)
  let text = ""
  for await (const piece of readText(path, facts.encoding)) text += piece
  return { ...facts, text }
}

describe("a file of text", () => {
  it("is UTF-8, with or without its mark", async () => {
    for (const mark of ["", "\ufeff"]) {
      const { encoding, text } = await read(Buffer.from(`${mark}Citroën;عربة`))
      expect([encoding, text]).toEqual(["utf-8", "Citroën;عربة"])
    }
  })

  it("is UTF-8 wherever its pieces end", async () => {
    const long = "é".repeat(200_001)
    expect((await read(Buffer.from(`a${long}`))).text).toBe(`a${long}`)
  })

  it("is Windows-1252 when its bytes are, as Excel writes it in French", async () => {
    const { encoding, text } = await read(
      Buffer.from([0x43, 0x69, 0x74, 0x72, 0x6f, 0xeb, 0x6e, 0x80]),
    )
    expect([encoding, text]).toEqual(["windows-1252", "Citroën€"])
  })

  it("is Windows-1256 when its bytes make Arabic words, as Excel writes it in Arabic", async () => {
    const bytes = Buffer.from([0xc7, 0xe1, 0xd8, 0xd1, 0xcf, 0x3b, 0x31])
    const { encoding, text } = await read(bytes)
    expect([encoding, text]).toEqual(["windows-1256", "الطرد;1"])
  })

  it.each([
    ["nothing", Buffer.alloc(0), "file_empty"],
    ["UTF-16", Buffer.from("\ufeffmake;model", "utf16le"), "file_encoding_unknown"],
    ["neither encoding", Buffer.from([0x61, 0xff, 0x81]), "file_encoding_unknown"],
    ["a workbook", Buffer.from("PK\u0003\u0004xlsx"), "file_is_workbook"],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), "file_is_workbook"],
  ])("is refused when it is %s", async (_what, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code })
  })

  it("is refused when it is too large", async () => {
    await expect(read(Buffer.alloc(2_000_001, "a"), 2_000_000)).rejects.toMatchObject({
      code: "file_too_large",
      params: { limit: 2 },
    })
  })

  it("is the same file when its bytes are", async () => {
    const [one, two] = [await read(Buffer.from("a")), await read(Buffer.from("a"))]
    expect(one.sha256).toBe(two.sha256)
    expect(one.sha256).not.toBe((await read(Buffer.from("b"))).sha256)
  })
})
