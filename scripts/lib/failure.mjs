/** An error a person can act on: what is wrong, and what to do about it. */
export class Failure extends Error {
  constructor(message, remedy) {
    super(remedy ? `${message} ${remedy}` : message)
    this.name = "Failure"
  }
}

/** Runs a script's main function; a `Failure` prints as one sentence, anything else with its stack. */
export async function run(main) {
  try {
    await main()
  } catch (error) {
    console.error(`\n✗ ${explain(error)}`)
    process.exitCode = 1
  }
}

function explain(error) {
  if (error instanceof Failure) return error.message
  const known = explainSystemError(error)
  return known ?? error?.stack ?? String(error)
}

/** One sentence for what the operating system refuses, or undefined when it is something else. */
export function explainSystemError(error) {
  const path = error?.path ?? error?.dest
  switch (error?.code) {
    case "ENOSPC":
      return "The disk is full. Free at least 2 GB, then start again."
    case "EROFS":
      return `The folder ${path ?? "of the project"} is read-only. Copy the project to a writable folder, or set SOUK_HOME to one.`
    case "EACCES":
    case "EPERM":
      return path
        ? `No permission to use ${path}. Make it yours (chown) or set SOUK_HOME to a folder you own.`
        : undefined
    default:
      return undefined
  }
}
