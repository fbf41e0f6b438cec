import { z } from "@medusajs/framework/zod"
import type { Locale } from "./locale"

type Issue = z.core.$ZodIssue
type Sentences = Record<Locale, string>

/** Marks a refused invisible character; the sentence is chosen when the answer is written. */
export const CONTROL_CHARACTER = "control_character"

/** Marks a moment that no shop lives in; the sentence is chosen when the answer is written. */
export const OUT_OF_TIME = "out_of_time"

const NOT_OUR_TIME: Sentences = {
  fr: "la date doit être entre 2000 et 2999",
  ar: "يجب أن يكون التاريخ بين 2000 و2999",
  en: "the date must be between 2000 and 2999",
}
const MISSING: Sentences = {
  fr: "ce champ est obligatoire",
  ar: "هذا الحقل إلزامي",
  en: "this field is required",
}
const INVISIBLE: Sentences = {
  fr: "caractère de contrôle invisible : retapez le texte au lieu de le coller",
  ar: "محرف تحكّم غير مرئي: أعد كتابة النص بدل لصقه",
  en: "invisible control character: type the text again instead of pasting it",
}
const EMAIL: Sentences = {
  fr: "ce n'est pas une adresse e-mail, par exemple nom@exemple.tn",
  ar: "هذا ليس بريدًا إلكترونيًا، مثلًا nom@exemple.tn",
  en: "this is not an e-mail address, for example name@example.tn",
}
const FORMAT: Sentences = {
  fr: "la forme n'est pas la bonne",
  ar: "الصيغة غير صحيحة",
  en: "the format is wrong",
}

const NAMES: Record<string, Sentences> = {
  string: { fr: "un texte", ar: "نص", en: "a text" },
  number: { fr: "un nombre", ar: "رقم", en: "a number" },
  int: { fr: "un nombre entier", ar: "عدد صحيح", en: "a whole number" },
  boolean: { fr: "oui ou non", ar: "نعم أو لا", en: "yes or no" },
  array: { fr: "une liste", ar: "قائمة", en: "a list" },
  object: { fr: "un objet", ar: "كائن", en: "an object" },
  record: { fr: "un objet", ar: "كائن", en: "an object" },
}

/** What is wrong with a field and what it wants, as a person would say it. */
export function sentenceOf(issue: Issue, locale: Locale, fields: string[]): string {
  const say = (sentences: Sentences) => sentences[locale]
  switch (issue.code) {
    case "invalid_type": {
      if (issue.input === undefined) return say(MISSING)
      const wanted = NAMES[issue.expected]?.[locale] ?? issue.expected
      return say({ fr: `il faut ${wanted}`, ar: `المطلوب ${wanted}`, en: `this must be ${wanted}` })
    }
    case "too_small": {
      const least = String(issue.minimum)
      if (issue.origin === "string") {
        return say({
          fr: `au moins ${least} caractères`,
          ar: `${least} أحرف على الأقل`,
          en: `at least ${least} characters`,
        })
      }
      return say({ fr: `au moins ${least}`, ar: `${least} على الأقل`, en: `at least ${least}` })
    }
    case "too_big": {
      const most = String(issue.maximum)
      if (issue.origin === "string") {
        return say({
          fr: `au plus ${most} caractères`,
          ar: `${most} حرفًا على الأكثر`,
          en: `at most ${most} characters`,
        })
      }
      return say({ fr: `au plus ${most}`, ar: `${most} على الأكثر`, en: `at most ${most}` })
    }
    case "invalid_format":
      return say(issue.format === "email" ? EMAIL : FORMAT)
    case "invalid_value": {
      const allowed = issue.values.map(String).join(", ")
      return say({
        fr: `valeurs permises : ${allowed}`,
        ar: `القيم المسموحة: ${allowed}`,
        en: `allowed values: ${allowed}`,
      })
    }
    case "unrecognized_keys": {
      const unknown = issue.keys.join(", ")
      const told = say({
        fr: `champ inconnu : ${unknown}`,
        ar: `حقل غير معروف: ${unknown}`,
        en: `unknown field: ${unknown}`,
      })
      if (fields.length === 0) return told
      const allowed = fields.join(", ")
      return `${told}. ${say({
        fr: `Champs permis : ${allowed}`,
        ar: `الحقول المسموحة: ${allowed}`,
        en: `Allowed fields: ${allowed}`,
      })}`
    }
    default:
      if (issue.message === CONTROL_CHARACTER) return say(INVISIBLE)
      if (issue.message === OUT_OF_TIME) return say(NOT_OUR_TIME)
      return issue.message
  }
}
