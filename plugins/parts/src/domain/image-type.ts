/** The formats that every browser shows, known by their first bytes and never by their name. */
const FORMATS: { mime: string; extension: string; starts: (bytes: Uint8Array) => boolean }[] = [
  {
    mime: "image/jpeg",
    extension: "jpg",
    starts: (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff,
  },
  { mime: "image/png", extension: "png", starts: (b) => text(b, 1, 4) === "PNG" && b[0] === 0x89 },
  {
    mime: "image/webp",
    extension: "webp",
    starts: (b) => text(b, 0, 4) === "RIFF" && text(b, 8, 12) === "WEBP",
  },
]

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

/** What a file really is; null when it is no picture that may be shown. */
export function imageTypeOf(bytes: Uint8Array): { mime: string; extension: string } | null {
  const found = FORMATS.find((format) => format.starts(bytes))
  return found ? { mime: found.mime, extension: found.extension } : null
}
