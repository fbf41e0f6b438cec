// npm run test:crash [-- <kills>]: the crash suite alone, with that many kills.
import { Failure } from "../lib/failure.mjs"
import { main as test } from "./test.mjs"

const defaultKills = 30

export async function main([kills = String(defaultKills), ...rest]) {
  if (!/^[1-9]\d{0,3}$/.test(kills) || rest.length > 0) {
    throw new Failure(
      `"${[kills, ...rest].join(" ")}" is not a number of kills.`,
      `Write for example: npm run test:crash -- ${defaultKills}.`,
    )
  }
  process.env.SOUK_TEST_KILLS = kills
  await test(["crash"])
}
