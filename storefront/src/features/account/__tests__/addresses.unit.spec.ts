import { addressOf, contactOf, isSaved } from "../addresses"

const contact = {
  first_name: "Leïla",
  last_name: "Trabelsi",
  phone: "22417905",
  email: "leila@exemple.tn",
  governorate_code: "11",
  delegation_code: "1151",
  locality: "Khaznadar",
  address_1: "12 rue des Jasmins",
}
const saved = { id: "cuaddr_1", ...addressOf(contact) } as Parameters<typeof contactOf>[0]

it("saves an address and reads it back", () => {
  expect(contactOf(saved, contact.email)).toEqual(contact)
})

it("knows an address it holds, however it is written", () => {
  expect(isSaved({ ...contact, address_1: "12 RUE des jasmins " }, [saved])).toBe(true)
  expect(isSaved({ ...contact, delegation_code: "1152" }, [saved])).toBe(false)
  expect(isSaved(contact, [])).toBe(false)
})
