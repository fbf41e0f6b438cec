const logins = [
  ["Operator", "operateur@souk.example", "admin"],
  ["Vendor", "vendeur@frein-express.example", "admin"],
  ["Vendor", "vendeur@sfax-auto-pieces.example", "admin"],
  ["Buyer", "acheteur@souk.example", "storefront"],
]

export function printCard({ apiUrl, storefrontUrl, home, logs, seeded, seconds }) {
  const rows = [
    `Souk is ready (${seconds})`,
    "",
    `Storefront   ${storefrontUrl}`,
    `Admin        ${apiUrl}/app   (operators and vendors sign in here)`,
    ...(process.env.SMTP_URL
      ? []
      : [`Mails        ${apiUrl}/app/mails   (kept there: no SMTP_URL)`]),
    `API          ${apiUrl}       (routes: ${apiUrl}/openapi.json)`,
    "",
  ]
  if (seeded) {
    rows.push("Demo logins, password SoukDemo2026:")
    for (const [who, email, where] of logins) {
      rows.push(`  ${who.padEnd(9)}  ${email.padEnd(34)} in the ${where}`)
    }
    rows.push("")
  }
  rows.push(`Logs in ${logs}, data in ${home}`)
  rows.push("Stop with Ctrl-C. Start over with: npm start -- --reset")
  const width = Math.max(...rows.map((row) => row.length))
  console.log(`\n┌${"─".repeat(width + 2)}┐`)
  for (const row of rows) console.log(`│ ${row.padEnd(width)} │`)
  console.log(`└${"─".repeat(width + 2)}┘\n`)
}
