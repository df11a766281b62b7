// A page that follows a meeting. `#live` asks its address (data-now) each second with the version it shows (a number that
// rises, and a mark of who looks); while nothing has changed the answer is 304. What changed comes as
// {version, running, parts: {name: html}} and goes into `#live-NAME`.
//
// Nothing that is typed is lost. A part is taken in around the fields a person is at; a form is sent from here, and
// where there is no connection it waits and is sent again: its key makes sure that it has its effect once.
import { Autosave } from "./autosave.js";
import { lineOf, show as showOthers } from "./others-read.js";
import { SIGNED_OUT, noticeSignedIn, noticeSignedOut } from "./signed-out.js";
import { renewToken, token } from "./token.js";

const PAUSE = 1000; // milliseconds between two questions
const QUIET_PAUSE = 5000; // while the page is not looked at, and when the meeting has ended
const LONGEST_PAUSE = 10000;
const STAY = 300000; // whoever follows a running meeting stays signed in: said this often
const WARNING = 60; // seconds before the end of a timer
const TYPED = "input:not([type=hidden]), textarea, select";

const live = document.getElementById("live");
const part = (name) => document.getElementById(`live-${name}`);
const touched = new Set(); // ids of fields somebody typed into or changed
let version = live.dataset.version;
let running = "running" in live.dataset;
let waiting = restored(); // forms to be sent, the oldest first
let sending = false;
let failures = 0;
let stayedAt = Date.now();
let asking;
let tookLast = 0; // milliseconds that the answer before took

// What waits, and what is typed and not sent yet, survives a reload, in this tab alone

function restored() {
  try {
    return JSON.parse(sessionStorage.getItem(live.dataset.kept) || "[]");
  } catch {
    return [];
  }
}

function keepWaiting() {
  live.toggleAttribute("data-waiting", waiting.length > 0);
  if (!live.dataset.kept) return;
  try {
    if (waiting.length) sessionStorage.setItem(live.dataset.kept, JSON.stringify(waiting));
    else sessionStorage.removeItem(live.dataset.kept);
  } catch {
    // no room, or not allowed: it waits in this page alone
  }
}

// a form that is sent once; the texts of an item save themselves
const sentOnce = (form) => form?.method === "post" && !form.dataset.autosaveUrl;
const textsIn = (form) => [...form.querySelectorAll("textarea, input[type=text], input:not([type])")].filter((each) => each.id);
// what a form was shown on: an item, or a round of it
const shownOn = (form) => form.querySelector('input[name="seen"]')?.value || "";
const isWritten = (form) => textsIn(form).some((each) => touched.has(each.id) && each.value.trim() && each.value !== each.defaultValue);

function keepTyped() {
  if (!live.dataset.kept) return;
  const forms = [...live.querySelectorAll("form")].filter((form) => sentOnce(form) && isWritten(form));
  const kept = forms.map((form) => ({
    to: form.action,
    on: shownOn(form),
    fields: [...form.querySelectorAll(TYPED)].filter((each) => each.id && !["checkbox", "radio"].includes(each.type))
      .map((each) => ({ id: each.id, value: each.value, label: each.labels?.[0]?.textContent.trim() || "" })),
  }));
  try {
    if (kept.length) sessionStorage.setItem(`${live.dataset.kept}-typed`, JSON.stringify(kept));
    else sessionStorage.removeItem(`${live.dataset.kept}-typed`);
  } catch {
    // no room, or not allowed: it stands in this page alone
  }
}

function restoreTyped() {
  let kept = [];
  try {
    kept = JSON.parse((live.dataset.kept && sessionStorage.getItem(`${live.dataset.kept}-typed`)) || "[]");
  } catch {
    return;
  }
  for (const { to, on, fields } of kept) {
    const form = [...live.querySelectorAll("form")].find((each) => each.action === to && shownOn(each) === on);
    for (const { id, value, label } of fields) {
      const field = form && document.getElementById(id);
      if (field) {
        field.value = value;
        touched.add(id);
      } else if (value && label && !/^[0-9]+$/.test(value)) gaveBack(label, value);
    }
    form?.closest("details")?.setAttribute("open", "");
  }
}

// Saying things

function say(sentence) {
  part("said").textContent = sentence;
}

function trouble(sentence) {
  const shown = part("offline");
  if (shown.textContent !== sentence) shown.textContent = sentence;
}

function noConnection() {
  const held = waiting.length ? ` ${waiting.length === 1 ? "1 change is" : `${waiting.length} changes are`} waiting to be sent.` : "";
  trouble(`No connection. We’ll send what you type once you are online.${held}`);
}

