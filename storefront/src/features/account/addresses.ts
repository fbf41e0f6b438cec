import type { AddressInput, Customer, SavedAddress } from "../../lib/api-types"
import { emptyContact, type Contact } from "../checkout/contact"

const text = (value: unknown): string => (typeof value === "string" ? value : "")

/** A saved address as the checkout's form shows it. */
export const contactOf = (address: SavedAddress, email: string): Contact => ({
  first_name: text(address.first_name),
  last_name: text(address.last_name),
  phone: text(address.phone),
  email,
  governorate_code: text(address.province),
  delegation_code: text(address.city),
  locality: text(address.metadata?.locality),
  address_1: text(address.address_1),
})

/** The checkout's form as an address is saved. */
export const addressOf = (contact: Contact): AddressInput => ({
  first_name: contact.first_name,
  last_name: contact.last_name,
  phone: contact.phone,
  address_1: contact.address_1,
  city: contact.delegation_code,
  province: contact.governorate_code,
  country_code: "tn",
  metadata: { locality: contact.locality },
})

/** A form for somebody we know only the name of. */
export const blankContact = ({ email, first_name, last_name, phone }: Customer): Contact => ({
  ...emptyContact,
  email,
  first_name: first_name ?? "",
  last_name: last_name ?? "",
  phone: phone ?? "",
})

const asWritten = (value: string): string => value.trim().toLowerCase()

/** Whether an address is saved already: kept once, however often one orders to it. */
export const isSaved = (contact: Contact, saved: SavedAddress[]): boolean =>
  saved.some((address) => {
    const known = contactOf(address, contact.email)
    return (
      known.delegation_code === contact.delegation_code &&
      asWritten(known.address_1) === asWritten(contact.address_1)
    )
  })
