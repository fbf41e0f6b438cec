import { expect, type Page } from "@playwright/test"

const server = process.env.SOUK_TEST_API_URL
const password = "SoukDemo2026"

/** Opens the panel as one of its people: an operator, or a vendor's staff. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${server}/app/login`)
  await page.getByPlaceholder("Email").fill(email)
  await page.getByPlaceholder("Mot de passe").fill(password)
  await page.getByRole("button", { name: "Continuer avec l'email" }).click()
  await expect(page).not.toHaveURL(/\/login$/)
}