// a form that was refused comes back with its errors, in its own place and with the first of them in hand
function mend(page, to, sent) {
  const same = (form) => new URL(form.getAttribute("action") || "", window.location.href).href === to;
  const fresh = [...page.querySelectorAll("#live form")].find((form) => same(form) && form.querySelector(".govuk-error-message"));
  const own = fresh && [...live.querySelectorAll("form")].find((form) => same(form) && form.querySelector(TYPED));
  if (!own || isOther(sent)) return false; // what was typed there since is not what was refused
  own.replaceChildren(...fresh.childNodes);
  own.toggleAttribute("data-refused", true);
  for (const each of own.querySelectorAll(TYPED)) if (each.id) touched.add(each.id);
  const wrong = own.querySelector(".govuk-input--error, .govuk-textarea--error, .govuk-select--error, .govuk-form-group--error input");
  (wrong || own.querySelector(TYPED)).focus({ preventScroll: true });
  (own.querySelector(".govuk-error-message")).scrollIntoView({ block: "center" });
  say([...own.querySelectorAll(".govuk-error-message")].map((each) => each.textContent.trim()).join(" "));
  return true;
}

// whether the fields hold another text by now than the one that was sent
function isOther(sent) {
  return sent.some(({ id, value }) => {
    const field = document.getElementById(id);
    return field && "selectionStart" in field && field.value !== value && (field.value || value);
  });
}

function problem(html, to, sent = []) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (mend(page, to, sent)) return;
  const sentences = [...page.querySelectorAll(".govuk-error-summary__list li, main h1")];
  const told = sentences.find((each) => each.tagName !== "H1") || sentences[0];
  const place = part("problem");
  place.replaceChildren();
  if (!told) return;
  const banner = document.createElement("p");
  banner.className = "app-live__offline";
  // a page that gives back says why below its heading
  const why = told.tagName === "H1" && page.querySelector("main .govuk-body")?.textContent.trim();
  banner.textContent = why ? `${told.textContent.trim()}. ${why}` : told.textContent.trim();
  place.append(banner);
  for (const { id, value, text: isText } of sent) { // the field may hold another text by now, or be gone
    if (!isText || !value.trim() || document.getElementById(id)?.value === value) continue;
    const text = document.createElement("p");
    text.className = "app-live__offline";
    text.textContent = `You had typed: ${value}`;
    place.append(text);
  }
  banner.scrollIntoView({ block: "nearest" });
}

// Taking in what changed

function put(name, html) {
  const place = part(name);
  if (!place || (name === "writing" && !writingMayChange(place, html))) return;
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  const at = document.activeElement;
  const mine = place.contains(at) ? at : null;
  const opened = [...place.querySelectorAll("details[open][id]")].map((each) => each.id);
  // (the texts are saved when another item's come: these fields are not the same)
  for (const field of name === "writing" ? [] : place.querySelectorAll(TYPED)) {
    const form = field.form;
    const twin = form && sentOnce(form) && isWritten(form) && twinOf(form, fresh);
    if (twin && shownOn(twin) !== shownOn(form)) continue; // it stays as a whole, below
    if (field.id && (touched.has(field.id) || field === mine)) carry(field, fresh);
  }
  for (const form of name === "writing" ? [] : place.querySelectorAll("form")) {
    if (!sentOnce(form)) continue;
    const twin = twinOf(form, fresh);
    // what somebody is at work on stays whole: the choices beside a text belong to it
    if (!twin || form.hasAttribute("data-refused") || !isWritten(form)) continue;
    if (shownOn(form) === shownOn(twin)) {
      for (const field of form.querySelectorAll(TYPED)) if (field.id) carry(field, fresh);
    } else {
      sayWhere(form);
      twin.replaceWith(form);
    }
  }
  for (const form of place.querySelectorAll("form[data-refused]")) {
    const twin = [...fresh.querySelectorAll("form")].find((each) => each.action === form.action && each.querySelector(TYPED));
    twin?.replaceWith(form); // with what is wrong in it, until it is sent again
  }
  for (const id of opened) fresh.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  const back = mine && remember(mine);
  const scroll = window.scrollY;
  place.replaceChildren(...fresh.childNodes);
  if (back) returnTo(place, back);
  window.scrollTo(window.scrollX, scroll);
  if (name === "writing") place.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));
}

function twinOf(form, fresh) {
  return [...fresh.querySelectorAll("form")].find((each) => each.action === form.action && each.querySelector(TYPED));
}

// the meeting has gone on, and what is being written belongs to where it was begun
function sayWhere(form) {
  if (form.querySelector("[data-gone-on]") || !form.dataset.where) return;
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.dataset.goneOn = "";
  line.textContent = `The meeting has moved on. We’ll save your text under: ${form.dataset.where}.`;
  form.prepend(line);
  say(line.textContent);
}

