// Workers as lanes over time, on a canvas: thousands of bars are one element.
const LANE_LEFT = 44, LANE_BOTTOM = 18;
const lanes = { bars: [], boxes: [], patterns: null, drag: null };

function laneColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue("--" + name).trim();
  const colours = { line: colour("line"), soft: colour("soft"), shade: colour("shade"), panel: colour("panel"), running: colour("running"), accent: colour("accent") };
  colours.status = STATUS.map(colour);
  return colours;
}

/** A pattern for each outcome, so that none is told by its colour alone. */
function patternsOf(context, colours) {
  return STATUS.map((name, status) => {
    if (name === "succeeded") return colours.status[status];
    const tile = document.createElement("canvas");
    tile.width = tile.height = 4;
    const paint = tile.getContext("2d");
    paint.fillStyle = name === "cancelled" || name === "skipped" ? colours.panel : colours.status[status];
    paint.fillRect(0, 0, 4, 4);
    paint.fillStyle = colours.panel;
    if (name === "failed") for (let i = 0; i < 4; i++) paint.fillRect(i, 3 - i, 1, 1);
    if (name === "timed_out") paint.fillRect(2, 0, 1.5, 4);
    if (name === "crashed") { paint.fillRect(0, 0, 2, 2); paint.fillRect(2, 2, 2, 2); }
    return context.createPattern(tile, "repeat");
  });
}

function laneCount(data) {
  const alive = data.workers.filter(worker => worker.end == null).map(worker => worker.slot + 1);
  return Math.min(256, Math.max(1, timelineOf(data).lanes.length, ...alive));
}

function drawLanes(data) {
  const canvas = byId("lanes-canvas"), wide = canvas.clientWidth || 600, rows = laneCount(data);
  const row = rows <= 12 ? 22 : rows <= 32 ? 15 : rows <= 64 ? 9 : 5;
  const high = rows * row + LANE_BOTTOM, ratio = window.devicePixelRatio || 1;
  canvas.style.height = high + "px";
  canvas.width = Math.round(wide * ratio);
  canvas.height = Math.round(high * ratio);
  const context = canvas.getContext("2d"), colours = laneColours();
  context.scale(ratio, ratio);
  context.font = "10.5px system-ui, sans-serif";
  const patterns = patternsOf(context, colours);
  const x = millis => LANE_LEFT + (millis - view.from) / (view.to - view.from) * (wide - LANE_LEFT - 2);
  const scene = { context, colours, patterns, wide, rows, row, x, high };
  drawFrame(scene);
  context.save();
  context.beginPath();
  context.rect(LANE_LEFT, 0, wide - LANE_LEFT, high);
  context.clip();
  drawShades(scene, timelineOf(data), data.barsLeftOut > 0);
  drawBars(scene, data);
  drawDeaths(scene, data);
  if (lanes.drag) drawDrag(scene);
  context.restore();
  lanes.scene = scene;
  byId("lanes-note").textContent = lanesNote(data);
}

function lanesNote(data) {
  const notes = [];
  if (data.barsLeftOut && !data.live) notes.push(`${count(data.barsLeftOut)} short attempts have no bar of their own; the shading has them.`);
  if (data.timelines[0].lanes.length >= 256) notes.push("Workers beyond the first 256 have no lane.");
  return notes.join(" ");
}

function drawFrame(scene) {
  const { context, colours, wide, rows, row, x } = scene;
  context.textBaseline = "middle";
  for (const tick of timeTicks(wide - LANE_LEFT)) {
    const at = Math.round(x(tick.at)) + 0.5;
    context.fillStyle = colours.line;
    context.fillRect(at - 0.5, 0, 1, rows * row);
    context.fillStyle = colours.soft;
    context.textAlign = "center";
    if (at < wide - 12) context.fillText(tick.label, at, rows * row + 10);
  }
  const every = Math.ceil(13 / row);
  for (let slot = 0; slot < rows; slot++) {
    context.fillStyle = colours.line;
    context.fillRect(LANE_LEFT, (slot + 1) * row - 1, wide - LANE_LEFT, 1);
    context.fillStyle = colours.soft;
    context.textAlign = "right";
    if (slot % every === 0) context.fillText("w" + slot, LANE_LEFT - 6, slot * row + Math.max(row, 11) / 2);
  }
}

