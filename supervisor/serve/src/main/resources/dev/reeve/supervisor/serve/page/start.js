// Starts the page with the data in it, or else with that of the server.
const page = { data: null };

function draw(data) {
  page.data = data;
  drawHead(data);
  if (data.live) {
    drawActions(data);
    drawRunning(data);
  }
  drawNumbers(data);
  drawTime(data);
  drawFailures(data);
  drawWorkers(data);
  drawHandlers(data);
  drawTasks(data);
}

function drawHead(data) {
  byId("name").textContent = shown(data.name);
  const state = byId("state");
  state.textContent = data.state + (data.exitCode == null ? "" : ", exit code " + data.exitCode);
  const bad = data.exitCode != null && data.exitCode !== 0;
  state.className = "state " + (bad ? "bad" : data.state === "completed" || data.state === "running" ? "good" : "held");
  byId("when").textContent = "since " + new Date(data.startedAt).toLocaleString("sv-SE");
  byId("message").textContent = data.message ? shown(data.message) : "";
}

function start() {
  document.documentElement.classList.remove("plain");
  drawLegend();
  setUpTasks();
  listenToPointer();
  const embedded = byId("data");
  if (embedded) {
    draw(JSON.parse(embedded.textContent));
  } else {
    view.recent = true;
    listen();
  }
  const again = () => { if (page.data) drawTime(page.data); };
  window.addEventListener("resize", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}

start();
