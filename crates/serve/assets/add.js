// Codes what is typed, a moment after the last key, and shows it below: what the button does, without pressing it.
const form = document.querySelector("form.add");
const shown = document.getElementById("shown");
const live = document.getElementById("live");
let timer = 0, running = null;

async function code() {
  if (!form.elements.text.value.trim()) return;
  running?.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.delete("file");
  body.set("do", "show");
  live.textContent = "Coding …";
  try {
    const answer = await fetch("/add", { method: "POST", body, signal: running.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("shown");
    if (next) shown.replaceChildren(...next.childNodes);
    live.textContent = answer.ok ? "" : page.querySelector("main p")?.textContent ?? "It could not be coded.";
  } catch (error) {
    if (error.name !== "AbortError") live.textContent = "The server does not answer.";
  }
}

if (form && form.elements.csrf.value) {
  form.elements.text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(code, 700); });
}
