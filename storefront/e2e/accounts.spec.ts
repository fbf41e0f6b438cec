import { expect, test, type Page } from "@playwright/test"
import { asOperator } from "./support/operator"
import { checkPage, openContext, watchConsole } from "./support/page-check"
import type { Language } from "./support/buyer"

const screenshots = "e2e/screenshots"
const first = "motdepasse-long"
const second = "autre-motdepasse-long"

const words = {
  fr: {
    prefix: "",
    forgotten: "Mot de passe oublié ?",
    sendLink: "Recevoir le lien",
    sent: /^Si un compte existe/,
    save: "Enregistrer le mot de passe",
    changed: "Mot de passe changé. Connectez-vous avec le nouveau.",
    wrong: /^E-mail ou mot de passe incorrect/,
    used: /^Ce lien ne sert plus/,
    unconfirmed: /^Confirmez votre adresse e-mail/,
    why: /^Connectez-vous pour confirmer/,
    again: "Renvoyer le lien",
    sentAgain: /^Lien envoyé/,
    confirm: "Confirmer cette adresse",
    confirmed: "Adresse confirmée.",
    changeAddress: "Changer d’adresse",
    asked: /^Si cette adresse est libre/,
    confirmNew: "Confirmer la nouvelle adresse",
    addressChanged: /^Adresse changée/,
    changePassword: "Changer le mot de passe",
    passwordChanged: "Mot de passe changé.",
  },
  ar: {
    prefix: "/ar",
    forgotten: "هل نسيت كلمة السر؟",
    sendLink: "إرسال الرابط",
    sent: /^إن كان هناك حساب/,
    save: "حفظ كلمة السر",
    changed: "تغيّرت كلمة السر. سجّل الدخول بالجديدة.",
    wrong: /غير صحيحة/,
    used: /^لم يعد هذا الرابط صالحًا/,
    unconfirmed: /^أكّد بريدك الإلكتروني/,
    why: /^ادخل إلى حسابك لتأكيد/,
    again: "إعادة إرسال الرابط",
    sentAgain: /^أُرسل الرابط/,
    confirm: "تأكيد هذا العنوان",
    confirmed: "تم تأكيد العنوان.",
    changeAddress: "تغيير العنوان",
    asked: /^إن كان هذا العنوان متاحًا/,
    confirmNew: "تأكيد العنوان الجديد",
    addressChanged: /^تغيّر العنوان/,
    changePassword: "تغيير كلمة السر",
    passwordChanged: "تغيّرت كلمة السر.",
  },
} as const

async function register(page: Page, prefix: string): Promise<string> {
  const email = `compte-${Date.now()}-${Math.round(Math.random() * 1e6)}@exemple.tn`
  await page.goto(`${prefix}/inscription`)
  const field = (name: string) => page.locator(`main input[name=${name}]`)
  await field("first_name").fill("Leïla")
  await field("last_name").fill("Trabelsi")
  await field("phone").fill("22417905")
  await field("email").fill(email)
  await field("password").fill(first)
  await page.locator("main button[type=submit]").click()
  await expect(page).toHaveURL(/\/compte$/)
  return email
}

/** The link of the newest mail of a kind, as the operator reads it where no mail server is set. */
async function linkTo(email: string, kind: string): Promise<string> {
  const operator = await asOperator()
  try {
    let found: { id: string; kind: string }[] = []
    await expect(async () => {
      const answer = await operator.get("/admin/mails", { params: { q: email } })
      const { mails } = (await answer.json()) as { mails: typeof found }
      found = mails.filter((mail) => mail.kind === kind)
      expect(found.length).toBeGreaterThan(0)
    }).toPass({ timeout: 15_000 })
    const answer = await operator.get(`/admin/mails/${found[0]!.id}`)
    const { mail } = (await answer.json()) as { mail: { text: string } }
    const link = new URL(/https?:\/\/\S+/.exec(mail.text)![0])
    return link.pathname + link.search
  } finally {
    await operator.dispose()
  }
}

async function signIn(page: Page, language: Language, email: string, password: string) {
  const w = words[language]
  await page.goto(`${w.prefix}/connexion`)
  await page.locator("main input[name=email]").fill(email)
  await page.locator("main input[name=password]").fill(password)
  await page.locator("main button[type=submit]").click()
}

