import type { Governorate } from "../../../lib/api-types"
import { checkApplication, emptyApplication } from "../application"

const governorates = [
  {
    code: "61",
    name_fr: "Sfax",
    name_ar: "",
    name_en: "",
    delegations: [{ code: "6151", name_fr: "", name_ar: "" }],
  },
  { code: "11", name_fr: "Tunis", name_ar: "", name_en: "", delegations: [] },
] satisfies Governorate[]
const good = {
  ...emptyApplication,
  name: "Sfax Freins",
  company: "Sfax Freins SARL",
  tax_number: "1234567A/P/M/000",
  governorate_code: "61",
  delegation_code: "6151",
  address: "Route de Gabès km 3",
  phone: "+216 74 123 456",
  email: "contact@sfax-freins.tn",
}

it("sends a complete application, without what was left empty", () => {
  const { application, errors } = checkApplication(good, governorates)
  expect(errors).toEqual({})
  expect(application).toMatchObject({ name: "Sfax Freins", phone: "74123456" })
  expect(application).not.toHaveProperty("about")
})

it("names every field to correct", () => {
  expect(Object.keys(checkApplication(emptyApplication, governorates).errors).sort()).toEqual([
    "address",
    "company",
    "delegation_code",
    "email",
    "governorate_code",
    "name",
    "phone",
    "tax_number",
  ])
})

it.each(["1234567A", "12345678/P/M/000", "1234567A/X/M/000"])("refuses the number %s", (tax) => {
  expect(checkApplication({ ...good, tax_number: tax }, governorates).errors).toHaveProperty(
    "tax_number",
  )
})

it("refuses a delegation of another governorate", () => {
  const { errors } = checkApplication({ ...good, governorate_code: "11" }, governorates)
  expect(errors.delegation_code?.key).toBe("form.delegation")
})
