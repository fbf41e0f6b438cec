import { killAllNow, runningProcesses } from "./processes.mjs"

let stopping
const endings = []

export function isStopping() {
  return stopping !== undefined
}

/** Something to do once every child has stopped, such as removing a temporary folder. */
export function atTheEnd(work) {
  endings.push(work)
}

/** Stops the children in order: first those that use the database, then the database. */
export function shutdown() {
  stopping ??= (async () => {
    await stopAll(({ name }) => name !== "database")
    await stopAll(() => true)
    for (const work of endings) await work()
  })()
  return stopping
}

/** Ctrl-C, a stop from outside, a closed terminal or a dead parent: stop everything, then leave. */
export function stopOnSignals({ exitCode = 0 } = {}) {
  const leave = async () => {
    if (isStopping()) {
      killAllNow()
      process.exit(1)
    }
    console.log("\nStopping…")
    await shutdown()
    process.exit(exitCode)
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave)
  process.on("disconnect", leave)
  process.on("exit", killAllNow)
}

async function stopAll(filter) {
  await Promise.all(
    runningProcesses()
      .filter(filter)
      .map((service) => service.stop()),
  )
}
