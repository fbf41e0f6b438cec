import { isStopping, shutdown } from "./shutdown.mjs"

/** An error a person can act on: what is wrong, and what to do about it. */
export class Failure extends Error {
  constructor(message, remedy) {
    super(remedy ? `${message} ${remedy}` : message)
    this.name = "Failure"
  }
}

/**
 * Runs a command's main function and stops whatever it leaves running. A `Failure` prints as it
 * is, anything else with its stack; what fails because we are stopping is not worth a word.
 */
export async function run(main) {
  try {
    await main()
  } catch (error) {
    if (isStopping()) return
    console.error(`\n✗ ${explain(error)}`)
    process.exitCode = 1
  }
  await shutdown()
}

function explain(error) {
  if (error instanceof Failure) return explainDatabase(error.message) ?? error.message
  return explainSystemError(error) ?? error?.stack ?? String(error)
}

function explainDatabase(message) {
  return /No space left on device|ENOSPC/.test(message)
    ? `${message}\nThe disk is full. Free at least 2 GB, then start again.`
    : undefined
}

/** One sentence for what the operating system refuses, or undefined when it is something else. */
function explainSystemError(error) {
  const path = error?.path ?? error?.dest
  switch (error?.code) {
    case "ENOSPC":
      return "The disk is full. Free at least 2 GB, then start again."
    case "EROFS":
      return `The folder ${path ?? "of the project"} is read-only. Copy the project to a folder that can be written and start it there.`
    case "EACCES":
    case "EPERM":
      return path
        ? `No permission to use ${path}. Make it yours (chown), or copy the project to a folder of yours.`
        : undefined
    default:
      return undefined
  }
}
