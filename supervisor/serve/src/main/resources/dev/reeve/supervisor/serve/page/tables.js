// Numbers and tables.
const MOST_ROWS = 200;
const choice = { failures: "all", status: "", text: "", rows: MOST_ROWS, open: new Set() };

/** Changes an element only if what it shows has changed, so that a selection or focus stays. */
function show(id, key, make) {
  const holder = byId(id);
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  const top = holder.scrollTop;
  holder.replaceChildren(...make());
  holder.scrollTop = top;
}

function table(heads, rows) {
  return element("table", {}, element("thead", {}, element("tr", {},
    ...heads.map(head => element("th", head.startsWith("#") ? { class: "n" } : {}, head.replace("#", ""))))),
  element("tbody", {}, ...rows));
}
const cell = (kind, ...content) => element("td", kind ? { class: kind } : {}, ...content);

function drawNumbers(data) {
  const ended = data.counts.reduce((a, b) => a + b, 0), seconds = data.now / 1000;
  const numbers = STATUS.map((name, status) => [[mark(status), word(status)], count(data.counts[status]), data.counts[status] === 0]);
  if (data.live) {
    numbers.push([[element("span", { class: "mark running" }), "running"], count(data.running.length), !data.running.length]);
    numbers.push([["waiting"], count(data.waiting), !data.waiting]);
  }
  numbers.push([[data.live ? "up" : "wall time"], duration(data.now)], [["per second"], short(ended / seconds)],
    [["run time p50"], duration(data.p50)], [["run time p95"], duration(data.p95)]);
  const peak = Math.max(0, ...data.workers.map(worker => worker.peak));
  if (peak) numbers.push([["largest worker"], size(peak)]);
  if (data.alreadyDone) numbers.push([["done before"], count(data.alreadyDone)]);
  show("numbers", JSON.stringify(numbers.map(number => number[1])), () => numbers.map(([name, value, zero]) =>
    element("div", zero ? { class: "zero" } : {}, element("dt", {}, ...name), element("dd", {}, value))));
  evenColumns(byId("numbers"), 98);
  byId("footer").textContent = plural(ended, "task") + (ended === 1 ? " has" : " have") + " ended; times are +since the start";
}

function chips(id, names, chosen, choose) {
  byId(id).className = "choice scripted";
  byId(id).replaceChildren(...names.map(([key, text]) =>
    element("button", { class: "small", "aria-pressed": String(key === chosen), onclick: () => choose(key) }, text)));
}

function drawFailures(data) {
  const dead = data.failures.filter(failure => failure.last), again = data.failures.filter(failure => !failure.last);
  const wanted = { all: data.failures, dead, again }[choice.failures];
  const shownOnes = data.live ? wanted.slice(-MOST_ROWS).reverse() : wanted.slice(0, 500);
  byId("failures-count").textContent = data.failuresTotal ? count(data.failuresTotal) : "";
  const key = [choice.failures, data.failuresTotal, data.failures.length, data.mayAct].join();
  if (byId("failures").dataset.key === key) return;
  chips("failures-choice", again.length ? [["all", "all"], ["dead", "dead " + count(dead.length)], ["again", "tried again " + count(again.length)]] : [],
    choice.failures, wish => { choice.failures = wish; drawFailures(page.data); });
  show("failures", key, () => {
    const rows = shownOnes.map(failure => failureRow(failure, data));
    if (!rows.length) rows.push(element("p", { class: "none" }, "No attempt has failed."));
    const hidden = wanted.length - shownOnes.length + (choice.failures === "all" ? data.failuresLeftOut : 0);
    if (hidden > 0) rows.push(element("p", { class: "note" }, plural(hidden, "further failure") + (hidden === 1 ? " is" : " are") + " not shown."));
    return rows;
  });
}

function failureRow(failure, data) {
  const end = failure.last ? "" : ", tried again";
  const code = failure.exitCode != null && failure.exitCode !== "" && !String(failure.text || "").includes(String(failure.exitCode)) ? `, exit code ${failure.exitCode}` : "";
  const row = element("details", { class: "failure", open: choice.open.has(failure.number) },
    element("summary", {},
      element("span", { class: "w" }, mark(failure.status), word(failure.status)),
      element("span", {}, element("span", { class: "id" }, shown(failure.id)), element("br"),
        shown(failure.type) + (failure.text ? ": " + shown(failure.text) : ""), element("br"),
        element("span", { class: "what" }, `${shown(failure.handler)}, attempt ${failure.attempt}${failure.slot < 0 ? "" : ", worker " + failure.slot}, ${duration(failure.millis)}, at +${duration(Math.max(0, failure.at))}${code}${end}`))));
  const fill = () => { if (row.open && !row.querySelector(".body")) row.append(failureBody(failure, data)); };
  row.addEventListener("toggle", () => {
    if (row.open) choice.open.add(failure.number); else choice.open.delete(failure.number);
    fill();
  });
  fill();
  return row;
}

function failureBody(failure, data) {
  const body = element("div", { class: "body" });
  for (const [name, text] of [["stack", failure.stack], ["end of standard output", failure.stdout], ["end of standard error", failure.stderr]]) {
    if (text) body.append(element("h4", {}, name), element("pre", {}, shownLines(text)));
  }
  if (data.mayAct && failure.last) body.append(element("p", {}, actionButton("run again", () => runAgain(failure))));
  if (!body.childNodes.length) body.append(element("p", { class: "none" }, "Nothing more is known."));
  return body;
}

