import { readFileSync } from "node:fs"
import PDFDocument from "pdfkit"
import type { Millimes } from "@souk/kit/money"
import { visualRuns, type Direction, type Script } from "../../domain/bidi-text"

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 42 }
export const LEFT = PAGE.margin
export const RIGHT = PAGE.width - PAGE.margin
export const WIDTH = RIGHT - LEFT
/** The foot of each page begins here. */
export const FOOT = PAGE.height - 62

export const INK = "#18181b"
export const SOFT = "#5b5b66"
export const RULE = "#d4d4d8"
export const BAND = "#f4f4f5"

type Weight = "regular" | "bold"
export type Align = "start" | "end"
export type Style = {
  size: number
  weight?: Weight
  color?: string
  align?: Align
  dir?: Direction
}

const fontFile = (name: string) => require.resolve(`@fontsource/${name}.woff`)
const FONT_FILES: Record<Script, Record<Weight, string>> = {
  latin: {
    regular: "noto-sans/files/noto-sans-latin-400-normal",
    bold: "noto-sans/files/noto-sans-latin-700-normal",
  },
  extended: {
    regular: "noto-sans/files/noto-sans-latin-ext-400-normal",
    bold: "noto-sans/files/noto-sans-latin-ext-700-normal",
  },
  arabic: {
    regular: "noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal",
    bold: "noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal",
  },
}
const fonts = new Map<string, Buffer>()

function fontOf(script: Script, weight: Weight): Buffer {
  const name = FONT_FILES[script][weight]
  const known = fonts.get(name) ?? readFileSync(fontFile(name))
  fonts.set(name, known)
  return known
}

type Told = { title: string; author: string; lang: string; at: Date }

/** A PDF of A4 pages. The same content and `at` give the same bytes. */
export async function pdfOf(told: Told, draw: (doc: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    lang: told.lang,
    displayTitle: true,
    info: {
      Title: told.title,
      Author: told.author,
      Producer: "Souk",
      Creator: "Souk",
      // Without it, the hour of the download would be in the file.
      CreationDate: told.at,
    },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk))
    doc.on("end", () => resolve(Buffer.concat(chunks)))
    doc.on("error", reject)
  })
  draw(doc)
  doc.end()
  return ended
}

/** Scripts that the extended Latin font has and the basic one has not. */
function scriptOf(code: number): Script {
  const isArabic =
    (code >= 0x600 && code <= 0x6ff) ||
    (code >= 0x750 && code <= 0x77f) ||
    (code >= 0xfb50 && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xfeff)
  if (isArabic) return "arabic"
  const isExtended =
    (code >= 0x100 && code <= 0x24f && ![0x131, 0x152, 0x153].includes(code)) ||
    (code >= 0x1e00 && code <= 0x1eff)
  return isExtended ? "extended" : "latin"
}

/** What the marketplace's papers are drawn with: text of two scripts, from the top of a page down. */
export class PaperPage {
  y = PAGE.margin

  constructor(readonly doc: PDFKit.PDFDocument) {
    for (const [script, weights] of Object.entries(FONT_FILES)) {
      for (const weight of Object.keys(weights)) {
        // Both keys come from the table above.
        doc.registerFont(`${script}-${weight}`, fontOf(script as Script, weight as Weight))
      }
    }
  }

  private runs(text: string, style: Style) {
    return visualRuns(text, style.dir ?? "auto", scriptOf).map((run) => {
      this.doc.font(`${run.script}-${style.weight ?? "regular"}`).fontSize(style.size)
      return { ...run, width: this.doc.widthOfString(run.text, { features: [] }) }
    })
  }

  widthOf(text: string, style: Style): number {
    return this.runs(text, style).reduce((all, run) => all + run.width, 0)
  }

  /** One line, on a baseline. */
  line(text: string, x: number, baseline: number, width: number, style: Style) {
    const runs = this.runs(text, style)
    const used = runs.reduce((all, run) => all + run.width, 0)
    let at = (style.align ?? "start") === "end" ? x + width - used : x
    for (const run of runs) {
      this.doc
        .font(`${run.script}-${style.weight ?? "regular"}`)
        .fontSize(style.size)
        .fillColor(style.color ?? INK)
        .text(run.text, at, baseline, { lineBreak: false, features: [], baseline: "alphabetic" })
      at += run.width
    }
  }

  /** Lines that fit a width: broken between words, and inside a word that is longer than the line. */
  wrapped(text: string, width: number, style: Style): string[] {
    const lines: string[] = []
    let current = ""
    const words = text
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((word) => this.pieces(word, width, style))
    for (const word of words) {
      const longer = current ? `${current} ${word}` : word
      if (current && this.widthOf(longer, style) > width) {
        lines.push(current)
        current = word
      } else {
        current = longer
      }
    }
    return current ? [...lines, current] : lines
  }

  private pieces(word: string, width: number, style: Style): string[] {
    if (this.widthOf(word, style) <= width) return [word]
    const pieces: string[] = []
    let piece = ""
    for (const char of word) {
      if (piece && this.widthOf(piece + char, style) > width) {
        pieces.push(piece)
        piece = ""
      }
      piece += char
    }
    return [...pieces, piece]
  }

  /** Wrapped text from a top edge. @returns the height it took. */
  block(text: string, x: number, top: number, width: number, style: Style): number {
    const leading = style.size * 1.4
    const lines = this.wrapped(text, width, style)
    lines.forEach((line, index) =>
      this.line(line, x, top + leading * index + style.size * 1.05, width, style),
    )
    return lines.length * leading
  }

  rule() {
    this.doc.moveTo(LEFT, this.y).lineTo(RIGHT, this.y).lineWidth(0.5).strokeColor(RULE).stroke()
  }
}

/** `1 234,500`. */
export function money(millimes: Millimes): string {
  const digits = String(Math.abs(millimes)).padStart(4, "0")
  const dinars = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, "\u00a0")
  return `${millimes < 0 ? "−" : ""}${dinars},${digits.slice(-3)}`
}

/** The day it was in Tunis. */
export function dayOf(iso: string): string {
  return calendarDay(new Date(new Date(iso).getTime() + 3_600_000).toISOString().slice(0, 10))
}

export function calendarDay(day: string): string {
  return day.split("-").reverse().join("/")
}
