// npm run bench -- <name>: runs backend/bench/<name>.ts (or .mjs) on the Node the project carries.
import { spawn } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "../lib/failure.mjs"
import { root } from "../lib/paths.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"

const benchDir = join(root, "backend", "bench")

export async function main([name, ...args]) {
  stopOnSignals({ exitCode: 1 })
  const file = name && ["ts", "mjs"].map((ext) => join(benchDir, `${name}.${ext}`)).find(existsSync)
  if (!file) {
    const known = existsSync(benchDir)
      ? readdirSync(benchDir).flatMap((entry) => entry.match(/^([a-z-]+)\.(ts|mjs)$/)?.[1] ?? [])
      : []
    throw new Failure(
      name ? `There is no bench named "${name}".` : "Which bench?",
      `Run one of these: ${known.map((bench) => `npm run bench -- ${bench}`).join(", ") || "none yet"}.`,
    )
  }
  const loader = file.endsWith(".ts") ? ["-r", "ts-node/register"] : []
  const bench = spawn(process.execPath, [...loader, file, ...args], { cwd: root, stdio: "inherit" })
  const code = await new Promise((resolve) => bench.on("close", resolve))
  process.exitCode = code ?? 1
}
