type Dictionary = { [key: string]: string | Dictionary }

/** Every sentence of a dictionary as its key and the values it takes: `offers.available {{pieces}}`. */
export function leavesOf(dictionary: Dictionary, prefix = ""): string[] {
  return Object.entries(dictionary)
    .flatMap(([key, value]) => {
      const path = prefix ? `${prefix}.${key}` : key
      if (typeof value !== "string") return leavesOf(value, path)
      const values = [...(value.match(/\{\{\w+\}\}/g) ?? [])].sort()
      return value.trim() ? [[path, ...values].join(" ")] : []
    })
    .sort()
}