/** Shows how busy each worker was, also where its attempts have no bars. */
function drawShades(scene, timeline, tellsBad) {
  const { context, colours, row, x } = scene;
  timeline.lanes.forEach((lane, slot) => {
    if (!lane || slot >= scene.rows) return;
    for (let i = 0; i < timeline.bins; i++) {
      const from = timeline.start + i * timeline.width, share = Math.min(1, at(lane.busy, i) / timeline.width);
      const left = x(from), right = x(from + timeline.width);
      if (share > 0 && right >= LANE_LEFT && left <= scene.wide) {
        context.fillStyle = colours.shade;
        const tall = Math.max(1, (row - 4) * share);
        context.fillRect(left, slot * row + row - 2 - tall, Math.max(0.5, right - left), tall);
      }
      if (tellsBad && at(lane.bad, i)) {
        context.fillStyle = colours.status[1];
        context.fillRect(left, slot * row, Math.max(2, right - left), 2);
      }
    }
  });
}

function drawBars(scene, data) {
  lanes.boxes = [];
  for (const bar of data.bars) if (bar[3] === 0) drawBar(scene, bar);
  for (const bar of data.bars) if (bar[3] !== 0) drawBar(scene, bar);
  for (const task of data.running || []) {
    drawBox(scene, task.slot, data.now - task.millis, data.now, scene.colours.running, task, 0.55);
  }
}

function drawBar(scene, bar) {
  const [slot, start, length, status] = bar;
  const good = status === 0;
  drawBox(scene, slot, start, start + length, scene.patterns[status], bar, 1, good ? null : scene.colours.status[status]);
}

function drawBox(scene, slot, from, to, fill, owner, alpha, edge) {
  const { context, row, x } = scene;
  const left = x(from), right = Math.max(x(to), left + (edge ? 3 : 0.6));
  if (slot < 0 || slot >= scene.rows || right < LANE_LEFT || left > scene.wide) return;
  const top = slot * row + (row > 8 ? 3 : 1), tall = row - (row > 8 ? 6 : 2);
  const wide = Math.max(0.6, right - left - (right - left > 4 ? 1 : 0));
  context.globalAlpha = alpha;
  context.fillStyle = fill;
  context.fillRect(left, top, wide, tall);
  if (edge) {
    context.strokeStyle = edge;
    context.strokeRect(left + 0.5, top + 0.5, Math.max(1, wide - 1), tall - 1);
  }
  context.globalAlpha = 1;
  lanes.boxes.push({ left, right, slot, owner });
}

/** A cross where a worker died. */
function drawDeaths(scene, data) {
  const { context, colours, row, x } = scene;
  context.strokeStyle = colours.status[3];
  context.lineWidth = 1.6;
  for (const worker of data.workers) {
    if (!worker.crashed || worker.slot >= scene.rows) continue;
    const at = x(worker.end), middle = worker.slot * row + row / 2, arm = Math.min(4, row / 2 - 1);
    context.beginPath();
    context.moveTo(at - arm, middle - arm); context.lineTo(at + arm, middle + arm);
    context.moveTo(at - arm, middle + arm); context.lineTo(at + arm, middle - arm);
    context.stroke();
  }
  context.lineWidth = 1;
}

function drawDrag(scene) {
  const { from, to } = lanes.drag;
  scene.context.globalAlpha = 0.18;
  scene.context.fillStyle = scene.colours.accent;
  scene.context.fillRect(Math.min(from, to), 0, Math.abs(to - from), scene.high - LANE_BOTTOM);
  scene.context.globalAlpha = 1;
}