// the field itself goes into the new part, with what was typed and where the caret stood
function carry(field, fresh) {
  const twin = fresh.querySelector(`#${CSS.escape(field.id)}`);
  if (!twin) {
    if (field.value && "type" in field && !["checkbox", "radio"].includes(field.type)) lost(field);
    return;
  }
  if (["checkbox", "radio"].includes(field.type)) twin.checked = field.checked;
  else twin.value = field.value;
  const line = lineOf(field); // what others will read of it goes along
  if (line) fresh.querySelector(`#${CSS.escape(line.id)}`)?.replaceWith(line);
}

// the meeting went on while somebody was typing: the words stay in sight
function lost(field) {
  touched.delete(field.id);
  const label = field.labels?.[0]?.textContent.trim() || "Your text";
  const chosen = field.tagName === "SELECT" ? field.selectedOptions[0]?.textContent.trim() : "";
  gaveBack(label, chosen || field.value, chosen ? "chosen" : "typed");
}

function gaveBack(label, text, how = "typed") {
  const note = document.createElement("div");
  note.className = "app-live__offline";
  note.textContent = `The meeting has moved on. You had ${how} (${label}): ${text}`;
  part("problem").append(note);
}

function remember(element) {
  const text = "selectionStart" in element && ["text", "search", "textarea"].includes(element.type);
  return {
    id: element.id,
    name: element.name,
    value: element.value,
    action: element.form?.action,
    text: element.textContent,
    caret: text ? [element.selectionStart, element.selectionEnd] : null,
  };
}

function returnTo(place, { id, name, value, action, text, caret }) {
  const found = (id && place.querySelector(`#${CSS.escape(id)}`))
    || [...place.querySelectorAll("button, a, summary")].find((each) => (
      each.name === name && each.value === value && each.form?.action === action && each.textContent === text))
    || [...place.querySelectorAll("button")].find((each) => (
      each.form?.action === action && each.name === name && each.value === value));
  if (!found) {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    return;
  }
  found.focus({ preventScroll: true });
  if (caret) found.setSelectionRange(...caret);
}

// the texts change under nobody's fingers: a new item comes when all is saved, a colleague's words where nobody writes
function writingMayChange(place, html) {
  const form = place.querySelector("form[data-autosave-url]");
  if (!form) return true;
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("form[data-autosave-url]");
  if (form.autosave?.unsaved) form.autosave.later(0);
  if (!fresh || fresh.dataset.autosaveUrl !== form.dataset.autosaveUrl) return !form.autosave?.unsaved;
  for (const group of fresh.querySelectorAll("[data-field][data-revision]")) {
    form.autosave?.offer(group.dataset.field, group.querySelector("textarea").value, group.dataset.revision);
  }
  return false;
}

// where the meeting is: its item, step and round
function placeNow() {
  return document.getElementById("live-heading")?.dataset.place;
}

// the meeting has gone on under somebody's finger: what stands there now was not what they pressed
function toHeading() {
  const place = document.getElementById("live-heading") || part("now");
  place.tabIndex = -1;
  place.focus();
}

// Asking

async function ask() {
  clearTimeout(asking);
  const headers = { Accept: "application/json", "If-None-Match": `"${version}"` };
  const stays = running && Date.now() - stayedAt > STAY;
  if (!stays) headers["X-Background"] = "1";
  const began = performance.now();
  const answer = await fetch(live.dataset.now, { headers, cache: "no-store", redirect: "manual" }).catch(() => null);
  const took = performance.now() - began;
  if (answer && answer.status < 500) await heard(answer, stays);
  else {
    failures += 1;
    noConnection();
  }
  // a server that answers slowly is asked less often; one slow answer alone does not hold a screen up
  const slow = Math.min(took, tookLast);
  tookLast = took;
  const quiet = document.hidden || (!version.startsWith("0-") && !running);
  const pause = quiet ? QUIET_PAUSE : PAUSE;
  asking = setTimeout(ask, Math.min(LONGEST_PAUSE, Math.max(pause, failures * PAUSE, slow * 4)));
}

async function heard(answer, stays) {
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
    if (answer.status !== 404) noticeSignedOut();
    trouble(SIGNED_OUT);
    failures += 1;
    return;
  }
  noticeSignedIn();
  if (stays) {
    stayedAt = Date.now();
    document.dispatchEvent(new CustomEvent("locality:alive"));
  }
  if (failures || !waiting.length) trouble("");
  failures = 0;
  if (waiting.length) send();
  if (answer.status === 200) takeIn(await answer.json().catch(() => null));
}

function takeIn(told) {
  if (!told) return;
  const before = part("standing").textContent.trim();
  const place = placeNow();
  const pressing = live.contains(document.activeElement) && document.activeElement.matches("button, a");
  for (const [name, html] of Object.entries(told.parts)) put(name, html);
  if (pressing && placeNow() !== place) toHeading();
  version = String(told.version);
  live.dataset.version = version;
  running = told.running;
  keepTyped();
  startTimers();
  const now = part("standing").textContent.trim();
  if (now !== before) say(now);
}

