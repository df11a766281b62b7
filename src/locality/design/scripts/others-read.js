// Shows a writer what others will read in place of pupils' names: the quiet line `#FIELD-others` under a field.
// Where the page does not save itself, the line's address (data-others-read) is asked when one stops typing:
//   {sentences: [[["Pupil A", true], [" came.", false]], …], more: 2}; true marks what stands in place of a name.
// A page that saves itself is told with the answer (autosave.js). Without an answer nothing is shown.
import { token } from "./token.js";

const PAUSE = 700; // milliseconds after the last key
const LABEL = "Others will read:";
const asked = new Map(); // by the id of a field: the timer, and the call on its way
const said = new Map(); // by the id of a field: what was hidden when it was last said aloud

export function lineOf(field) {
  return field?.id ? document.getElementById(`${field.id}-others`) : null;
}

// `read` is the answer, or nothing where nothing is hidden
export function show(field, read) {
  const line = lineOf(field);
  if (!line) return;
  const sentences = read?.sentences || [];
  line.hidden = !sentences.length;
  line.replaceChildren();
  if (!sentences.length) {
    said.delete(field.id);
    return;
  }
  const label = document.createElement("span");
  label.className = "app-others-read__label";
  label.textContent = LABEL;
  line.append(label);
  for (const sentence of sentences) line.append(" ", ...sentence.map(piece));
  if (read.more) line.append(` (and ${read.more} more)`);
  sayOnce(field, line, sentences);
}

function piece([text, hidden]) {
  if (!hidden) return text;
  const strong = document.createElement("strong");
  strong.textContent = text;
  return strong;
}

// heard when something new is hidden, not with each word that follows
function sayOnce(field, line, sentences) {
  const hidden = [...new Set(sentences.flat().filter(([, is]) => is).map(([text]) => text))].sort().join("\n");
  if (said.get(field.id) === hidden) return;
  said.set(field.id, hidden);
  region().textContent = line.textContent;
}

function region() {
  const found = document.getElementById("others-read-said");
  if (found) return found;
  const made = document.createElement("div");
  made.id = "others-read-said";
  made.className = "govuk-visually-hidden";
  made.setAttribute("aria-live", "polite");
  (document.querySelector("main") || document.body).append(made);
  return made;
}

function later(field) {
  const line = lineOf(field);
  if (!line?.dataset.othersRead || field.closest("form[data-autosave-url]")) return;
  stop(field.id);
  asked.set(field.id, { timer: setTimeout(() => ask(field, line.dataset.othersRead), PAUSE) });
}

function stop(id) {
  const before = asked.get(id);
  clearTimeout(before?.timer);
  before?.call?.abort();
  asked.delete(id);
}

async function ask(field, address) {
  const text = field.type === "file" ? field.files[0]?.name || "" : field.value;
  if (!text.trim()) {
    show(field, null);
    return;
  }
  const call = new AbortController();
  asked.set(field.id, { call });
  const read = await answer(field, address, text, call.signal);
  if (!call.signal.aborted) show(field, read);
}

async function answer(field, address, text, signal) {
  const body = new URLSearchParams({ text, field: field.name, csrfmiddlewaretoken: token() });
  const item = field.form?.elements.namedItem("item")?.value;
  if (item) body.set("item", item);
  try {
    const told = await fetch(address, {
      method: "POST", body, signal, credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    });
    if (!told.ok) return null;
    document.dispatchEvent(new CustomEvent("locality:alive"));
    return await told.json();
  } catch {
    return null;
  }
}

document.addEventListener("input", (event) => later(event.target));
document.addEventListener("change", ({ target }) => {
  // which letter a pupil has may depend on the item chosen
  if (target.name === "item") target.form?.querySelectorAll("input, textarea").forEach(later);
});
document.addEventListener("submit", (event) => [...event.target.elements].forEach(({ id }) => stop(id)));
