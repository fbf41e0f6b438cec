import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync, readlinkSync } from "node:fs"
import { connect, createServer } from "node:net"
import { Failure } from "./failure.mjs"
import { commandOf } from "./identity.mjs"

/** A port nobody uses now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** The remembered port when it is still free, else another one. */
export async function keepPort(remembered) {
  return remembered && (await isFree(remembered)) ? remembered : freePort()
}

export async function isFree(port) {
  if (await answers(port, "127.0.0.1")) return false
  if (await answers(port, "::1")) return false
  return canListen(port)
}

/** Throws the sentence a person needs when a port is taken. */
export async function requireFree(port, { what, flag }) {
  if (await isFree(port)) return
  const holder = holderOf(port)
  throw new Failure(
    `Port ${port}, which the ${what} needs, is taken${holder ? ` by ${holder}` : ""}.`,
    `Stop that program, or choose another port: npm start -- ${flag} ${port + 1}.`,
  )
}

function answers(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 })
    const done = (value) => {
      socket.destroy()
      resolve(value)
    }
    socket.on("connect", () => done(true))
    socket.on("timeout", () => done(false))
    socket.on("error", () => done(false))
  })
}

function canListen(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.on("error", () => resolve(false))
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)))
  })
}

/** `process 4321 (nginx)`, when the system tells. */
export function holderOf(port) {
  const pid = process.platform === "linux" ? holderOnLinux(port) : holderByLsof(port)
  if (!pid) return undefined
  const command = commandOf(pid)
  const short = command.length > 80 ? `${command.slice(0, 77)}...` : command
  return `process ${pid}${short ? ` (${short})` : ""}`
}

function holderOnLinux(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, "0")
  const inodes = new Set()
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readOrEmpty(table).split("\n").slice(1)) {
      const fields = line.trim().split(/\s+/)
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === "0A") inodes.add(`socket:[${fields[9]}]`)
    }
  }
  if (inodes.size === 0) return undefined
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      for (const fd of readdirSync(`/proc/${pid}/fd`)) {
        if (inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`))) return Number(pid)
      }
    } catch {
      // Another user's process, or one that just ended.
    }
  }
  return undefined
}

function holderByLsof(port) {
  if (process.platform === "win32") return undefined
  const { stdout } = spawnSync("lsof", ["-nP", "-t", `-iTCP:${port}`, "-sTCP:LISTEN"], {
    encoding: "utf8",
  })
  return Number(stdout?.trim().split("\n")[0]) || undefined
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}
