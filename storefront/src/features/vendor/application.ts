import type { FieldErrors } from "../../components/form-errors"
import type { Governorate, VendorApplication } from "../../lib/api-types"
import { checkText, isEmail, parsePhone, textOf } from "../../lib/form"

export type ApplicationValues = Required<VendorApplication>

export const emptyApplication: ApplicationValues = {
  name: "",
  company: "",
  tax_number: "",
  governorate_code: "",
  delegation_code: "",
  address: "",
  phone: "",
  email: "",
  opening_hours: "",
  about: "",
}

export const readApplication = (form: FormData): ApplicationValues => ({
  name: textOf(form, "name"),
  company: textOf(form, "company"),
  tax_number: textOf(form, "tax_number").toUpperCase(),
  governorate_code: textOf(form, "governorate_code"),
  delegation_code: textOf(form, "delegation_code"),
  address: textOf(form, "address"),
  phone: textOf(form, "phone"),
  email: textOf(form, "email").toLowerCase(),
  opening_hours: textOf(form, "opening_hours"),
  about: textOf(form, "about"),
})

/** Sept chiffres, clé, code TVA, catégorie et établissement : 1234567A/P/M/000, barres facultatives. */
const isTaxNumber = (text: string): boolean =>
  /^\d{7}[A-Z]\/?[ABDNP]\/?[CEMNP]\/?\d{3}$/.test(text.replace(/\s/g, ""))

/** What is wrong, field by field; the application to send when nothing is. */
export function checkApplication(
  values: ApplicationValues,
  governorates: Governorate[],
): { values: ApplicationValues; errors: FieldErrors; application?: VendorApplication } {
  const errors: FieldErrors = {}
  checkText(errors, "name", values.name, { min: 2, max: 80 })
  checkText(errors, "company", values.company, { min: 2, max: 120 })
  checkText(errors, "address", values.address, { min: 3, max: 200 })
  checkText(errors, "opening_hours", values.opening_hours, { optional: true, max: 200 })
  checkText(errors, "about", values.about, { optional: true, max: 500 })
  if (!isTaxNumber(values.tax_number)) {
    errors.tax_number = { key: "sell.badTaxNumber" }
  }
  const phone = parsePhone(values.phone)
  if (!phone) {
    errors.phone = { key: "form.phone" }
  }
  if (!isEmail(values.email)) {
    errors.email = { key: "form.email" }
  }
  const governorate = governorates.find(({ code }) => code === values.governorate_code)
  if (!governorate) {
    errors.governorate_code = { key: "form.choose" }
  }
  if (!values.delegation_code) {
    errors.delegation_code = { key: "form.choose" }
  } else if (governorate?.delegations.every(({ code }) => code !== values.delegation_code)) {
    errors.delegation_code = { key: "form.delegation" }
  }
  if (Object.keys(errors).length > 0 || !phone) {
    return { values, errors }
  }
  const { opening_hours, about, ...required } = values
  return {
    values,
    errors,
    application: {
      ...required,
      phone,
      ...(opening_hours ? { opening_hours } : {}),
      ...(about ? { about } : {}),
    },
  }
}
