type Told<Result> = { result: Result; told: string }

/** One line per step, with its time, on standard output. */
export const progress = {
  say(line: string) {
    process.stdout.write(`${line}\n`)
  },

  async step<Result>(
    name: string,
    run: () => Told<Result> | Promise<Told<Result>>,
  ): Promise<Result> {
    const start = performance.now()
    const { result, told } = await run()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    progress.say(`✓ ${name}${told && ` (${told})`} ${seconds} s`)
    return result
  },
}
