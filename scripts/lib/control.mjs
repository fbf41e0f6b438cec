import { createServer } from "node:http"
import { execute } from "./server.mjs"

/**
 * Lets a test kill, stop and restart the server it tests, over HTTP on a port of its own: the
 * server stays the runner's child, so that nothing is left whatever becomes of the test.
 */
export async function serveControl({ launch, env }) {
  let server = await launch()
  const actions = {
    "/start": async () => {
      if (server.ended) server = await launch()
    },
    "/kill": () => server.kill(),
    "/stop": () => server.stop(),
    "/execute": ({ script, args }) => execute(env, script, args),
  }
  const http = createServer(async (request, response) => {
    try {
      const body = await readBody(request)
      const answer = await actions[request.url](body)
      response.end(JSON.stringify({ output: typeof answer === "string" ? answer : "" }))
    } catch (error) {
      response.statusCode = 500
      response.end(JSON.stringify({ error: error.message }))
    }
  })
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${http.address().port}`,
    async close() {
      http.closeAllConnections()
      http.close()
      await server.stop()
    },
  }
}

async function readBody(request) {
  let text = ""
  for await (const chunk of request) text += chunk
  return text ? JSON.parse(text) : {}
}
