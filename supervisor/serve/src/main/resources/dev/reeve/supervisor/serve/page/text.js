// Words, numbers and elements. No text becomes markup: elements get it as text content only.
const STATUS = ["succeeded", "failed", "timed_out", "crashed", "cancelled", "skipped"];
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]/g;

const word = status => STATUS[status].replace("_", " ");
const byId = id => document.getElementById(id);
const codeOf = c => "\\u" + c.codePointAt(0).toString(16).padStart(4, "0");

/** Makes a character visible that is none, such as one that turns the direction of text. */
const shown = text => String(text).replace(INVISIBLE, codeOf);
const shownLines = text =>
  String(text).replace(TERMINAL, "").replace(/\t/g, "    ").split(/\r\n|\r|\n/).map(shown).join("\n");

/** Makes an element; children are elements or texts. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter(child => child != null));
  return made;
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Gives a grid so many columns that its rows are as even as can be. */
function evenColumns(holder, narrowest) {
  const count = holder.children.length, most = Math.max(1, Math.floor(holder.clientWidth / narrowest));
  const columns = Math.ceil(count / Math.ceil(count / most));
  holder.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
}

const mark = status => element("span", { class: "mark " + STATUS[status] });
const count = number => number.toLocaleString("en-US");
const plural = (number, noun) => count(number) + " " + noun + (number === 1 ? "" : "s");

function duration(millis) {
  if (millis < 0.9995) return Math.round(millis * 1000) + "µs";
  if (millis < 999.5) return (millis < 9.995 ? millis.toFixed(2) : millis < 99.95 ? millis.toFixed(1) : millis.toFixed(0)) + "ms";
  const seconds = millis / 1000;
  if (seconds < 59.95) return seconds.toFixed(seconds < 9.95 ? 2 : 1) + "s";
  const whole = Math.round(seconds), minutes = Math.floor(whole / 60), hours = Math.floor(minutes / 60);
  const two = number => String(number).padStart(2, "0");
  if (hours >= 48) return Math.floor(hours / 24) + "d" + two(hours % 24) + "h";
  return hours > 0 ? hours + "h" + two(minutes % 60) + "m" : minutes + "m" + two(whole % 60) + "s";
}

function size(bytes) {
  if (!bytes) return "";
  const mib = bytes / 1048576;
  return mib >= 1024 ? (mib / 1024).toFixed(1) + " GiB" : mib.toFixed(mib < 10 ? 1 : 0) + " MiB";
}

function short(number) {
  const size = Math.abs(number);
  if (size >= 1e6) return +(number / 1e6).toPrecision(3) + "M";
  if (size >= 1e4) return +(number / 1e3).toPrecision(3) + "k";
  return String(+number.toPrecision(size >= 100 ? 4 : 3));
}

/** Steps of 1, 2 or 5 that divide a range into at most so many parts. */
function niceStep(range, most) {
  const rough = range / most, power = 10 ** Math.floor(Math.log10(rough));
  const factor = rough / power;
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
}

/** Steps of time that people count in. */
function niceTime(range, most) {
  const steps = [6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 72e5, 216e5, 432e5, 864e5];
  const rough = range / most;
  if (rough <= 1e4) return niceStep(range, most);
  if (rough <= 3e4) return rough <= 15e3 ? 15e3 : 3e4;
  return steps.find(step => step >= rough) || 864e5 * Math.ceil(rough / 864e5);
}

function axisTime(millis, step) {
  if (millis === 0) return "0";
  if (step >= 6e4) {
    const minutes = Math.round(millis / 6e4);
    return minutes >= 60 ? Math.floor(minutes / 60) + "h" + (minutes % 60 ? String(minutes % 60).padStart(2, "0") : "") : minutes + "m";
  }
  if (millis >= 6e4) return Math.floor(millis / 6e4) + ":" + String(Math.round(millis % 6e4 / 1000)).padStart(2, "0");
  return step >= 1000 ? millis / 1000 + "s" : step >= 10 && millis >= 1000 ? +(millis / 1000).toFixed(2) + "s" : +millis.toFixed(3) + "ms";
}
