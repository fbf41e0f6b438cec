import { readAces, readApps } from "../aces-file"
import { AcesMapping, readMapping } from "../aces-mapping"

async function* pieces(...texts: string[]) {
  yield* texts
}

const MAPPING = `kind,id,make,model,year,engine_code,name,brand
base_vehicle,5911,Peugeot,308,2010,,,
make,54,,,,,Peugeot,
model,688,,,,,308,
engine_base,143,,,,DV6,,
position,22,,,,,Front,
SubModel,20,,,,,Sport,
brand,BMNN,,,,,,Bosch
`

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<ACES version="4.2">
  <Header>
    <Company>Acme</Company>
    <BrandAAIAID>BMNN</BrandAAIAID>
    <SubmissionType>FULL</SubmissionType>
  </Header>
`
const FOOT = "\n<Footer><RecordCount>1</RecordCount></Footer></ACES>"
const app = (inside: string, attributes = 'action="A" id="1"') =>
  `<App ${attributes}>${inside}</App>`
const PART = '<Qty>2</Qty><PartType id="1684"/><Part>0986 424</Part>'

async function read(text: string | string[], changes = {}) {
  const options = {
    locale: "fr" as const,
    encoding: "utf-8" as const,
    mapping: await readMapping(pieces(MAPPING)),
    brand: null,
    ...changes,
  }
  const rows = []
  const file = await readAces(pieces(...[text].flat()), options)
  for await (const row of file.rows) rows.push(row)
  return rows
}

describe("an ACES file", () => {
  it("is read in 4.2, by base vehicle or by years, make and model", async () => {
    const rows = await read(
      HEAD +
        app(
          `<BaseVehicle id="5911"/><SubModel id="20"/><EngineBase id="143"/><Note>288 mm</Note>
           <Qual id="12"><param value="x"/><text>With ABS</text></Qual>${PART}<Position id="22"/>`,
        ) +
        app(
          `<Years from="2008" to="2010"/><Make id="54"/><Model id="688"/>${PART}`,
          'action="A" id="2"',
        ) +
        FOOT,
    )
    expect(rows).toMatchObject([
      {
        value: {
          brand: "Bosch",
          reference: "0986 424",
          make: "Peugeot",
          model: "308",
          from: "2010-01",
          to: "2010-12",
          engine_code: "DV6",
          position: "front",
          quantity: 2,
          note: "SubModel: Sport ; 288 mm ; With ABS",
        },
      },
      { value: { make: "Peugeot", from: "2008-01", to: "2010-12", position: "any", note: null } },
    ])
    expect(rows[1]!.cells.slice(0, 4)).toEqual([
      "2",
      "Years 2008–2010, Make 54, Model 688",
      "Bosch",
      "0986 424",
    ])
  })

  it("is read in 5.0, with its new elements and words in place of ids", async () => {
    const rows = await read(
      `<ACES version="5.0"><Header><BrandID>BMNN</BrandID></Header>${app(
        `<Years from="2012"/><Make>Kia</Make><Model>Rio</Model><EngineBlock>G4FA</EngineBlock>
         <Qty>1</Qty><PartType id="1"/><Position>Rear Left</Position><Part>X1</Part>
         <DiagramReference>d</DiagramReference><AssetReference><AssetName>a</AssetName></AssetReference>`,
      )}<Footer/></ACES>`,
    )
    expect(rows).toMatchObject([
      {
        value: {
          brand: "Bosch",
          make: "Kia",
          model: "Rio",
          engine_code: "G4FA",
          from: "2012-01",
          to: "2012-12",
          position: "rear-left",
          note: null,
        },
      },
    ])
  })

  it.each([
    ["a base vehicle nobody explains", `<BaseVehicle id="1"/>${PART}`, /BaseVehicle 1 /],
    [
      "an engine nobody explains",
      `<BaseVehicle id="5911"/><EngineBase id="9"/>${PART}`,
      /EngineBase 9 /,
    ],
    [
      "a restriction nobody explains",
      `<BaseVehicle id="5911"/><BodyType id="9"/>${PART}`,
      /BodyType 9 /,
    ],
    [
      "a position nobody explains",
      `<BaseVehicle id="5911"/>${PART}<Position id="77"/>`,
      /Position 77 /,
    ],
    ["no part", `<BaseVehicle id="5911"/><Qty>1</Qty>`, /part_id/],
    ["a quantity that is none", `<BaseVehicle id="5911"/><Qty>x</Qty><Part>1</Part>`, /quantity/],
  ])("refuses the row of %s", async (_what, inside, reason) => {
    const [row] = await read(HEAD + app(inside) + FOOT)
    expect(row && "reasons" in row && row.reasons.join(" ")).toMatch(reason)
  })

  it("refuses what is to be deleted, and takes position 1 for none", async () => {
    const rows = await read(
      HEAD +
        app(`<BaseVehicle id="5911"/>${PART}`, 'action="D" id="1"') +
        app(`<BaseVehicle id="5911"/>${PART}<Position id="1"/>`) +
        FOOT,
    )
    expect(rows[0]).toMatchObject({ reasons: [expect.stringMatching(/« D »/)] })
    expect(rows[1]).toMatchObject({ value: { position: "any" } })
  })

  it("takes the brand from the part, then the header, then whoever sends the file", async () => {
    const none = { mapping: new AcesMapping(), brand: "Valeo" }
    const inside = "<Make>Kia</Make><Model>Rio</Model><Qty>1</Qty>"
    const rows = await read(
      `${HEAD}${app(`${inside}<Part BrandAAIAID="ZZZZ">1</Part>`)}${app(`${inside}<Part>1</Part>`)}${FOOT}`,
      none,
    )
    expect(rows).toMatchObject([{ value: { brand: "Valeo" } }, { value: { brand: "Valeo" } }])
    const coded = await read(`${HEAD}${app(`${inside}<Part BrandAAIAID="ZZZZ">1</Part>`)}${FOOT}`)
    expect(coded).toMatchObject([{ value: { brand: "ZZZZ" } }])
  })

  it("is the same wherever its pieces are cut", async () => {
    const text = HEAD + app(`<BaseVehicle id="5911"/><Note>a &amp; é</Note>${PART}`) + FOOT
    const whole = await read(text)
    expect(whole).toMatchObject([{ value: { note: "a & é" } }])
    for (let cut = 1; cut < text.length; cut += 3) {
      expect(await read([text.slice(0, cut), text.slice(cut)])).toEqual(whole)
    }
  })

  it("is forgotten as it is read: no more is taken than the next application needs", async () => {
    let taken = 0
    async function* endless() {
      yield HEAD
      for (;;) {
        taken += 1
        yield app(`<BaseVehicle id="5911"/>${PART}`)
      }
    }
    const apps = readApps(endless(), "utf-8")
    for (let count = 0; count < 100; count++) await apps.next()
    expect(taken).toBe(100)
    await apps.return(undefined)
  })

  const bomb = `<!DOCTYPE ACES [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
  it.each([
    [
      "a document type",
      `<?xml version="1.0"?>${bomb}<ACES version="4.2">${app("<Note>&b;</Note>")}</ACES>`,
      "xml_doctype",
    ],
    ["an entity of its own", HEAD + app("<Note>&b;</Note>") + FOOT, "xml_broken"],
    ["unclosed", HEAD + "<App>", "xml_broken"],
    ["not XML", "make,model\nKia,Rio\n", "xml_broken"],
    ["another document", "<html></html>", "aces_not_aces"],
    ["too old", '<ACES version="2.0"/>', "aces_version_unread"],
    [
      "UTF-8 by its own word only",
      `<?xml version="1.0" encoding="UTF-16"?><ACES version="4.2"/>`,
      "xml_encoding",
    ],
    [
      "endless in one text",
      HEAD + app(`<Note>${"x".repeat(200_000)}</Note>`) + FOOT,
      "xml_excessive",
    ],
    ["too deep", `<ACES version="4.2">${"<a>".repeat(50)}`, "xml_excessive"],
    ["too wide", HEAD + app("<Note>x</Note>".repeat(300)) + FOOT, "xml_excessive"],
  ])("is refused when it is %s", async (_what, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })

  it("is refused when its bytes are not what it says", async () => {
    const text = HEAD + FOOT
    await expect(read(text, { encoding: "windows-1252" })).rejects.toMatchObject({
      code: "xml_encoding",
    })
    const latin = text.replace("UTF-8", "ISO-8859-1")
    expect(await read(latin, { encoding: "windows-1252" })).toEqual([])
  })
})
