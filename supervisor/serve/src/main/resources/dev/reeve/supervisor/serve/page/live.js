// The live part.
const MOST_BARS = 8000, MOST_FAILURES = 600;

function listen() {
  const source = new EventSource("/page/data");
  source.addEventListener("state", event => {
    tell("");
    draw(merge(page.data, JSON.parse(event.data)));
  });
  source.onerror = () => {
    const over = source.readyState === EventSource.CLOSED;
    tell(over ? "the server does not let this page listen any more; load it again" : "no connection to the server; trying again", true);
  };
  window.addEventListener("pagehide", () => source.close());
}

/** Adds to what the page has what the server has sent. */
function merge(old, data) {
  if (!old) return data;
  data.timelines = data.timelines.map((timeline, i) => timeline || old.timelines[i]);
  data.bars = bounded(old.bars.concat(data.bars), data.now);
  data.failures = old.failures.concat(data.failures).slice(-MOST_FAILURES);
  return data;
}

/** Forgets bars as the server does: old ones, then short ones. */
function bounded(bars, now) {
  if (bars.length <= MOST_BARS) return bars;
  const recent = bars.filter(bar => bar[1] + bar[2] > now - 600_000);
  if (recent.length <= MOST_BARS / 2) return recent;
  const lengths = recent.map(bar => (bar[3] ? Infinity : bar[2])).sort((a, b) => b - a);
  const least = lengths[MOST_BARS / 2];
  return recent.filter(bar => bar[3] !== 0 || bar[2] > least).slice(-MOST_BARS);
}

function tell(text, bad) {
  const link = byId("link");
  link.textContent = text;
  link.className = bad ? "bad" : "soft";
}

/** Calls the server; resolves to the answer, or to null after the failure was told. */
async function call(method, path, body) {
  try {
    const answer = await fetch(path, { method, headers: method === "GET" ? {} : { "Content-Type": "application/json" }, body });
    const content = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok) return content || {};
    tell(shown((content && (content.detail || content.title)) || "the server answered with " + answer.status), true);
  } catch (failure) {
    tell("the server did not answer", true);
  }
  return null;
}

function actionButton(text, action) {
  const button = element("button", { class: "small" }, text);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const done = await action();
    if (!done) button.disabled = false;
  });
  return button;
}

const taskPath = id => "/v1/tasks/" + encodeURIComponent(id);

const cancelTask = id => call("DELETE", taskPath(id));

/** Submits the task of a failure anew, under an id of its own. */
async function runAgain(failure) {
  const known = await call("GET", taskPath(failure.id));
  if (!known) return null;
  const id = failure.id.replace(/~[0-9a-z]+$/, "") + "~" + Date.now().toString(36);
  const made = await call("POST", "/v1/tasks", JSON.stringify({ ...known.task, id }));
  if (made) tell("task " + shown(id) + " was submitted");
  return made;
}

/** A button that asks before it acts. */
function carefulButton(text, question, action) {
  const button = element("button", { class: "small" }, text);
  let asked = false;
  const calm = () => { asked = false; button.textContent = text; };
  button.addEventListener("blur", calm);
  button.addEventListener("click", () => {
    if (asked) { calm(); action(); } else { asked = true; button.textContent = question; }
  });
  return button;
}

function drawActions(data) {
  show("actions", [data.mayAct, data.state, data.size].join(), () => {
    if (!data.mayAct) return [element("span", { class: "soft" }, "read-only")];
    if (data.state === "stopping") return [];
    const paused = data.state === "paused", resize = size => call("PUT", "/v1/workers", JSON.stringify({ size }));
    return [
      element("span", { class: "choice" },
        element("button", { class: "small", "aria-label": "one worker less", onclick: () => resize(data.size - 1), disabled: data.size <= 1 }, "−"),
        element("span", { class: "size" }, plural(data.size, "worker")),
        element("button", { class: "small", "aria-label": "one worker more", onclick: () => resize(data.size + 1) }, "+")),
      actionButton(paused ? "resume" : "pause", () => call("POST", paused ? "/v1/resume" : "/v1/pause")),
      carefulButton("drain", "end the server in order?", () => call("POST", "/v1/drain"))];
  });
}

/** The rows stay the same elements while their tasks run, so that a button can be hit. */
const runningRows = new Map();

function drawRunning(data) {
  byId("running-count").textContent = count(data.running.length) + ", " + count(data.waiting) + " waiting";
  const seen = new Set(), rows = [];
  for (const task of data.running) {
    const key = task.id + "\n" + task.attempt;
    if (!runningRows.has(key)) runningRows.set(key, runningRow(task, data.mayAct));
    const row = runningRows.get(key);
    row.update(task);
    rows.push(row.element);
    seen.add(key);
  }
  for (const key of runningRows.keys()) if (!seen.has(key)) runningRows.delete(key);
  const body = byId("running-body") || newRunningTable();
  if (rows.length !== body.children.length || rows.some((row, i) => body.children[i] !== row)) body.replaceChildren(...rows);
  byId("running-none").hidden = rows.length > 0;
}

function newRunningTable() {
  const made = table(["task", "handler", "#attempt", "#worker", "#for", "progress", ""], []);
  made.querySelector("tbody").id = "running-body";
  byId("running").replaceChildren(made, element("p", { id: "running-none", class: "none" }, "No task runs."));
  return byId("running-body");
}

function runningRow(task, mayAct) {
  const time = cell("n"), fill = element("span"), bar = element("span", { class: "bar", hidden: true }, fill), message = element("span");
  const button = mayAct ? actionButton("cancel", () => cancelTask(task.id)) : null;
  const made = element("tr", {}, cell("id", shown(task.id)), cell("", shown(task.handler)), cell("n", String(task.attempt)), cell("n", String(task.slot)),
    time, cell("", bar, message), cell("n", button));
  return { element: made, update(now) {
    time.textContent = duration(now.millis);
    bar.hidden = now.fraction < 0;
    fill.style.width = Math.round(100 * Math.max(0, now.fraction)) + "%";
    message.textContent = (now.fraction >= 0 ? Math.round(100 * now.fraction) + " % " : "") + (now.message ? shown(now.message) : "");
  } };
}
