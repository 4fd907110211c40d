// What the pointer does on the lanes: tells what a bar is, and chooses a span of time.
function setWhole(data) {
  if (view.zoomed) return;
  const timeline = timelineOf(data);
  view.from = view.recent ? Math.max(0, data.now - 600_000) : 0;
  const end = data.live ? data.now : Math.max(data.now, 1);
  view.to = Math.max(end, view.from + 20, timeline.start + 20);
}

function drawTime(data) {
  setWhole(data);
  drawLanes(data);
  drawPlots(data);
  drawZoom(data);
  const span = view.zoomed ? `${duration(view.from)} to ${duration(view.to)}` : "";
  byId("range").textContent = span || (data.live ? "" : "drag to zoom in");
}

function drawZoom(data) {
  const choose = (recent, zoomed) => () => { view.recent = recent; view.zoomed = zoomed; drawTime(page.data); };
  const button = (text, pressed, action) => element("button", { class: "small", "aria-pressed": String(pressed), onclick: action }, text);
  const buttons = [];
  if (data.timelines.length > 1) buttons.push(button("10 min", view.recent && !view.zoomed, choose(true, false)));
  if (data.timelines.length > 1 || view.zoomed) buttons.push(button("all", !view.recent && !view.zoomed, choose(false, false)));
  const wanted = buttons.map(b => b.textContent + b.getAttribute("aria-pressed")).join();
  const holder = byId("zoom");
  if (holder.dataset.has === wanted) return;
  holder.dataset.has = wanted;
  holder.className = "choice";
  holder.replaceChildren(...buttons);
}

function drawLegend() {
  byId("legend").replaceChildren(...STATUS.slice(0, 5).map((name, status) =>
    element("span", { class: "key" }, mark(status), word(status))),
    element("span", { class: "key" }, "× worker died"));
}

function boxAt(event) {
  const scene = lanes.scene, area = byId("lanes-canvas").getBoundingClientRect();
  const x = event.clientX - area.left, slot = Math.floor((event.clientY - area.top) / scene.row);
  let best = null;
  for (const box of lanes.boxes) {
    if (box.slot !== slot || x < box.left - 2 || x > box.right + 2) continue;
    const bad = Array.isArray(box.owner) && box.owner[3] !== 0;
    if (!best || bad || box.right - box.left < best.right - best.left) best = box;
    if (bad) break;
  }
  return { box: best, x, slot };
}

function showTip(event) {
  const tip = byId("tip"), found = boxAt(event), lines = tipLines(found.box);
  tip.hidden = !lines;
  if (!lines) return;
  tip.replaceChildren(...lines);
  const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
  const below = event.clientY + 18 + tip.offsetHeight < window.innerHeight;
  tip.style.left = Math.max(4, left) + "px";
  tip.style.top = (below ? event.clientY + 18 : event.clientY - tip.offsetHeight - 10) + "px";
}

function tipLines(box) {
  if (!box) return null;
  if (!Array.isArray(box.owner)) {
    return [element("div", { class: "id" }, shown(box.owner.id)), element("div", { class: "soft" }, `runs for ${duration(box.owner.millis)}`)];
  }
  const [slot, start, length, status, attempt, , id, handler] = box.owner;
  return [
    element("div", {}, mark(status), word(status), " ", element("span", { class: "id" }, shown(id))),
    element("div", { class: "soft" }, `${shown(handler)}, attempt ${attempt}, worker ${slot}`),
    element("div", { class: "soft" }, `${duration(length)} from +${duration(Math.max(0, start))} on`)];
}

function listenToPointer() {
  const canvas = byId("lanes-canvas");
  const inside = event => Math.max(LANE_LEFT, event.clientX - canvas.getBoundingClientRect().left);
  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    lanes.drag = { from: inside(event), to: inside(event) };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", event => {
    if (lanes.drag) {
      lanes.drag.to = inside(event);
      drawLanes(page.data);
    }
    showTip(event);
  });
  canvas.addEventListener("pointerup", () => {
    const drag = lanes.drag;
    lanes.drag = null;
    if (drag) zoomTo(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
  });
  canvas.addEventListener("pointerleave", () => { byId("tip").hidden = true; });
  canvas.addEventListener("dblclick", () => { view.zoomed = false; drawTime(page.data); });
}

function zoomTo(left, right) {
  if (right - left > 4) {
    const wide = lanes.scene.wide - LANE_LEFT - 2, span = view.to - view.from;
    const from = view.from + (left - LANE_LEFT) / wide * span;
    view.to = view.from + (right - LANE_LEFT) / wide * span;
    view.from = from;
    view.zoomed = true;
  }
  drawTime(page.data);
}
