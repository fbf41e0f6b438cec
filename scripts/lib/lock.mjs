import { closeSync, openSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { readJsonIfAny, writeAtomically } from "./files.mjs"
import { identify, isSameProcess } from "./identity.mjs"
import { signalGroup, watchProcesses } from "./processes.mjs"

/**
 * One Souk per home. The lock names this process and its children: a start that was killed leaves
 * it behind, and the next one stops the children it names.
 */
export async function acquireLock(home, what) {
  const path = join(home, "lock.json")
  const recovered = []
  for (;;) {
    try {
      closeSync(openSync(path, "wx"))
      break
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
    const holder = readJsonIfAny(path)
    if (lockHolder(home)) {
      throw new Failure(
        `Souk already runs here (${holder.what}, process ${holder.pid}, since ${holder.since}).`,
        `Stop it with Ctrl-C in its window or with: kill ${holder.pid}.`,
      )
    }
    recovered.push(...(await stopLeftovers(holder?.children ?? [])))
    rmSync(path, { force: true })
  }
  const mine = {
    what,
    pid: process.pid,
    identity: identify(process.pid),
    since: new Date().toISOString(),
    children: [],
  }
  writeFileSync(path, JSON.stringify(mine, null, 2))
  let held = true
  watchProcesses((services) => {
    if (!held) return
    const children = services.map(({ name, pid, identity }) => ({ name, pid, identity }))
    writeAtomically(path, JSON.stringify({ ...mine, children }, null, 2))
  })
  return {
    recovered,
    release() {
      held = false
      rmSync(path, { force: true })
    },
  }
}

/** Who holds this home now, and with which children; undefined when nobody does. */
export function lockHolder(home) {
  const holder = readJsonIfAny(join(home, "lock.json"))
  return holder && isSameProcess(holder) ? holder : undefined
}

async function stopLeftovers(children) {
  const alive = children.filter((child) => isSameProcess(child))
  // The database goes last and gently: SIGINT asks it to close its connections and stop.
  const ordered = [...alive].sort(
    (a, b) => Number(a.name === "database") - Number(b.name === "database"),
  )
  for (const child of ordered) {
    signalGroup(child.pid, child.name === "database" ? "SIGINT" : "SIGTERM")
    for (let waited = 0; isSameProcess(child); waited += 100) {
      if (waited === 10_000) signalGroup(child.pid, "SIGKILL")
      await sleep(100)
    }
  }
  return ordered.map(({ name }) => name)
}
