// The page a buyer is sent to. Marked so that nobody takes it for a real one.
const NAMES = {
  clictopay: "ClicToPay",
  konnect: "Konnect",
  flouci: "Flouci",
  paymee: "Paymee",
  stripe: "Stripe",
  paypal: "PayPal",
}
const STATES = { open: "à payer", paid: "payé", refused: "refusé", expired: "expiré" }

const amount = (millimes) =>
  `${Math.trunc(millimes / 1000).toLocaleString("fr")},${String(millimes % 1000).padStart(3, "0")} DT`

const shell = (gateway, body) => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${NAMES[gateway]}, simulateur</title>
<style>
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #f3f1ea; color: #1c1c1a }
  main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem; display: grid; gap: 1rem }
  .mark { padding: .75rem 1rem; background: #1c1c1a; color: #ffd84d; font-weight: 600 }
  .sum { font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; margin: 0 }
  form { display: grid; gap: .75rem }
  button { font: inherit; font-weight: 600; min-height: 3rem; border: 1px solid #1c1c1a; background: #fff; cursor: pointer }
  button[value=pay] { background: #14532d; color: #fff }
  button:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px }
</style>
</head>
<body><main>
<p class="mark">Simulateur ${NAMES[gateway]} : aucun argent réel n’est pris.</p>
${body}
</main></body></html>`

export const paymentPage = (gateway, payment) =>
  shell(
    gateway,
    `<h1>Paiement ${NAMES[gateway]}</h1>
<p>Référence <code>${payment.reference.replace(/[^\w-]/g, "")}</code>, ${STATES[payment.status]}</p>
<p class="sum">${amount(payment.amount)}</p>
<form method="post">
<button name="action" value="pay">Payer</button>
<button name="action" value="refuse">Refuser</button>
<button name="action" value="pay-and-close">Payer et fermer l’onglet</button>
</form>`,
  )

export const closedPage = (gateway, text) => shell(gateway, `<h1>${text}</h1>`)
