import { expect, type Page } from "@playwright/test"

export const buyer = {
  firstName: "Amine",
  lastName: "Ben Salah",
  phone: "20184536",
  email: "amine.bensalah@exemple.tn",
  governorate: "Tunis",
  delegation: "Le Bardo",
  address: "12 rue des Jasmins",
}

/** What each language calls what a buyer touches. */
export const words = {
  fr: {
    prefix: "",
    parts: "Toutes les pièces",
    addToCart: /^Ajouter au panier l’offre de/,
    added: "Ajouté au panier.",
    cart: "Panier",
    order: "Commander",
    firstName: "Prénom",
    lastName: "Nom",
    phone: "Téléphone",
    email: "E-mail",
    governorate: "Gouvernorat",
    delegation: "Délégation",
    address: "Adresse",
    toDelivery: "Continuer vers la livraison",
    toPayment: "Continuer vers le paiement",
    place: "Commander et payer à la livraison",
    thanks: "Merci, votre commande est enregistrée.",
    governorateName: "Tunis",
    delegationName: "Le Bardo",
  },
  ar: {
    prefix: "/ar",
    parts: "كل القطع",
    addToCart: /^أضف إلى السلة عرض/,
    added: "أُضيفت إلى السلة.",
    cart: "السلة",
    order: "إتمام الطلب",
    firstName: "الاسم",
    lastName: "اللقب",
    phone: "الهاتف",
    email: "البريد الإلكتروني",
    governorate: "الولاية",
    delegation: "المعتمدية",
    address: "العنوان",
    toDelivery: "المتابعة إلى التوصيل",
    toPayment: "المتابعة إلى الدفع",
    place: "أرسل الطلب وادفع عند التسليم",
    thanks: "شكرًا، سُجّل طلبك.",
    governorateName: "تونس",
    delegationName: "باردو",
  },
} as const
export type Language = keyof typeof words

/** Opens the first part of the list that somebody has in stock. */
export async function openSomePart(page: Page, language: Language = "fr"): Promise<void> {
  await page.goto(`${words[language].prefix}/pieces?in_stock=true`)
  await page.getByRole("article").first().getByRole("link").first().click()
}

export async function addSomePart(page: Page, language: Language = "fr"): Promise<void> {
  const w = words[language]
  await openSomePart(page, language)
  await page.getByRole("button", { name: w.addToCart }).first().click()
  await expect(page.getByText(w.added)).toBeVisible()
}

export async function fillContact(
  page: Page,
  language: Language = "fr",
  email = buyer.email,
): Promise<void> {
  const w = words[language]
  const field = (name: string) => page.getByRole("textbox", { name, exact: true })
  await field(w.firstName).fill(buyer.firstName)
  await field(w.lastName).fill(buyer.lastName)
  await field(w.phone).fill(buyer.phone)
  await field(w.email).fill(email)
  await page.getByLabel(w.governorate, { exact: true }).selectOption({ label: w.governorateName })
  await page.getByLabel(w.delegation, { exact: true }).selectOption({ label: w.delegationName })
  await field(w.address).fill(buyer.address)
}

/** From the cart to the last step, where only the order button is left to press. */
export async function goToPayment(
  page: Page,
  language: Language = "fr",
  email = buyer.email,
): Promise<void> {
  const w = words[language]
  await page.goto(`${w.prefix}/panier`)
  await page.getByRole("link", { name: w.order, exact: true }).click()
  await fillContact(page, language, email)
  await page.getByRole("button", { name: w.toDelivery }).click()
  await page.getByRole("button", { name: w.toPayment }).click()
  await expect(page.getByRole("button", { name: w.place })).toBeVisible()
}

/** The vendors' order numbers on the confirmation and tracking pages. */
export async function vendorOrderNumbers(page: Page): Promise<string[]> {
  const titles = await page
    .getByRole("article")
    .getByRole("heading", { level: 2 })
    .allTextContents()
  return titles.map((title) => title.replace(/^N°\s*|^عدد\s*/u, "").trim())
}
