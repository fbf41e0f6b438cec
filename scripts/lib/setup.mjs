import { join } from "node:path"
import { hashContent, hashFiles } from "./files.mjs"
import { buildDir, root } from "./paths.mjs"
import { withClient } from "./postgres.mjs"

/**
 * What was done to a database is written in that database, so that it can neither be forgotten with
 * a folder nor survive a restore: the version of the code it was migrated to, and its seed.
 */
export async function setupOf(databaseUrl) {
  const facts = await withClient(databaseUrl, async (client) => {
    await client.query(
      "create table if not exists souk_setup (name text primary key, value text not null, done_at timestamptz not null default now())",
    )
    const { rows } = await client.query("select name, value from souk_setup")
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  })
  return {
    get: (name) => facts[name],
    async set(name, value) {
      facts[name] = value
      await withClient(databaseUrl, (client) =>
        client.query(
          "insert into souk_setup (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value, done_at = now()",
          [name, value],
        ),
      )
    },
  }
}

/** Changes whenever a migration might: with any compiled file, the configuration or a dependency. */
export function codeVersion() {
  const files = [
    join(buildDir, "server.json"),
    join(root, "medusa-config.ts"),
    join(root, "package-lock.json"),
  ]
  return hashContent(hashFiles(files, root))
}
