import { checkContact, contactIssues, emptyContact, type Contact } from "../contact"
import { readDraft } from "../draft"

const governorates = [
  {
    code: "11",
    name_fr: "Tunis",
    name_ar: "تونس",
    name_en: "Tunis",
    delegations: [{ code: "1116", name_fr: "Le Bardo", name_ar: "باردو" }],
  },
  { code: "61", name_fr: "Sfax", name_ar: "صفاقس", name_en: "Sfax", delegations: [] },
]
const good: Contact = {
  first_name: "Amine",
  last_name: "Ben Salah",
  phone: "+216 20 184 536",
  email: "amine@exemple.tn",
  governorate_code: "11",
  delegation_code: "1116",
  locality: "",
  address_1: "12 rue des Jasmins",
}

it("takes a right contact, its phone as eight digits", () => {
  expect(checkContact(good, governorates)).toEqual({
    contact: { ...good, phone: "20184536" },
    errors: {},
  })
})

it("names every field that is missing", () => {
  expect(Object.keys(checkContact(emptyContact, governorates).errors).sort()).toEqual([
    "address_1",
    "delegation_code",
    "email",
    "first_name",
    "governorate_code",
    "last_name",
    "phone",
  ])
})

it.each([
  [{ governorate_code: "61" }, { delegation_code: { key: "form.delegation" } }],
  [{ governorate_code: "99" }, { governorate_code: { key: "form.choose" } }],
  [{ phone: "1234" }, { phone: { key: "form.phone" } }],
  [{ first_name: "x".repeat(61) }, { first_name: { key: "form.tooLong", values: { max: 60 } } }],
  [{ address_1: "a" }, { address_1: { key: "form.tooShort", values: { min: 3 } } }],
])("refuses %j", (changes, errors) => {
  expect(checkContact({ ...good, ...changes }, governorates).errors).toEqual(errors)
})

it("puts the API's refusals on their fields", () => {
  const error = {
    kind: "refused" as const,
    status: 400,
    message: "",
    issues: [
      { path: "address.address_1", message: "Trop court." },
      { path: "shipping_options", message: "Autre chose." },
    ],
  }
  expect(contactIssues(error)).toEqual({ address_1: { text: "Trop court." } })
})

it.each([null, "x", 3, [], {}, { contact: { first_name: 1 } }, { shipping: null }])(
  "makes an empty draft of %j",
  (value) => {
    expect(readDraft(value).contact).toBeUndefined()
  },
)