for (const language of ["fr", "ar"] as const) {
  const w = words[language]

  test(`a forgotten password is chosen anew, once, in ${language}`, async ({ browser }) => {
    const context = await openContext(browser)
    const page = await context.newPage()
    const errors = watchConsole(page)
    const email = await register(page, w.prefix)
    await context.clearCookies()

    await page.goto(`${w.prefix}/connexion`)
    await page.getByRole("link", { name: w.forgotten }).click()
    const address = page.locator("main input[name=email]")
    await address.fill("pas-une-adresse")
    await page.getByRole("button", { name: w.sendLink }).click()
    await expect(address).toHaveAttribute("aria-invalid", "true")
    await checkPage(page, language, errors)
    await address.fill(email.toUpperCase())
    await page.getByRole("button", { name: w.sendLink }).click()
    await expect(page.getByText(w.sent)).toBeVisible()
    await checkPage(page, language, errors)

    const link = await linkTo(email, "password_reset")
    const response = await page.goto(link)
    expect(new URL(page.url()).search).toBe("")
    expect(response?.headers()["referrer-policy"]).toBe("same-origin")
    expect(await page.content()).not.toContain(new URL(link, "http://x").searchParams.get("token"))
    const password = page.locator("main input[name=new_password]")
    await password.fill("court")
    await page.getByRole("button", { name: w.save }).click()
    await expect(password).toHaveAttribute("aria-invalid", "true")
    await checkPage(page, language, errors)
    await page.screenshot({ path: `${screenshots}/new-password-${language}.png`, fullPage: true })
    await password.fill(second)
    await page.getByRole("button", { name: w.save }).click()
    await expect(page.getByText(w.changed)).toBeVisible()

    await signIn(page, language, email, first)
    await expect(page.getByRole("alert").first()).toContainText(w.wrong)
    await signIn(page, language, email, second)
    await expect(page).toHaveURL(/\/compte$/)

    // The link again: it opens the form, and changes nothing.
    await page.goto(link)
    await page.locator("main input[name=new_password]").fill(first)
    await page.getByRole("button", { name: w.save }).click()
    await expect(page.getByText(w.used)).toBeVisible()
    await checkPage(page, language, errors)
    await context.close()
  })

  test(`an account confirms its address in ${language}`, async ({ browser }) => {
    const context = await openContext(browser)
    const page = await context.newPage()
    const errors = watchConsole(page)
    const email = await register(page, w.prefix)
    await expect(page.getByText(w.unconfirmed)).toBeVisible()
    await checkPage(page, language, errors)
    await page.screenshot({ path: `${screenshots}/unconfirmed-${language}.png`, fullPage: true })
    await page.getByRole("button", { name: w.again }).click()
    await expect(page.getByText(w.sentAgain)).toBeVisible()

    // Opened on another device: sign in first, and the link is not lost.
    const link = await linkTo(email, "email_confirmation")
    await context.clearCookies()
    await page.goto(link)
    await expect(page).toHaveURL(/\/connexion\?/)
    expect(page.url()).not.toContain("token")
    await expect(page.getByText(w.why)).toBeVisible()
    await page.locator("main input[name=email]").fill(email)
    await page.locator("main input[name=password]").fill(first)
    await page.locator("main button[type=submit]").click()
    await expect(page).toHaveURL(/\/confirmer-email$/)
    await checkPage(page, language, errors)
    await page.screenshot({ path: `${screenshots}/confirm-${language}.png`, fullPage: true })
    await page.getByRole("button", { name: w.confirm }).click()
    await expect(page.getByText(w.confirmed)).toBeVisible()
    await expect(page.getByText(w.unconfirmed)).toBeHidden()
    await context.close()
  })

  test(`an account changes its address and its password in ${language}`, async ({ browser }) => {
    const [context, elsewhere] = [await openContext(browser), await openContext(browser)]
    const page = await context.newPage()
    const errors = watchConsole(page)
    const field = (name: string) => page.locator(`main input[name=${name}]`)
    const email = await register(page, w.prefix)
    const other = await elsewhere.newPage()
    await signIn(other, language, email, first)
    await expect(other).toHaveURL(/\/compte$/)
    // A session is as old as the second it was opened in.
    await page.waitForTimeout(1_100)

    await page.goto(`${w.prefix}/compte/mot-de-passe`)
    await field("current_password").fill(first)
    await field("new_password").fill(second)
    await page.getByRole("button", { name: w.changePassword }).click()
    await expect(page.getByText(w.passwordChanged)).toBeVisible()
    await page.goto(`${w.prefix}/compte`)
    await expect(page).toHaveURL(/\/compte$/)
    await other.goto(`${w.prefix}/compte`)
    await expect(other).toHaveURL(/\/connexion\?/)

    await page.goto(`${w.prefix}/compte/profil`)
    await page.getByRole("link", { name: w.changeAddress }).click()
    await field("email").fill("<script>alert(1)</script>")
    await field("current_password").fill("pas-le-bon-mot-de-passe")
    await page.getByRole("button", { name: w.changeAddress }).click()
    await expect(field("email")).toHaveAttribute("aria-invalid", "true")
    await checkPage(page, language, errors)
    const next = `nouvelle-${email}`
    await field("email").fill(next)
    await field("current_password").fill("pas-le-bon-mot-de-passe")
    await page.getByRole("button", { name: w.changeAddress }).click()
    await expect(field("current_password")).toHaveAttribute("aria-invalid", "true")
    await field("current_password").fill(second)
    await page.getByRole("button", { name: w.changeAddress }).click()
    await expect(page.getByText(w.asked)).toBeVisible()

    await page.goto(await linkTo(next, "email_change"))
    expect(page.url()).not.toContain("token")
    await checkPage(page, language, errors)
    await page.screenshot({ path: `${screenshots}/change-email-${language}.png`, fullPage: true })
    await page.getByRole("button", { name: w.confirmNew }).click()
    await expect(page.getByText(w.addressChanged)).toBeVisible()
    await signIn(page, language, next, second)
    await expect(page).toHaveURL(/\/compte$/)
    await Promise.all([context.close(), elsewhere.close()])
  })
}

