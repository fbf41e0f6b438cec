import { allowedSource, filePrefixes, readPhotoRequest, sourceSet } from "../photos"

const prefixes = filePrefixes("http://server:9000", [
  "https://api.souk.example",
  "https://cdn.example/souk-files/",
])

it.each([
  ["http://server:9000/static/1-photo.jpg", true],
  ["https://api.souk.example/static/1-photo.jpg", true],
  ["https://cdn.example/souk-files/1-photo.jpg", true],
  ["https://cdn.example/other-bucket/1-photo.jpg", false],
  ["http://server:9000/store/parts", false],
  ["http://server:9000/static/../admin/users", false],
  ["http://server:9000/static/%2e%2e/admin/users", false],
  ["http://server:9000/static/..%2fadmin", false],
  ["http://server:9000.evil.example/static/x", false],
  ["http://user:pass@server:9000/static/x", false],
  ["https://cdn.example/souk-files-of-others/x", false],
  ["file:///etc/passwd", false],
  ["http://169.254.169.254/latest/meta-data", false],
  ["//server:9000/static/x", false],
  ["", false],
  [`http://server:9000/static/${"x".repeat(1_000)}`, false],
])("reads %s: %s", (source, isAllowed) => {
  expect(allowedSource(source, prefixes) !== null).toBe(isAllowed)
})

it.each([
  ["http://localhost:9000/static/1-photo.jpg", "http://server:9000/static/1-photo.jpg"],
  ["http://127.0.0.1:9100/static/1-photo.jpg?x=1", "http://server:9000/static/1-photo.jpg"],
  ["http://[::1]:9100/static//evil.example/x", "http://server:9000/static//evil.example/x"],
  ["http://localhost:5432/store/parts", undefined],
  ["http://localhost:9000/static/../admin/users", undefined],
  ["http://localhost.evil.example/static/x", undefined],
  ["http://192.168.1.1/static/x", undefined],
])("reads a file that this machine kept where the API is now: %s", (source, read) => {
  expect(allowedSource(source, prefixes)?.href).toBe(read)
})

it.each([
  ["w=480&f=avif", true],
  ["w=480&f=webp", true],
  ["w=481&f=avif", false],
  ["w=0480&f=avif", false],
  ["w=480&f=gif", false],
  ["f=avif", false],
])("makes a picture for %s: %s", (asked, isMade) => {
  const params = new URLSearchParams(`src=http://server:9000/static/a.jpg&${asked}`)
  expect(readPhotoRequest(params, prefixes) !== null).toBe(isMade)
})

it("offers the widths that a place can need", () => {
  expect(sourceSet("http://server:9000/static/a.jpg", "webp", 192)).toBe(
    "/photos?src=http%3A%2F%2Fserver%3A9000%2Fstatic%2Fa.jpg&w=96&f=webp 96w, " +
      "/photos?src=http%3A%2F%2Fserver%3A9000%2Fstatic%2Fa.jpg&w=192&f=webp 192w",
  )
})
