// The server under test, on a record of its own: the examples of `chancery demo`.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const chancery = resolve(process.env.CHANCERY ?? "../../target/release/chancery");

/** Starts a server; gives its address, what it said, and how to end it. */
export async function start(...flags) {
  const folder = mkdtempSync(join(tmpdir(), "chancery-"));
  const db = join(folder, "record.db");
  execFileSync(chancery, ["demo", "--db", db], { stdio: "ignore" });
  const child = spawn(chancery, ["serve", "--db", db, "--listen", "127.0.0.1:0", ...flags.map((f) => f.replace("FOLDER", folder))]);
  let said = "";
  const address = await new Promise((found, failed) => {
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const at = said.match(/(http:\/\/[0-9.:]+)\//);
      if (at) found(at[1]);
    });
    child.on("exit", () => failed(new Error("the server ended: " + said)));
  });
  return { address, said: () => said, folder, stop: () => new Promise((ended) => { child.on("exit", ended); child.kill("SIGTERM"); }) };
}