test("the pages of a forgotten password hold on both screens, in both themes", async ({
  browser,
}) => {
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await openContext(browser, { colorScheme, viewport: { width, height: 844 } })
      const page = await context.newPage()
      const errors = watchConsole(page)
      for (const language of ["fr", "ar"] as const) {
        for (const [path, status] of [
          ["mot-de-passe-oublie", 200],
          ["nouveau-mot-de-passe", 410],
        ] as const) {
          const response = await page.goto(`${words[language].prefix}/${path}`)
          expect(response?.status()).toBe(status)
          await checkPage(page, language, errors)
          const file = `${path}-${language}-${width}-${colorScheme}.png`
          await page.screenshot({ path: `${screenshots}/${file}` })
        }
      }
      await context.close()
    }
  }
})

test("an operator reads in the admin what was not sent, and follows its link", async ({ page }) => {
  const email = await register(page, "")
  await linkTo(email, "email_confirmation")
  const admin = `${process.env.SOUK_TEST_API_URL}/app`
  await page.goto(`${admin}/login`)
  await page.getByPlaceholder("Email").fill("operateur@souk.example")
  await page.getByPlaceholder("Mot de passe").fill("SoukDemo2026")
  await page.getByRole("button", { name: "Continuer avec l'email" }).click()
  await expect(page).not.toHaveURL(/\/login$/)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${admin}/mails?q=${encodeURIComponent(email)}`)
    await expect(page.getByRole("heading", { name: "Courriels", level: 1 })).toBeVisible()
    await expect(page.getByText(email).filter({ visible: true }).first()).toBeVisible()
    await page.screenshot({ path: `${screenshots}/mails-${width}.png` })
    await page
      .getByRole("link", { name: /Confirmez votre adresse/ })
      .filter({ visible: true })
      .first()
      .click()
    const link = page.getByRole("link", { name: "Ouvrir le lien" })
    await expect(link).toHaveAttribute("href", /\/confirmer-email\?token=/)
    await page.screenshot({ path: `${screenshots}/mail-${width}.png` })
  }
})
