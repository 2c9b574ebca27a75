// Drawing over a timeline chooses its days: `since` and `until` of the address. `data-brush` says of which address: "here"
// is this page's. A click chooses one bar.
for (const box of document.querySelectorAll("[data-brush]")) {
  const svg = box.querySelector("svg");
  const bins = [...box.querySelectorAll(".bin")];
  if (!svg || !bins.length || box.classList.contains("live")) continue;
  box.classList.add("live");
  const at = (x) => {
    const point = new DOMPoint(x, 0).matrixTransform(svg.getScreenCTM().inverse()).x;
    const hit = (bin) => { const r = bin.querySelector(".hit"); return [+r.getAttribute("x"), +r.getAttribute("x") + +r.getAttribute("width")]; };
    let best = bins[0], least = Infinity;
    for (const bin of bins) {
      const [left, right] = hit(bin);
      const far = point < left ? left - point : point > right ? point - right : 0;
      if (far < least) { least = far; best = bin; }
    }
    return { bin: best, span: hit(best) };
  };
  const cover = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  cover.setAttribute("class", "brush");
  cover.setAttribute("height", svg.viewBox.baseVal.height - 24);
  let from = null;
  const draw = (to) => {
    const left = Math.min(from.span[0], to.span[0]);
    cover.setAttribute("x", left);
    cover.setAttribute("width", Math.max(from.span[1], to.span[1]) - left);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = at(event.clientX);
    svg.append(cover);
    draw(from);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => { if (from) draw(at(event.clientX)); });
  svg.addEventListener("pointercancel", () => { from = null; cover.remove(); });
  svg.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = at(event.clientX);
    const days = [from.bin.dataset.from, from.bin.dataset.to, to.bin.dataset.from, to.bin.dataset.to].sort();
    from = null;
    const target = new URL(box.dataset.brush === "here" ? location.href : box.dataset.brush, location.href);
    target.searchParams.set("since", days[0]);
    target.searchParams.set("until", days[3]);
    target.searchParams.delete("after");
    location.assign(target);
  });
}
