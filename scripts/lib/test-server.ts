// For specs: the server under test, which the runner (scripts/test.mjs) started and owns.

/** What the runner says about the server under test; a spec run without it learns how to run it. */
export function testServer() {
  return {
    apiUrl: variable("SOUK_TEST_API_URL"),
    databaseUrl: variable("SOUK_TEST_DATABASE_URL"),
    publishableKey: variable("SOUK_TEST_PUBLISHABLE_KEY"),
    home: variable("SOUK_TEST_HOME"),
    logFile: variable("SOUK_TEST_SERVER_LOG"),
    jwtSecret: variable("SOUK_TEST_JWT_SECRET"),
    /** Where the server's mails go; nothing listens there until a story does. 0 without mails. */
    smtpPort: Number(variable("SOUK_TEST_SMTP_PORT")),
    /** Where the simulated gateways are, by the variables that point the server at them. */
    gateways: JSON.parse(variable("SOUK_TEST_GATEWAYS")) as Record<string, string>,
  }
}

/** SIGKILL, as a power cut would. Resolves once the process is gone. */
export const killServer = () => control("kill")

/** A clean stop. */
export const stopServer = () => control("stop")

/** Starts it again, on the same port and database; resolves once it answers. */
export const startServer = () => control("start")

/** Runs a compiled script inside Medusa on the same database, as `medusa exec` does; answers its output. */
export const executeScript = (script: string, args: string[] = []) =>
  control("execute", { script, args })

async function control(action: string, body: object = {}): Promise<string> {
  const response = await fetch(`${variable("SOUK_TEST_CONTROL_URL")}/${action}`, {
    method: "POST",
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as { output?: string; error?: string }
  if (!response.ok) throw new Error(answer.error)
  return answer.output ?? ""
}

function variable(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run this through npm test.`)
  return value
}