// Sending forms

function submitted(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  if (form.autosave) {
    form.querySelectorAll("[data-field]").forEach((group) => form.autosave.dirty.add(group.dataset.field));
    form.autosave.later(0);
    return;
  }
  renewToken(form);
  const body = new URLSearchParams(new FormData(form, event.submitter));
  ownKey(form, body);
  form.removeAttribute("data-refused");
  const texts = textsIn(form).filter((field) => touched.has(field.id));
  const fields = [...form.querySelectorAll(TYPED)].filter((field) => field.id)
    .map((field) => ({ id: field.id, value: field.value, text: texts.includes(field) }));
  waiting.push({ to: form.action, body: body.toString(), fields });
  keepWaiting();
  part("problem").replaceChildren();
  send();
}

// a key has its effect once: the next text that is sent before the form is drawn anew needs one of its own
const sentWith = new Map();

function ownKey(form, body) {
  const field = form.elements.namedItem("form_key");
  if (!field) return;
  const rest = [...body].filter(([name]) => !["form_key", "csrfmiddlewaretoken"].includes(name)).join("\n");
  if (sentWith.has(field.value) && sentWith.get(field.value) !== rest) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    field.value = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    body.set("form_key", field.value);
  }
  sentWith.set(field.value, rest);
}

async function send() {
  if (sending) return;
  sending = true;
  while (waiting.length) {
    const [{ to, body, fields }] = waiting;
    const fresh = new URLSearchParams(body);
    if (token()) fresh.set("csrfmiddlewaretoken", token());
    const answer = await fetch(to, { method: "POST", body: fresh, redirect: "manual", headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer || answer.status >= 500) {
      noConnection();
      break;
    }
    if (answer.status === 401) { // it waits until the same person has signed in again
      noticeSignedOut();
      trouble(SIGNED_OUT);
      break;
    }
    waiting.shift();
    keepWaiting();
    if (answer.type === "opaqueredirect" || answer.ok) fields.forEach(forget);
    else problem(await answer.text(), to, fields);
    keepTyped();
  }
  sending = false;
  if (!waiting.length) ask();
}

// what was sent need not be kept in its field any more; what was typed there since is another text
function forget({ id, value }) {
  const field = document.getElementById(id);
  if (field && field.value !== value) return;
  touched.delete(id);
  if (!field) return;
  if (["checkbox", "radio"].includes(field.type)) field.checked = field.defaultChecked;
  else if (field.tagName === "SELECT") return;
  else field.value = field.defaultValue;
  showOthers(field, null);
}

// Timers warn by sight, and to screen readers; never by sound

let timers = [];

function startTimers() {
  const before = new Map(timers.map((each) => [each.name, each]));
  timers = [...live.querySelectorAll("[data-timer]")].map((shown) => {
    const { name, limit, used } = shown.dataset;
    const began = performance.now() - Number(used) * 1000;
    const known = before.get(name);
    const same = known && Math.abs(known.began - began) < 5000 && known.limit === Number(limit);
    return { shown, name, limit: Number(limit), began, warned: same ? known.warned : state(Number(limit) - Number(used)) };
  });
}

function state(left) {
  if (left < 0) return "over";
  return left <= WARNING ? "ending" : "running";
}

function clock(seconds) {
  const all = Math.abs(seconds);
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, String(all % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

// whoever likes to read calmly sees how long it takes, when its last minute comes and when it is over
const calm = document.documentElement.classList.contains("app-calm");

function timeLeft(timer, left, now) {
  const minutes = timer.limit / 60;
  if (!calm) return left < 0 ? `${clock(left)} over ${minutes}:00` : `${clock(left)} left of ${minutes}:00`;
  return { over: "time is over", ending: "1 minute left", running: `${minutes} minute${minutes === 1 ? "" : "s"}` }[now];
}

function tick() {
  for (const timer of timers) {
    const left = timer.limit - Math.floor((performance.now() - timer.began) / 1000);
    const now = state(left);
    timer.shown.querySelector(".app-timer__time").textContent = timeLeft(timer, left, now);
    timer.shown.className = `app-timer app-timer--${now}`;
    if (now === timer.warned) continue;
    timer.warned = now;
    say(now === "over" ? `${timer.name}: the time is over.` : `${timer.name}: 1 minute left.`);
  }
}

const note = (event) => {
  if (event.target.id) touched.add(event.target.id);
  keepTyped();
};
live.addEventListener("input", note);
live.addEventListener("change", note);
live.addEventListener("submit", submitted, true); // before what else listens to a form
window.addEventListener("online", () => ask());
document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
startTimers();
setInterval(tick, 1000);
restoreTyped();
if (waiting.length) send();
asking = setTimeout(ask, PAUSE);
