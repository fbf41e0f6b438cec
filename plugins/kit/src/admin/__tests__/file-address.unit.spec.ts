import { fileAddress } from "../file-address"

it.each([
  ["http://localhost:9000/static/1-photo.webp", "/static/1-photo.webp"],
  ["http://127.0.0.1:9100/static/1-photo.webp", "/static/1-photo.webp"],
  ["https://files.souk.example/static/1.webp", "https://files.souk.example/static/1.webp"],
  ["http://localhost:9000/bucket/1.webp", "http://localhost:9000/bucket/1.webp"],
  ["/static/1.webp", "/static/1.webp"],
])("shows %s from %s", (kept, shown) => {
  expect(fileAddress(kept)).toBe(shown)
})
