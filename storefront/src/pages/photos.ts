import type { APIRoute } from "astro"
import { allowedPrefixes, makePhoto } from "../features/photos/photos.server"
import { readPhotoRequest } from "../features/photos/photos"

// A file store never gives two pictures one address: what was made of it stays right for ever.
const FOR_EVER = "public, max-age=31536000, immutable"

/** A photo of the shop's own files, smaller and lighter. */
export const GET: APIRoute = async ({ url }) => {
  const request = readPhotoRequest(url.searchParams, allowedPrefixes())
  if (!request) return failed(404)
  const made = await makePhoto(request)
  if (made === "missing") return failed(404)
  if (made === "busy" || made === "broken") return failed(503)
  return new Response(made, {
    headers: {
      "content-type": `image/${request.format}`,
      "content-length": String(made.length),
      "cache-control": FOR_EVER,
    },
  })
}

const failed = (status: 404 | 503): Response =>
  new Response(null, {
    status,
    headers: {
      "cache-control": status === 404 ? "public, max-age=60" : "no-store",
      ...(status === 503 ? { "retry-after": "5" } : {}),
    },
  })
