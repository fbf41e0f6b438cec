import type { FieldErrors } from "../../components/form-errors"
import type { Translate } from "../../i18n/translate"
import type { ApiError } from "../../lib/api"
import type { Governorate } from "../../lib/api-types"
import { checkText, isEmail, MAX_LENGTH, parsePhone, textOf } from "../../lib/form"

export const contactFields = [
  "first_name",
  "last_name",
  "phone",
  "email",
  "governorate_code",
  "delegation_code",
  "locality",
  "address_1",
] as const
export type ContactField = (typeof contactFields)[number]
export type Contact = Record<ContactField, string>

export const emptyContact: Contact = {
  first_name: "",
  last_name: "",
  phone: "",
  email: "",
  governorate_code: "",
  delegation_code: "",
  locality: "",
  address_1: "",
}

export const contactLimits: Record<ContactField, number> = {
  first_name: 60,
  last_name: 60,
  phone: 20,
  email: MAX_LENGTH,
  governorate_code: 10,
  delegation_code: 10,
  locality: 80,
  address_1: 160,
}

export const contactLabels = (t: Translate): Record<ContactField, string> => ({
  first_name: t("checkout.firstName"),
  last_name: t("checkout.lastName"),
  phone: t("checkout.phone"),
  email: t("checkout.email"),
  governorate_code: t("checkout.governorate"),
  delegation_code: t("checkout.delegation"),
  address_1: t("checkout.address"),
  locality: t("checkout.locality"),
})

export function readContact(form: FormData): Contact {
  const read = (name: ContactField) => textOf(form, name)
  return {
    first_name: read("first_name"),
    last_name: read("last_name"),
    phone: read("phone"),
    email: read("email"),
    governorate_code: read("governorate_code"),
    delegation_code: read("delegation_code"),
    locality: read("locality"),
    address_1: read("address_1"),
  }
}

/** What is wrong, field by field, and the contact as it will be sent (phone as eight digits). */
export function checkContact(
  contact: Contact,
  governorates: Governorate[],
): { contact: Contact; errors: FieldErrors } {
  const errors: FieldErrors = {}
  checkText(errors, "first_name", contact.first_name, { max: contactLimits.first_name })
  checkText(errors, "last_name", contact.last_name, { max: contactLimits.last_name })
  checkText(errors, "address_1", contact.address_1, { min: 3, max: contactLimits.address_1 })
  checkText(errors, "locality", contact.locality, { optional: true, max: contactLimits.locality })
  if (!isEmail(contact.email)) {
    errors.email = { key: "form.email" }
  }
  const phone = parsePhone(contact.phone)
  if (!phone) {
    errors.phone = { key: "form.phone" }
  }
  const governorate = governorates.find(({ code }) => code === contact.governorate_code)
  if (!governorate) {
    errors.governorate_code = { key: "form.choose" }
  }
  if (contact.delegation_code === "") {
    errors.delegation_code = { key: "form.choose" }
  } else if (governorate?.delegations.every(({ code }) => code !== contact.delegation_code)) {
    errors.delegation_code = { key: "form.delegation" }
  }
  return { contact: phone ? { ...contact, phone } : contact, errors }
}

/** The API's own refusals, on the fields they name. */
export function contactIssues({ issues }: ApiError): FieldErrors {
  const errors: FieldErrors = {}
  for (const { path, message } of issues) {
    const name = path.split(".").at(-1)
    if (contactFields.some((field) => field === name)) {
      errors[String(name)] = { text: message }
    }
  }
  return errors
}
