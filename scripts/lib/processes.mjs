import { spawn } from "node:child_process"
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs"
import { dirname } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { identify } from "./identity.mjs"

const posix = process.platform !== "win32"
const running = new Set()
const watchers = new Set()

/** Calls back with every child now running, each time one starts or ends. */
export function watchProcesses(callback) {
  watchers.add(callback)
}

export function runningProcesses() {
  return [...running]
}

/**
 * Starts a child in its own process group, so that Ctrl-C in a terminal reaches this process alone,
 * which then stops the children in order.
 */
export function start(name, command, args, options = {}) {
  const {
    cwd,
    env = {},
    logFile,
    onLine,
    uid,
    gid,
    stopSignal = "SIGTERM",
    stopSeconds = 15,
  } = options
  const child = spawn(command, args, {
    cwd,
    env: cleanEnvironment({ ...process.env, ...env }),
    stdio: ["ignore", "pipe", "pipe"],
    detached: posix,
    ...(uid === undefined ? {} : { uid, gid }),
  })
  const log = logFile ? openLog(logFile) : undefined
  const tail = []
  const collect = (chunk) => {
    log?.write(chunk)
    for (const line of String(chunk).split("\n")) {
      if (!line.trim()) continue
      tail.push(readable(line))
      if (tail.length > 400) tail.shift()
      onLine?.(line)
    }
  }
  child.stdout?.on("data", collect)
  child.stderr?.on("data", collect)

  const service = {
    name,
    pid: child.pid,
    identity: child.pid ? identify(child.pid) : undefined,
    logFile,
    ended: undefined,
    tail: (lines = 25) => tail.slice(-lines).join("\n"),
    exited: new Promise((resolve) => {
      const end = (ending) => {
        if (service.ended) return
        service.ended = ending
        running.delete(service)
        announce()
        log?.end()
        resolve(ending)
      }
      child.on("error", (error) => end({ error }))
      child.on("close", (code, signal) => end({ code, signal }))
    }),
    signal: (signal) => signalGroup(child.pid, signal),
    /** Asks the child to stop, waits, and insists when it does not. */
    async stop() {
      if (service.ended) return
      signalGroup(child.pid, stopSignal)
      const patience = sleep(stopSeconds * 1000, "late", { ref: false })
      if ((await Promise.race([service.exited, patience])) === "late") {
        signalGroup(child.pid, "SIGKILL")
        await service.exited
      }
    },
    async kill() {
      if (service.ended) return
      signalGroup(child.pid, "SIGKILL")
      await service.exited
    },
  }
  if (child.pid) running.add(service)
  announce()
  return service
}

/** Runs Node to its end, quietly; what it said is shown only when it fails. */
export async function runNode(args, { name = "node", what, ...options } = {}) {
  const service = start(name, process.execPath, args, options)
  const { code, signal, error } = await service.exited
  if (error) throw error
  if (code === 0) return service.tail(400)
  const ending = signal ? `was stopped by ${signal}` : `failed with code ${code}`
  const said = service.tail(60)
  throw new Failure(`${what ?? name} ${ending}.${said ? `\n\n${said}\n` : ""}`)
}

/** Describes how a service ended, with the last it said. */
export function describeEnd(service) {
  const { code, signal, error } = service.ended ?? {}
  const how = error
    ? `could not start (${error.message})`
    : signal
      ? `was stopped by ${signal}`
      : `ended with code ${code}`
  const where = service.logFile ? `\nThe whole log is in ${service.logFile}.` : ""
  return `The ${service.name} ${how}. Its last lines:\n\n${service.tail()}\n${where}`
}

/** Stops every child still running, at once; for the moment this process must go. */
export function killAllNow() {
  for (const service of running) service.signal("SIGKILL")
}

/** Medusa's production log is JSON; a person reads its message. */
function readable(line) {
  if (!line.startsWith("{")) return line
  try {
    const { message } = JSON.parse(line)
    return typeof message === "string" ? message : line
  } catch {
    return line
  }
}

function announce() {
  for (const watcher of watchers) watcher(runningProcesses())
}

export function signalGroup(pid, signal) {
  if (!pid) return
  try {
    process.kill(posix ? -pid : pid, signal)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/** What npm adds to the environment of its scripts would change how the children behave. */
function cleanEnvironment(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value !== undefined && !/^npm_/i.test(name)),
  )
}

function openLog(path) {
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path) && readFileSync(path).length > 0) renameSync(path, `${path}.previous`)
  return createWriteStream(path)
}
