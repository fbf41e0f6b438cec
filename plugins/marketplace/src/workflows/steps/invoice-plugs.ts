import type { MedusaContainer } from "@medusajs/framework/types"

/** Signs the XML of an invoice (XAdES, with the marketplace's certificate). */
export type InvoiceSigner = {
  name: string
  sign: (xml: string, number: string, container: MedusaContainer) => Promise<string>
}

/** Deposits a signed invoice with Tunisie TradeNet. `reference` is what the deposit answers. */
export type InvoiceDeposit = {
  name: string
  deposit: (
    signedXml: string,
    number: string,
    container: MedusaContainer,
  ) => Promise<{ reference: string }>
}

let signer: InvoiceSigner | null = null
let deposit: InvoiceDeposit | null = null

/** Plugs in who signs. Without one, the XML is served unsigned. */
export function registerInvoiceSigner(given: InvoiceSigner | null): void {
  signer = given
}

/** Plugs in where signed invoices go. Without one, nothing is deposited. */
export function registerInvoiceDeposit(given: InvoiceDeposit | null): void {
  deposit = given
}

export async function signedInvoice(
  xml: string,
  number: string,
  container: MedusaContainer,
): Promise<{ xml: string; is_signed: boolean }> {
  if (!signer) return { xml, is_signed: false }
  return { xml: await signer.sign(xml, number, container), is_signed: true }
}

/** @returns the deposit's reference, or null where nobody signs or nothing is plugged in. */
export async function depositInvoice(
  xml: string,
  number: string,
  container: MedusaContainer,
): Promise<string | null> {
  const signed = await signedInvoice(xml, number, container)
  if (!deposit || !signed.is_signed) return null
  return (await deposit.deposit(signed.xml, number, container)).reference
}