/** Draws a line of the memory of a worker's place. */
function trend(timeline, slot) {
  const lane = timeline.lanes[slot], values = lane && lane.memory;
  const drawing = svg("svg", { class: "trend", viewBox: "0 0 90 16", "aria-hidden": "true" });
  if (!values) return drawing;
  const high = Math.max(...values), points = [];
  values.forEach((value, i) => { if (value) points.push([1 + i / Math.max(1, values.length - 1) * 88, 15 - value / high * 13]); });
  if (points.length === 1) points.push([points[0][0] + 2, points[0][1]]);
  drawing.append(svg("path", { d: points.map((point, i) => (i ? "L" : "M") + point[0].toFixed(1) + " " + point[1].toFixed(1)).join("") }));
  return drawing;
}

function drawWorkers(data) {
  const alive = data.workers.filter(worker => worker.end == null), gone = data.workers.filter(worker => worker.end != null);
  const crashed = gone.filter(worker => worker.crashed).length, timeline = timelineOf(data);
  const words = [plural(data.workers.length + data.workersLeftOut, "process").replace("processs", "processes")];
  if (data.live) words.unshift(alive.length + " alive");
  if (crashed) words.push(crashed + " crashed");
  byId("workers-count").textContent = words.join(", ");
  const bySlot = (a, b) => a.slot - b.slot || a.generation - b.generation;
  const ordered = alive.sort(bySlot).concat(data.live ? gone.slice(-20).reverse() : gone.sort(bySlot));
  const key = data.live ? String(data.now) : "once";
  show("workers", key, () => [table(["worker", "#process", "#tasks", "#memory", "trend", "#peak", "state"], ordered.map(worker => element("tr", { class: worker.crashed ? "crash" : worker.end != null && data.live ? "gone" : null },
    cell("w", worker.slot + "." + worker.generation), cell("n", String(worker.pid)), cell("n", count(worker.tasks)), cell("n", size(worker.memory)),
    cell("w", worker.end == null || (!data.live && gone.filter(other => other.slot === worker.slot).length === 1) ? trend(timeline, worker.slot) : ""),
    cell("n", size(worker.peak)), cell("reason", workerState(worker, data)))))]);
}

function workerState(worker, data) {
  if (worker.end == null) return (data.states || {})[worker.slot] || "alive";
  const code = worker.signal ? "SIG" + worker.signal : worker.exitCode == null ? "not joined" : worker.exitCode ? "exit code " + worker.exitCode : "";
  return shown(worker.reason) + (code ? ", " + code : "") + (worker.growing ? "; its memory only grew" : "");
}

function drawHandlers(data) {
  const rows = data.handlers.map(handler => {
    const all = handler.ended.reduce((a, b) => a + b, 0);
    return element("tr", {}, cell("id", shown(handler.name)), cell("n", count(all)), cell("n", count(all - handler.ended[0])),
      cell("n", duration(handler.p50)), cell("n", duration(handler.p95)), cell("n", duration(handler.longest)), cell("n", duration(handler.sum)));
  });
  show("handlers", JSON.stringify(data.handlers), () => [table(["handler", "#tasks", "#not ok", "#p50", "#p95", "#longest", "#in all"], rows)]);
}

function drawTasks(data) {
  const text = choice.text.toLowerCase();
  const matching = data.bars.filter(bar => (choice.status === "" || bar[3] === +choice.status) && (!text || bar[6].toLowerCase().includes(text) || bar[7].toLowerCase().includes(text)));
  const rows = (data.live ? matching.slice(-choice.rows).reverse() : matching.slice(0, choice.rows));
  byId("tasks-count").textContent = plural(matching.length, "attempt") + (data.barsLeftOut ? `, ${count(data.barsLeftOut)} short ones not listed` : "");
  show("tasks", [data.lastBar, choice.status, text, choice.rows].join(), () => {
    const parts = [table(["status", "task", "handler", "#attempt", "#worker", "#start", "#run time"], rows.map(([slot, start, length, status, attempt, , id, handler]) =>
      element("tr", {}, cell("w", mark(status), word(status)), cell("id", shown(id)), cell("", shown(handler)), cell("n", attempt ? String(attempt) : ""),
        cell("n", slot < 0 ? "" : String(slot)), cell("n", slot < 0 ? "" : "+" + duration(Math.max(0, start))), cell("n", slot < 0 ? "" : duration(length)))))];
    if (matching.length > rows.length) parts.push(element("p", { class: "note" }, element("button", { class: "small", onclick: () => { choice.rows += 500; drawTasks(page.data); } }, "show more"), ` ${count(rows.length)} of ${count(matching.length)} are shown`));
    return parts;
  });
}

function setUpTasks() {
  const changed = () => { choice.rows = MOST_ROWS; drawTasks(page.data); };
  byId("tasks-choice").replaceChildren(element("span", { class: "choice" },
    element("input", { type: "search", placeholder: "find a task or handler", "aria-label": "find a task or handler", oninput: event => { choice.text = event.target.value; changed(); } }),
    element("select", { "aria-label": "status", onchange: event => { choice.status = event.target.value; changed(); } },
      element("option", { value: "" }, "all"), ...STATUS.map((name, status) => element("option", { value: status }, word(status))))));
}
