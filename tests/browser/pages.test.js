// Every page in a real browser: with script and without, in light and dark; what analysts do on them.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { start } from "./server.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let server, browser, pages;

before(async () => {
  server = await start();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const json = async (path) => (await fetch(server.address + path)).json();
  const mention = (await json("/api/v1/mentions")).results[0];
  const event = (await json("/api/v1/events")).events[0].event_id;
  const commitment = (await json("/api/v1/ledger")).results[0].id;
  pages = {
    start: "/", events: "/events", mentions: "/events?rule=mentions", map: "/events?show=map", mention: "/mention/" + mention.mention_id,
    event: "/event/" + event, dyad: "/dyad/PER/CHL", ledger: "/ledger", commitment: "/commitment/" + commitment, country: "/country/PER",
    actor: "/actor/" + encodeURIComponent("country:PER"), network: "/network", document: "/document/" + encodeURIComponent(mention.document.id).replaceAll(".", "%2E"),
    documents: "/documents", review: "/review", corpus: "/corpus", quality: "/quality", codebook: "/codebook", search: "/search?q=treaty", add: "/add", api: "/api",
  };
});

after(async () => { await browser?.close(); await server?.stop(); });

/** A page; what goes wrong in it fails the test. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => { if (m.type() === "error") faults.push(page.url() + ": " + m.text()); });
  page.on("pageerror", (e) => faults.push(page.url() + ": " + e.message));
  page.on("request", (r) => { if (!r.url().startsWith(server.address) && !r.url().startsWith("data:")) faults.push("fetched from outside: " + r.url()); });
  const visit = async (path) => {
    const answer = await page.goto(server.address + path);
    assert.equal(answer.status(), 200, path);
  };
  return { page, context, visit, done: async () => { await context.close(); assert.deepEqual(faults, []); } };
}

test("every page, with script and without, is whole and fits a phone", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, visit, done } = await open({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    for (const path of Object.values(pages)) {
      await visit(path);
      assert.ok((await page.locator("h1").textContent()).trim(), path);
      assert.equal(await page.locator("main").count(), 1, path);
      if (javaScriptEnabled) {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 390, `${path} is ${wide} wide`);
      }
    }
    await done();
  }
});

test("axe finds no serious fault, in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, visit, done } = await open({ colorScheme });
    for (const [name, path] of Object.entries(pages)) {
      await visit(path);
      if (process.env.SHOTS) {
        mkdirSync("shots", { recursive: true });
        await page.screenshot({ path: `shots/${name}-${colorScheme}.png`, fullPage: true });
      }
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      // Through the debugger, which the page's own policy does not bind.
      await page.evaluate(axe);
      const found = await page.evaluate(async () => (await globalThis.axe.run(document)).violations
        .filter((v) => v.impact === "serious" || v.impact === "critical")
        .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`));
      assert.deepEqual(found, [], `${path} in ${colorScheme}`);
    }
    await done();
  }
});

test("the menu leads everywhere, and the skip link to the content", async () => {
  const { page, visit, done } = await open();
  await visit("/");
  const menu = await page.locator("header nav a").allTextContents();
  for (const label of menu) {
    await page.locator("header nav a", { hasText: new RegExp(`^${label}$`) }).click();
    assert.equal(await page.locator("header nav a[aria-current]").textContent(), label);
  }
  await visit("/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await done();
});

test("facets narrow, chips widen, the address holds it all", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, visit, done } = await open({ javaScriptEnabled });
    await visit("/events");
    const sum = () => page.locator(".sum strong").textContent();
    const all = await sum();
    await page.getByRole("checkbox", { name: /^AGREE/ }).check();
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL(/event=AGREE/);
    const some = await sum();
    assert.notEqual(some, all);
    assert.ok(!page.url().includes("since=") || !javaScriptEnabled, "empty fields stay out of the address");
    await visit(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.equal(await sum(), some);
    await page.getByRole("link", { name: "mentions", exact: true }).click();
    assert.match(page.url(), /rule=mentions/);
    await page.locator(".chips a").first().click();
    assert.equal(await sum(), all);
    await page.getByRole("link", { name: "Map" }).click();
    assert.match(await page.locator("figcaption").textContent(), /Natural Earth/);
    await done();
  }
});

test("drawing over the timeline chooses its days", async () => {
  const { page, visit, done } = await open();
  await visit("/events");
  const bars = page.locator("[data-brush].live .bin");
  await bars.first().waitFor({ state: "attached" });
  const box = await page.locator("[data-brush] svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/since=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d/);
  assert.equal(await page.locator(".chips li").count(), 2);
  await done();
});

test("exports give the selection in every form", async () => {
  const { page, visit, done } = await open();
  for (const path of ["/events?party=PER", "/ledger", "/network"]) {
    await visit(path);
    for (const link of await page.locator("footer a").all()) {
      const href = await link.getAttribute("href");
      const answer = await page.request.get(server.address + href);
      assert.equal(answer.status(), 200, href);
      assert.ok((await answer.body()).length > 20, href);
    }
  }
  await visit("/events");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("footer a", { hasText: "parquet" }).click()]);
  assert.equal(download.suggestedFilename(), "events.parquet");
  await done();
});

test("search finds sentences and names", async () => {
  const { page, visit, done } = await open();
  await visit("/");
  await page.getByRole("searchbox").fill("patrol boats");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=patrol/);
  await page.locator(".found li").first().waitFor();
  assert.ok(await page.locator(".found li").count() > 0);
  assert.ok(await page.locator(".found mark.hit").count() > 1);
  await page.locator(".found .what").first().click();
  await page.locator("main mark.trigger").first().waitFor();
  await done();
});

test("review by key, taken back; and by button without script", async () => {
  const { page, visit, done } = await open();
  await visit("/review");
  const waiting = async () => parseInt((await page.locator(".sum strong").textContent()).replace(",", ""), 10);
  const first = await waiting();
  await page.keyboard.press("a");
  await page.waitForURL(/said=accept/);
  assert.equal(await waiting(), first - 1);
  await page.keyboard.press("b");
  await page.waitForURL(/said=undone/);
  assert.equal(await waiting(), first);
  await page.keyboard.press("s");
  await page.waitForURL(/skip=1/);
  await page.keyboard.press("c");
  await page.locator(".correct select[name=status]").selectOption("negated");
  await page.getByRole("button", { name: "Keep the correction" }).click();
  await page.waitForURL(/said=correct/);
  await visit("/events?rule=mentions&reviewed=corrected");
  assert.match(await page.locator("table.rows tbody tr").first().textContent(), /negated/);
  await done();

  const plain = await open({ javaScriptEnabled: false });
  await plain.visit("/review");
  await plain.page.getByRole("button", { name: /^Reject/ }).click();
  assert.match(plain.page.url(), /said=reject/);
  await plain.done();
});

test("a text is coded as it is typed, and kept", async () => {
  const { page, visit, done } = await open();
  await visit("/add");
  await page.getByLabel("Title", { exact: true }).fill("A treaty");
  await page.getByLabel("Text", { exact: true }).fill("Peru and Chile signed a fishing treaty in Lima on Monday.");
  await page.locator("#shown mark.trigger").first().waitFor();
  await page.getByRole("button", { name: "Keep it in the record" }).click();
  await page.waitForURL(/\/document\//);
  assert.equal((await page.locator("h1").textContent()).trim(), "A treaty");
  await done();

  const plain = await open({ javaScriptEnabled: false });
  await plain.visit("/add");
  await plain.page.locator("input[type=file]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("Bolivia accused Peru of dumping fish.") });
  await plain.page.getByRole("button", { name: "Code it" }).click();
  assert.match(await plain.page.locator("#shown").textContent(), /ACCUSE/);
  await plain.page.getByRole("link", { name: "Do not keep it" }).click();
  await plain.done();
});

test("light and dark by switch, kept from page to page", async () => {
  const { page, visit, done } = await open({ colorScheme: "light" });
  await visit("/");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: "Light or dark" }).click();
  await page.waitForTimeout(200);
  const dark = await paper();
  assert.notEqual(dark, light);
  await visit("/ledger");
  assert.equal(await paper(), dark);
  await done();
});

test("what is not there is told", async () => {
  const { page, done } = await open();
  const answer = await page.goto(server.address + "/mention/none").catch((e) => e);
  assert.equal(answer.status(), 404);
  assert.match(await page.locator("main").textContent(), /no mention/);
  // The browser reports a 404 as an error of the console: that one is meant.
  await done().catch((e) => assert.match(String(e), /404/));
});

test("with tokens: sign in, read, sign out", async () => {
  const guarded = await start("--tokens", "FOLDER/tokens.toml");
  const token = guarded.said().match(/to read: +([0-9a-f]+)/)[1];
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(guarded.address + "/ledger");
  assert.match(page.url(), /\/login\?to=%2Fledger/);
  await page.getByLabel("Token").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  assert.match(await page.getByRole("alert").textContent(), /no such token/);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/ledger$/);
  assert.match(await page.locator("footer").textContent(), /reading only/);
  await page.goto(guarded.address + "/review");
  assert.equal(await page.getByRole("button", { name: /^Accept/ }).count(), 0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto(guarded.address + "/ledger");
  assert.match(page.url(), /login/);
  await context.close();
  await guarded.stop();
});
