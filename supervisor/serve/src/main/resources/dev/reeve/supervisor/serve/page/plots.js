// Plots over time, drawn as SVG. All of them show the time that `view` names.
const view = { from: 0, to: 1, zoomed: false, recent: false };
const PLOT_HEIGHT = 118, PLOT_LEFT = 52, PLOT_BOTTOM = 16, PLOT_TOP = 6;

/** The timeline that is shown: that of recent time, or of the whole run. */
const timelineOf = data => (view.recent && data.timelines[1]) || data.timelines[0];

const at = (values, i) => (values ? values[i] : 0);
const gap = (values, i) => (values ? values[i] : null);

/** Memory, in MiB, is looked at every two seconds; between two looks it stays as it was. */
function carried(values, width) {
  const most = Math.ceil(4500 / width), filled = values ? values.slice() : null;
  let known = 0, age = 0;
  for (let i = 0; filled && i < filled.length; i++) {
    age = filled[i] ? 0 : age + 1;
    known = filled[i] || (age <= most ? known : 0);
    filled[i] = known;
  }
  return filled;
}

/** The plots: each gives for a bin the values of its series; null is a gap. */
function plotList(timeline, live) {
  const width = timeline.width, bad = [1, 2, 3];
  const sum = (i, which) => which.reduce((all, s) => all + at(timeline.ended[s], i), 0);
  const seconds = width / 1000;
  const sizes = timeline.lanes.map(lane => lane && carried(lane.memory, width));
  const memory = i => sizes.reduce((all, values) => all + at(values, i), 0) * 1048576;
  const plots = [
    { name: "Throughput", text: value => short(value) + "/s", series: [
      { name: "ended", kind: "area one", value: i => sum(i, [0, 1, 2, 3, 4, 5]) / seconds },
      { name: "not ok", kind: "area bad", value: i => sum(i, bad) / seconds }] },
    { name: "Run time", text: duration, series: [
      { name: "p50", kind: "line one", value: i => gap(timeline.p50, i) },
      { name: "p95", kind: "line two", value: i => gap(timeline.p95, i) }] }];
  if (live || timeline.wait50) {
    plots.push({ name: "Wait in the queue", text: duration, series: [
      { name: "p50", kind: "line one", value: i => gap(timeline.wait50, i) },
      { name: "p95", kind: "line two", value: i => gap(timeline.wait95, i) }] });
  }
  plots.push({ name: live ? "Load" : "Running", text: short, series: [
    { name: "running", kind: "line one", value: i => at(timeline.busy, i) / width }]
    .concat(live ? [{ name: "waiting", kind: "line two", value: i => at(timeline.waiting, i) }] : []) });
  if (timeline.batches) {
    plots.push({ name: "Batch size", text: short, series: [
      { name: "mean", kind: "line one", value: i => at(timeline.batches, i) ? at(timeline.batchItems, i) / timeline.batches[i] : null }] });
  }
  if (timeline.lanes.some(lane => lane && lane.memory)) {
    plots.push({ name: "Memory of all workers", text: size, series: [
      { name: "resident", kind: "line one", value: i => memory(i) || null }] });
  }
  return plots;
}

function drawPlots(data) {
  const timeline = timelineOf(data), holder = byId("plots");
  const plots = plotList(timeline, data.live);
  while (holder.children.length > plots.length) holder.lastChild.remove();
  while (holder.children.length < plots.length) holder.append(newPlot());
  evenColumns(holder, 225);
  plots.forEach((plot, n) => drawPlot(holder.children[n], plot, timeline));
}

function newPlot() {
  const panel = element("div", { class: "plot" },
    element("div", { class: "title" }, element("h2"), element("span", { class: "keys" })),
    svg("svg", { role: "img" }));
  const show = event => { panel.pointerX = event.clientX; panel.redraw(); };
  panel.addEventListener("pointermove", show);
  panel.addEventListener("pointerleave", () => { panel.pointerX = null; panel.redraw(); });
  return panel;
}

