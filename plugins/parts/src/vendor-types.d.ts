/** What we use of sax 1.6, which has no types of its own. */
declare module "sax" {
  export type Tag = { name: string; attributes: Record<string, string> }
  export type Parser = {
    line: number
    error: Error | null
    write(text: string): Parser
    close(): Parser
    onopentag: (tag: Tag) => void
    onclosetag: (name: string) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    ondoctype: (doctype: string) => void
    onprocessinginstruction: (instruction: { name: string; body: string }) => void
    onerror: (error: Error) => void
  }
  export function parser(strict: boolean, options?: { position?: boolean }): Parser
}
