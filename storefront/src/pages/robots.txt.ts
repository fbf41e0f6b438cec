import type { APIRoute } from "astro"

/** What is one reader's own, and lists otherwise sorted, are no business of a search engine. */
const PRIVATE = [
  "/panier",
  "/commande",
  "/compte",
  "/connexion",
  "/inscription",
  "/suivi/",
  "/moi",
  "/suggestions",
]
const VARIANTS = ["/*?*sort=", "/*?*view=", "/*?*vehicle=", "/*?*every_vehicle="]

export const GET: APIRoute = ({ url }) =>
  new Response(
    [
      "User-agent: *",
      ...PRIVATE.flatMap((path) =>
        ["", "/ar", "/en"].map((locale) => `Disallow: ${locale}${path}`),
      ),
      ...VARIANTS.map((path) => `Disallow: ${path}`),
      "",
      `Sitemap: ${url.origin}/sitemap.xml`,
      "",
    ].join("\n"),
    {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "public, max-age=3600",
      },
    },
  )
