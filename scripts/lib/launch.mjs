import { run } from "./failure.mjs"

const [module, ...args] = process.argv.slice(2)
process.channel?.unref()
await run(async () => {
  const { main } = await import(module)
  await main(args)
})