function drawPlot(panel, plot, timeline) {
  panel.redraw = () => drawPlot(panel, plot, timeline);
  const drawing = panel.lastElementChild; // the keys have drawings of their own
  const wide = drawing.clientWidth || 300;
  const x = millis => PLOT_LEFT + (millis - view.from) / (view.to - view.from) * (wide - PLOT_LEFT - 2);
  const middle = i => timeline.start + (i + 0.5) * timeline.width;
  const bins = [], complete = page.data.live ? timeline.bins - 1 : timeline.bins; // the last one is still filling
  for (let i = 0; i < complete; i++) {
    if (middle(i) + timeline.width >= view.from && middle(i) - timeline.width <= view.to) bins.push(i);
  }
  let top = 0;
  for (const series of plot.series) for (const i of bins) top = Math.max(top, series.value(i) || 0);
  const memoryScale = plot.text === size ? 1048576 : 1;
  const step = niceStep((top || 1) / memoryScale, 4) * memoryScale;
  const high = Math.max(step, Math.ceil(top / step) * step);
  const low = PLOT_HEIGHT - PLOT_BOTTOM;
  const y = value => low - value / high * (low - PLOT_TOP);
  drawing.setAttribute("viewBox", `0 0 ${wide} ${PLOT_HEIGHT}`);
  drawing.setAttribute("aria-label", plot.name + ", at most " + plot.text(top));
  drawing.replaceChildren(...gridOf(plot, { step, high, y, x, wide, low }),
    ...plot.series.map(series => seriesOf(series, bins, { x, y, low, middle, timeline })));
  const picked = pickedBin(panel, drawing, wide, timeline);
  if (picked != null) drawing.append(svg("line", { class: "cross", x1: x(middle(picked)), x2: x(middle(picked)), y1: PLOT_TOP, y2: low }));
  panel.querySelector("h2").textContent = plot.name;
  panel.querySelector(".keys").replaceChildren(...plot.series.map(series => keyOf(series, plot, picked)));
}

function gridOf(plot, scale) {
  const parts = [];
  for (let value = 0; value <= scale.high + scale.step / 2; value += scale.step) {
    const at = Math.round(scale.y(value)) + 0.5;
    parts.push(svg("line", { class: "grid", x1: PLOT_LEFT, x2: scale.wide, y1: at, y2: at }));
    const label = svg("text", { x: PLOT_LEFT - 5, y: at + 3.5, "text-anchor": "end" });
    label.textContent = value === 0 ? "0" : plot.text(value).replace(/\.0+(?=[^\d]|$)/, "");
    parts.push(label);
  }
  for (const tick of timeTicks(scale.wide - PLOT_LEFT)) {
    const label = svg("text", { x: scale.x(tick.at), y: PLOT_HEIGHT - 3, "text-anchor": "middle" });
    label.textContent = tick.label;
    if (scale.x(tick.at) < scale.wide - 12) parts.push(label);
  }
  return parts;
}

function timeTicks(pixels) {
  const step = niceTime(view.to - view.from, Math.max(2, Math.floor(pixels / 70))), ticks = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) ticks.push({ at, label: axisTime(at, step) });
  return ticks;
}

function seriesOf(series, bins, scale) {
  const half = scale.timeline.width / 2, isArea = series.kind.startsWith("area");
  let path = "", gap = true, last = 0;
  for (const i of bins) {
    const value = series.value(i);
    if (value == null) { gap = gap || i - last > 8; continue; }
    const at = scale.y(value).toFixed(1);
    if (isArea) {
      const left = scale.x(scale.middle(i) - half).toFixed(1), right = scale.x(scale.middle(i) + half).toFixed(1);
      if (value > 0) path += `M${left} ${scale.low}V${at}H${right}V${scale.low}Z`;
    } else {
      path += (gap ? "M" : "L") + scale.x(scale.middle(i)).toFixed(1) + " " + at;
    }
    gap = false;
    last = i;
  }
  return svg("path", { class: series.kind, d: path });
}

function pickedBin(panel, drawing, wide, timeline) {
  if (panel.pointerX == null) return null;
  const inside = panel.pointerX - drawing.getBoundingClientRect().left - PLOT_LEFT;
  const millis = view.from + inside / (wide - PLOT_LEFT - 2) * (view.to - view.from);
  const bin = Math.floor((millis - timeline.start) / timeline.width);
  return inside >= 0 && bin >= 0 && bin < timeline.bins ? bin : null;
}

function keyOf(series, plot, picked) {
  const isArea = series.kind.startsWith("area");
  const sample = svg("svg", { viewBox: "0 0 16 8" }, isArea
    ? svg("rect", { class: series.kind, x: 3, width: 10, height: 8 })
    : svg("path", { class: series.kind, d: "M0 4H16" }));
  const value = picked == null ? null : series.value(picked);
  return element("span", { class: "key" }, sample, series.name + (value == null ? "" : " " + plot.text(value)));
}
