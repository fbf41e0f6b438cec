import fc from "fast-check"
import { readPlate } from "../plate"

describe("readPlate", () => {
  it.each([
    ["123 تونس 4567", "123 TUN 4567"],
    ["123 TUN 4567", "123 TUN 4567"],
    ["123 TU 4567", "123 TUN 4567"],
    ["123tun4567", "123 TUN 4567"],
    ["123-Tun-4567", "123 TUN 4567"],
    ["123 Tunisie 4567", "123 TUN 4567"],
    ["  1  TU 12 ", "1 TUN 12"],
    ["١٢٣ تونس ٤٥٦٧", "123 TUN 4567"],
    ["\u200f123 تونس 4567\u202c", "123 TUN 4567"],
    // Typed from right to left, and the old plates, whose number stood first.
    ["4567 تونس 123", "123 TUN 4567"],
    ["2418 TU 8", "8 TUN 2418"],
    ["0123 TUN 0045", null],
    ["023 TUN 0045", "23 TUN 45"],
    ["RS 12345", "RS 12345"],
    ["rs12345", "RS 12345"],
    ["12345 RS", "RS 12345"],
    ["نت 12345", "RS 12345"],
    ["12345 نت", "RS 12345"],
    ["ن ت 12345", "RS 12345"],
    ["17-125458", "17-125458"],
    ["17 125458", "17-125458"],
    ["0 TUN 12", null],
    ["123 TUN 0", null],
    ["1234 TUN 4567", null],
    ["123 TUN 45678", null],
    ["RS", null],
    ["RS 0", null],
    ["AB-123-CD", null],
    ["123 DZ 4567", null],
    ["", null],
    ["🔧", null],
    ["'; drop table garage_vehicle; --", null],
  ])("reads %j as %j", (text, label) => {
    expect(readPlate(text)).toBe(label)
  })

  it("gives one label to all the writings of a plate, and reads its own labels", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 9999 }),
        (series, number) => {
          const label = `${series} TUN ${number}`
          for (const word of ["TUN", "tu", "تونس"]) {
            expect(readPlate(`${series}${word}${number}`)).toBe(label)
            expect(readPlate(` ${series} - ${word} . ${number}`)).toBe(label)
          }
          expect(readPlate(label)).toBe(label)
          expect(readPlate(`نت ${number}`)).toBe(readPlate(`RS-${number}`))
        },
      ),
    )
  })

  it("never fails on what people paste", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const label = readPlate(text)
        if (label !== null) expect(readPlate(label)).toBe(label)
      }),
    )
  })
})
