// What the page is watched with while it is measured: it stands before the page's own scripts.
(() => {
  const probe = (window.probe = { moves: [], paints: [], trips: [], sent: [], got: [], ups: [],
    stream: 0, diagram: 0, draws: [], last: null });
  const KEPT = 40;
  const keep = (list, item) => { list.push(item); if (list.length > KEPT) list.shift(); };
  // The second animation frame after what was just changed: the first one has been painted then.
  probe.afterFrame = (done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  const Native = WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.live = String(given[0]).endsWith("/live");
      this.addEventListener("message", (event) => {
        const now = performance.now();
        if (!this.live) probe.stream = now;
        else if (this.since) {
          probe.trips.push(now - this.since);
          keep(probe.got, event.data);
        }
      });
    }
    send(data) {
      if (this.live) { this.since = performance.now(); keep(probe.sent, data); }
      super.send(data);
    }
  };
  addEventListener("pointermove", (event) => {
    probe.moves.push([event.timeStamp, event.clientX, event.clientY, performance.now()]);
  }, true);
  addEventListener("pointerup", (event) => probe.ups.push(event.timeStamp), true);
  for (const type of ["click", "change", "keydown"])
    addEventListener(type, (event) => { probe.last = event.timeStamp; }, true);

  // The diagram stands when its points, or the peer's links, are there to be seen.
  const STANDING = ":is(.stPlotlyChart, [data-figure=stage]) .scatterlayer .point, "
    + "#svg .core path.link";
  const standing = setInterval(() => {
    if (!document.querySelector(STANDING)?.checkVisibility({ visibilityProperty: true })) return;
    clearInterval(standing);
    probe.afterFrame((now) => { probe.diagram = now; });
  }, 4);

  // A value is painted when all that stand for it say so.
  probe.watch = (target) => {
    const named = `[data-target="${target}"][data-value]`;
    const open = new Set([...document.querySelectorAll(named)] // a closed tab is not drawn
      .filter((element) => element.offsetParent).map((element) => element.closest("[data-panel]")));
    const all = () => [...open].flatMap((panel) => [...panel.querySelectorAll(named)]);
    const shown = () => {
      const values = new Set(all().map((element) => element.dataset.value));
      return values.size === 1 ? Number([...values][0]) : null;
    };
    let last = shown();
    probe.moves = []; probe.paints = []; probe.trips = [];
    probe.observer?.disconnect();
    probe.observer = new MutationObserver(() => {
      const value = shown();
      if (value === null || value === last) return;
      last = value;
      probe.afterFrame((now) => probe.paints.push([value, now]));
    });
    const options = { subtree: true, childList: true, attributeFilter: ["data-value"] };
    probe.observer.observe(document.querySelector(".st-key-board"), options);
    const element = document.querySelector(`.st-key-stage [data-target="${target}"]`);
    element.scrollIntoView({ block: "nearest" });
    const box = element.getBoundingClientRect();
    const number = (name) => Number(element.getAttribute(name));
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, start: number("data-value"),
      step: number("data-step"), low: number("aria-valuemin"), high: number("aria-valuemax"),
      scale: number("data-sensitivity"), panels: all().length };
  };
  // A native chart is painted when its text holds the number.
  probe.until = (text) => new Promise((done) => {
    const says = () => [...document.querySelectorAll(".js-plotly-plot svg text")].some(
      (node) => node.textContent.includes(text));
    const observer = new MutationObserver(() => {
      if (!says()) return;
      observer.disconnect();
      probe.afterFrame(done);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  // From the next event of a kind until the page shows what it means: `state` then says something
  // else than now, or `wanted`; null says that its parts differ. The last change of anything is
  // noted in `lastChange`.
  probe.edit = (kind, state, wanted) => new Promise((done) => {
    const before = state();
    let event = null;
    const given = (now) => { event ??= now.timeStamp; };
    addEventListener(kind, given, { capture: true, once: true });
    probe.edited?.disconnect();
    let shown = false;
    probe.edited = new MutationObserver(() => {
      probe.lastChange = performance.now() - event;
      if (shown || event === null) return;
      const now = state();
      shown = now !== null && (wanted === undefined ? now !== before : now === wanted);
      if (shown) probe.afterFrame((time) => done(time - event));
    });
    probe.edited.observe(document.body, { subtree: true, childList: true, attributes: true,
      characterData: true });
  });
  // What all that stand for a target say, or null while they differ.
  probe.value = (target) => {
    const values = new Set([...document.querySelectorAll(`[data-target="${target}"][data-value]`)]
      .filter((element) => element.offsetParent).map((element) => element.dataset.value));
    return values.size === 1 ? [...values][0] : null;
  };
  // How far the page's parts have moved by themselves while it came.
  probe.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) probe.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
})();
