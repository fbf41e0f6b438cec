import { spawn } from "node:child_process"
import { Failure } from "./failure.mjs"

/** Runs Node to its end, quietly; what it said is shown only when it fails. */
export function runNode(args, { cwd, env = {}, input, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    })
    let output = ""
    const collect = (chunk) => {
      output += chunk
      if (onLine) for (const line of String(chunk).split("\n")) if (line.trim()) onLine(line)
    }
    child.stdout.on("data", collect)
    child.stderr.on("data", collect)
    child.on("error", reject)
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(output)
      const ending = signal ? `was stopped by ${signal}` : `ended with code ${code}`
      reject(new Failure(`${output.trim()}\n\n\`node ${args.join(" ")}\` ${ending}.`))
    })
  })
}
