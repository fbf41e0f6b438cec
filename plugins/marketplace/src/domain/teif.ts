import type { Millimes } from "@souk/kit/money"
import type { InvoiceContent, InvoiceLine, Party } from "./invoice"

/** The version of the format that this file follows. */
export const TEIF_VERSION = "1.8.8"

/**
 * A commission invoice in TEIF, the Tunisian electronic invoice format, unsigned.
 *
 * Not validated: the schema of Tunisie TradeNet is not public. Elements, order and codes are those
 * that public implementations share; `docs/teif.md` names the source of each. What is signed and
 * deposited is decided by `registerInvoiceSigner` and `registerInvoiceDeposit`.
 */
export function teifXml(invoice: InvoiceContent): string {
  const currency = invoice.currency_code.toUpperCase()
  const isCredit = invoice.kind === "commission_credit_note" || invoice.kind === "credit_note"
  const amounts = new Amounts(currency)
  const { totals } = invoice
  const document = element("TEIF", { controlingAgency: "TTN", version: TEIF_VERSION }, [
    element("InvoiceHeader", {}, [
      element("MessageSenderIdentifier", { type: "I-01" }, taxId(invoice.seller)),
      element("MessageRecieverIdentifier", { type: "I-01" }, taxId(invoice.buyer)),
    ]),
    element("InvoiceBody", {}, [
      element("Bgm", {}, [
        element("DocumentIdentifier", {}, invoice.number),
        // I-11 facture, I-12 facture d'avoir.
        element(
          "DocumentType",
          { code: isCredit ? "I-12" : "I-11" },
          isCredit ? "Facture d'avoir" : "Facture",
        ),
      ]),
      element("Dtm", {}, [
        // I-31 date de la facture, I-36 période facturée.
        element(
          "DateText",
          { format: "ddMMyy", functionCode: "I-31" },
          day(tunisDay(invoice.issued_at)),
        ),
        ...(invoice.period
          ? [
              element(
                "DateText",
                { format: "ddMMyy-ddMMyy", functionCode: "I-36" },
                `${day(invoice.period.from)}-${day(invoice.period.to)}`,
              ),
            ]
          : []),
      ]),
      element("PartnerSection", {}, [
        // I-62 vendeur, I-64 acheteur.
        partner("I-62", invoice.seller),
        partner("I-64", invoice.buyer),
      ]),
      ...(invoice.credited
        ? [
            element("RffSection", {}, [
              // I-88 is the deposit's own reference: the credited invoice goes under I-89.
              element("Reference", { refID: "I-89" }, invoice.credited.number),
            ]),
          ]
        : []),
      element(
        "LinSection",
        {},
        invoice.lines.map((line, index) => lineElement(line, index + 1, amounts)),
      ),
      element("InvoiceMoa", {}, [
        // I-176 total hors taxes, I-182 base taxable, I-181 total des taxes, I-180 total TTC.
        amounts.details("AmountDetails", "I-176", totals.ht_millimes),
        amounts.details("AmountDetails", "I-182", totals.ht_millimes + totals.fodec_millimes),
        amounts.details("AmountDetails", "I-181", totals.vat_millimes),
        amounts.details("AmountDetails", "I-180", invoice.due_millimes, invoice.due_in_words),
      ]),
      element("InvoiceTax", {}, [
        ...(invoice.stamp?.payer === "buyer"
          ? [
              element("InvoiceTaxDetails", {}, [
                tax("I-1601", "droit de timbre", 0),
                amounts.details("AmountDetails", "I-178", invoice.stamp.amount_millimes),
              ]),
            ]
          : []),
        ...totals.vat.map((rate) =>
          element("InvoiceTaxDetails", {}, [
            tax("I-1602", "TVA", rate.percent),
            // I-177 base d'une taxe, I-178 son montant.
            amounts.details("AmountDetails", "I-177", rate.base_millimes),
            amounts.details("AmountDetails", "I-178", rate.vat_millimes),
          ]),
        ),
      ]),
    ]),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`
}

function lineElement(line: InvoiceLine, place: number, amounts: Amounts): string {
  return element("Lin", {}, [
    element("ItemIdentifier", {}, String(place)),
    element("LinImd", { lang: "fr" }, [
      element("ItemCode", {}, line.id),
      element("ItemDescription", {}, line.description),
    ]),
    // Une commission est un service par mois ; le nombre de ventes est dans sa désignation.
    element("LinQty", {}, [element("Quantity", { measurementUnit: "UNIT" }, "1")]),
    element("LinTax", {}, [
      element("TaxTypeName", { code: "I-1602" }, "TVA"),
      element("TaxDetails", {}, [element("TaxRate", {}, rate(line.vat_percent))]),
    ]),
    element("LinMoa", {}, [
      // I-183 prix unitaire hors taxes, I-171 total hors taxes de la ligne.
      amounts.details("MoaDetails", "I-183", line.ht_millimes),
      amounts.details("MoaDetails", "I-171", line.ht_millimes),
    ]),
  ])
}

function partner(functionCode: string, party: Party): string {
  return element("PartnerDetails", { functionCode }, [
    element("Nad", {}, [
      element("PartnerIdentifier", { type: "I-01" }, taxId(party)),
      element("PartnerName", { nameType: "Qualification" }, party.company ?? party.name),
      element("PartnerAdresses", { lang: "fr" }, [
        element("AdressDescription", {}, party.address.join(", ")),
        element("Country", { codeList: "ISO_3166-1" }, "TN"),
      ]),
    ]),
    ...(party.trade_register
      ? [
          element("RffSection", {}, [
            element("Reference", { refID: "I-815" }, party.trade_register),
          ]),
        ]
      : []),
  ])
}

function tax(code: string, name: string, percent: number): string {
  return element("Tax", {}, [
    element("TaxTypeName", { code }, name),
    element("TaxDetails", {}, [element("TaxRate", {}, rate(percent))]),
  ])
}

class Amounts {
  constructor(private readonly currency: string) {}

  details(name: string, code: string, millimes: Millimes, words?: string): string {
    return element(name, {}, [
      element("Moa", { amountTypeCode: code, currencyCodeList: "ISO_4217" }, [
        element("Amount", { currencyIdentifier: this.currency }, decimal(millimes)),
        ...(words ? [element("AmountDescription", { lang: "fr" }, words)] : []),
      ]),
    ])
  }
}

/** `1234567A/P/M/000` is written without its slashes. */
function taxId({ tax_number }: Party): string {
  return (tax_number ?? "").replaceAll("/", "")
}

/** `1234.500`: decimal point, three decimals. */
function decimal(millimes: Millimes): string {
  const digits = String(Math.abs(millimes)).padStart(4, "0")
  return `${millimes < 0 ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`
}

const rate = (percent: number) => String(percent)

function tunisDay(iso: string): string {
  return new Date(new Date(iso).getTime() + 3_600_000).toISOString().slice(0, 10)
}

/** `2026-11-23` as `231126`. */
function day(date: string): string {
  const [year, month, dayOfMonth] = date.split("-") as [string, string, string]
  return `${dayOfMonth}${month}${year.slice(2)}`
}

function element(
  name: string,
  attributes: Record<string, string>,
  content: string | string[],
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join("")
  const inner = typeof content === "string" ? escaped(content) : content.join("")
  return `<${name}${written}>${inner}</${name}>`
}

/** XML 1.0 text: what it may not hold at all is left out. */
function escaped(text: string): string {
  return text

    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
}
