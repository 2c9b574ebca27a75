// Small helps on every page. All of them work without it.

// A facet's box applies at once; the button stays for those who want to set several.
for (const form of document.querySelectorAll("form.facets")) {
  form.addEventListener("submit", (event) => {
    // Empty fields stay out of the address, which is kept and sent around.
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value !== "") query.append(key, value);
    location.assign(form.getAttribute("action") + (query.size ? "?" + query : ""));
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox], select")) form.requestSubmit();
  });
}

const copy = document.querySelector("button.copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = "copied";
    setTimeout(() => { copy.textContent = "copy link"; }, 1500);
  });
}

if (document.querySelector("[data-brush]")) import("/assets/brush.js");
