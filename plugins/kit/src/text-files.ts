import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { defineErrors } from "./errors"

/** What a file of text is, told before a line of it is believed. */
export type FileFacts = { sha256: string; bytes: number; encoding: TextEncoding }
export const TEXT_ENCODINGS = ["utf-8", "windows-1252", "windows-1256"] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

export const fileErrors = defineErrors({
  file_empty: {
    status: 400,
    fr: "Le fichier est vide. Choisissez un fichier qui contient des lignes.",
    ar: "الملف فارغ. اختر ملفًا يحتوي على أسطر.",
    en: "The file is empty. Choose one that holds rows.",
  },
  file_too_large: {
    status: 400,
    fr: "Le fichier dépasse {limit} Mo. Découpez-le et envoyez les morceaux l'un après l'autre.",
    ar: "حجم الملف يتجاوز {limit} ميغابايت. قسّمه وأرسل الأجزاء واحدًا بعد الآخر.",
    en: "The file is larger than {limit} MB. Split it and send the pieces one after the other.",
  },
  file_is_workbook: {
    status: 400,
    fr: "C'est un classeur ou une archive (Excel, ZIP). Enregistrez la feuille au format « CSV UTF-8 » et envoyez ce fichier.",
    ar: "هذا مصنّف أو أرشيف (Excel أو ZIP). احفظ الورقة بصيغة «CSV UTF-8» وأرسل ذلك الملف.",
    en: "This is a workbook or an archive (Excel, ZIP). Save the sheet as “CSV UTF-8” and send that file.",
  },
  file_encoding_unknown: {
    status: 400,
    fr: "L'encodage du fichier n'est ni UTF-8, ni Windows-1252, ni Windows-1256 (UTF-16 ou fichier binaire ?). Enregistrez-le en UTF-8.",
    ar: "ترميز الملف ليس UTF-8 ولا Windows-1252 ولا Windows-1256 (ربما UTF-16 أو ملف ثنائي). احفظه بترميز UTF-8.",
    en: "The file is encoded neither in UTF-8, Windows-1252 nor Windows-1256 (UTF-16, or binary?). Save it as UTF-8.",
  },
})

const ZIP = Buffer.from("PK\u0003\u0004", "latin1")
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
/** Bytes that Windows-1252 leaves without a character. */
const UNASSIGNED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
/**
 * Three letters in a row: both code pages hold the small French ones at the same places, and French
 * never has three accented capitals together.
 */
const ARABIC_WORD = /\p{Script=Arabic}{3}/u

/**
 * Reads a file once, in pieces, to say how it is encoded and what its bytes are.
 * Un CSV d'Excel français est en Windows-1252, d'Excel arabe en Windows-1256 : ils se lisent ; le reste
 * (UTF-16, binaire) se refuse.
 * @throws what makes the file unusable, told to whoever sent it.
 */
export async function inspectFile(path: string, maxBytes: number): Promise<FileFacts> {
  const hash = createHash("sha256")
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let bytes = 0
  let isUtf8 = true
  let isWindows1252 = true
  let isArabic = false
  const arabic = new TextDecoder("windows-1256")
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (bytes === 0) assertText(chunk)
    bytes += chunk.length
    if (bytes > maxBytes) throw fileErrors.file_too_large({ limit: megabytes(maxBytes) })
    if (chunk.includes(0)) throw fileErrors.file_encoding_unknown()
    hash.update(chunk)
    isUtf8 &&= decodes(decoder, chunk)
    isWindows1252 &&= !chunk.some((byte) => UNASSIGNED.has(byte))
    isArabic ||= !isUtf8 && ARABIC_WORD.test(arabic.decode(chunk))
  }
  isUtf8 &&= decodes(decoder, null)
  if (bytes === 0) throw fileErrors.file_empty()
  const facts = { sha256: hash.digest("hex"), bytes }
  if (isUtf8) return { ...facts, encoding: "utf-8" }
  if (isArabic) return { ...facts, encoding: "windows-1256" }
  if (!isWindows1252) throw fileErrors.file_encoding_unknown()
  return { ...facts, encoding: "windows-1252" }
}

export const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000)

function assertText(start: Buffer): void {
  if (start.subarray(0, 4).equals(ZIP) || start.subarray(0, 4).equals(OLE)) {
    throw fileErrors.file_is_workbook()
  }
}

function decodes(decoder: TextDecoder, chunk: Buffer | null): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true })
    else decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The text of a file, piece by piece, without its byte order mark. */
export async function* readText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}
