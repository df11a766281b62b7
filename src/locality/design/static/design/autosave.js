// Saves a draft while one types: `<form data-autosave-url="…" data-autosave-status="id of the status">`.
// Each field's group carries data-field (its name) and data-revision (of the text it began from); a hidden input
// `revision-NAME` keeps the same for the plain form. POSTed are `fields` (the names of what changed), their inputs and
// their `revision-NAME`. The answer is JSON:
//   {saved_at: "10:42", revisions: {name: n}, conflicts: [{name, label, theirs, theirs_shown, by, at, revision}],
//    others: {name: what others will read, where a pupil's name is hidden from them}},
// where `theirs` is a text, a date as 2027-03-12, or the values ticked, a line each; or {error: "a sentence"}.
// The form's own buttons do the same work without this script.
import { show as showOthers } from "./others-read.js";
import { SIGNED_OUT, noticeSignedOut } from "./signed-out.js";
import { renewToken } from "./token.js";

const PAUSE = 800; // milliseconds after the last key
const LONGEST_WAIT = 30000; // between tries when there is no connection
const NO_CONNECTION = "Not saved: no connection. We keep trying.";
const REFUSED = "Not saved: something went wrong on our side. We keep trying.";

// what a field holds, in words: a text, a date, or the labels of what is ticked
function shown(inputs) {
  if (!["radio", "checkbox"].includes(inputs[0].type)) return inputs.map((input) => input.value).join(" ");
  return inputs.filter((input) => input.checked).map((input) => input.labels[0]?.textContent.trim()).join("\n");
}

// what is typed says so with each key; leaving the field, also because it is taken from the page, changes nothing more
function isTyped(input) {
  return input.tagName === "TEXTAREA" || (input.tagName === "INPUT" && !["radio", "checkbox"].includes(input.type));
}

// another person's answer put into the inputs
function put(inputs, theirs) {
  if (["radio", "checkbox"].includes(inputs[0].type)) {
    const values = theirs.split("\n");
    inputs.forEach((input) => { input.checked = values.includes(input.value); });
  } else if (inputs.length === 3) {
    const [year = "", month = "", day = ""] = theirs.split("-");
    [day, month, year].forEach((part, index) => { inputs[index].value = part; });
  } else inputs[0].value = theirs;
}

export class Autosave {
  constructor(form) {
    this.form = form;
    form.autosave = this;
    this.status = document.getElementById(form.dataset.autosaveStatus);
    this.dirty = new Set();
    this.tries = 0;
    this.saving = false;
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("change", (event) => { if (!isTyped(event.target)) this.changed(event.target); });
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) {
        this.sent = true;
        clearTimeout(this.timer);
      }
    });
    window.addEventListener("pageshow", () => { this.sent = false; });
    window.addEventListener("pagehide", () => this.flush());
    window.addEventListener("beforeunload", () => this.flush());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.flush(); });
    document.addEventListener("locality:signing-out", () => this.flush());
    window.addEventListener("online", () => { if (this.dirty.size) this.later(0); });
    document.addEventListener("locality:signed-in", () => { if (this.dirty.size) this.later(0); });
  }

  changed(input) {
    const group = input.closest("[data-field]");
    if (!group || group.closest(".app-conflict")) return;
    this.dirty.add(group.dataset.field);
    this.later(PAUSE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  group(name) {
    return this.form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  }

  // the inputs a person uses; not those of a field that a choice opens, and not what is hidden
  inputs(group) {
    return [...group.querySelectorAll("input, textarea, select")]
      .filter((input) => !["hidden", "file"].includes(input.type) && input.closest("[data-field]") === group);
  }

  setRevision(group, name, revision) {
    group.dataset.revision = revision;
    const hidden = this.form.elements.namedItem(`revision-${name}`);
    if (hidden) hidden.value = revision;
  }

  content(names) {
    renewToken(this.form);
    const all = new FormData(this.form);
    const body = new URLSearchParams();
    body.set("csrfmiddlewaretoken", all.get("csrfmiddlewaretoken") || "");
    for (const name of names) {
      const group = this.group(name);
      if (!group) continue;
      body.append("fields", name);
      body.set(`revision-${name}`, group.dataset.revision || "");
      for (const input of new Set(this.inputs(group).map((one) => one.name))) {
        for (const value of all.getAll(input)) body.append(input, value);
      }
    }
    return body;
  }

  async save() {
    if (this.saving || this.sent || !this.dirty.size) return;
    this.saving = true;
    const names = [...this.dirty];
    this.dirty.clear();
    const answer = await this.post(names, {});
    const again = answer ? await this.heard(answer, names) : this.failed(names, NO_CONNECTION);
    this.saving = false;
    if (again) this.later(Math.min(LONGEST_WAIT, 1000 * 2 ** this.tries));
    else if (this.dirty.size && this.tries === 0) this.later(PAUSE);
  }

  // the answer, or null where nothing came back
  post(names, options) {
    return fetch(this.form.dataset.autosaveUrl, {
      method: "POST", body: this.content(names), credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-Requested-With": "fetch" }, ...options,
    }).catch(() => null);
  }

  // take the answer in; true where it is worth trying again
  async heard(answer, names) {
    if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
      noticeSignedOut();
      return this.failed(names, SIGNED_OUT);
    }
    if (answer.status >= 500) return this.failed(names, REFUSED);
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) this.saved(told, names);
    else this.failed(names, told.error || "Not saved. Press the button at the end of the page to see why.");
    return false;
  }

  saved(answer, names) {
    this.tries = 0;
    this.others(answer.others || {}, names);
    document.dispatchEvent(new CustomEvent("locality:alive"));
    for (const [name, revision] of Object.entries(answer.revisions || {})) {
      const group = this.group(name);
      if (group) this.setRevision(group, name, revision);
    }
    const conflicts = answer.conflicts || [];
    const labels = conflicts.map((conflict) => this.showConflict(conflict)).join(", ");
    if (conflicts.length) {
      this.say(`Someone else changed: ${labels}. Both texts are shown at the field; choose which to keep.`, true);
    } else this.say(`Saved at ${answer.saved_at}`);
  }

  // what was typed on since is told with the next answer
  others(read, names) {
    for (const name of names) {
      const group = this.group(name);
      if (group && !this.dirty.has(name)) showOthers(this.inputs(group)[0], read[name]);
    }
  }

  failed(names, sentence) {
    names.forEach((name) => this.dirty.add(name));
    this.tries += 1;
    this.say(sentence, true);
    return true;
  }

  say(sentence, trouble = false) {
    if (!this.status) return;
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
    this.status.classList.toggle("app-saved--trouble", trouble);
  }

  showConflict({ name, label: given, theirs, theirs_shown: theirsShown, by, at, revision }) {
    const group = this.group(name);
    if (!group) return given || name;
    const label = given || group.querySelector("legend, label")?.textContent.trim() || name;
    group.querySelector(`:scope > .app-conflict`)?.remove();
    const inputs = this.inputs(group);
    const notice = document.createElement("div");
    notice.className = "app-conflict";
    notice.setAttribute("role", "group");
    notice.setAttribute("aria-label", `Two texts for ${label}`);
    notice.append(
      this.paragraph(`${by || "Someone else"} changed this${at ? ` at ${at}` : ""} while you were writing. Nothing is lost: choose which text to keep.`),
      this.paragraph("Their text", "govuk-!-font-weight-bold govuk-!-margin-bottom-1"),
      this.textOf(theirsShown ?? theirs, `Their text for ${label}`),
      this.paragraph("Your text", "govuk-!-font-weight-bold govuk-!-margin-bottom-1"),
      this.textOf(shown(inputs), `Your text for ${label}`),
    );
    const buttons = document.createElement("div");
    buttons.className = "govuk-button-group";
    const choose = (text, take) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "govuk-button govuk-button--secondary";
      button.textContent = text;
      button.addEventListener("click", () => {
        if (revision !== undefined) this.setRevision(group, name, revision);
        if (take) put(inputs, theirs);
        notice.remove();
        inputs[0].focus();
        inputs[0].dispatchEvent(new Event("input", { bubbles: true })); // the choice is saved like any other change
      });
      buttons.append(button);
    };
    choose("Keep mine", false);
    choose("Use theirs", true);
    notice.append(buttons);
    group.prepend(notice);
    return label;
  }

  paragraph(text, classes = "") {
    const made = document.createElement("p");
    made.className = `govuk-body ${classes}`;
    made.textContent = text;
    return made;
  }

  textOf(text, label) {
    const made = document.createElement("div");
    made.className = "app-conflict__text govuk-body";
    made.tabIndex = 0;
    made.setAttribute("role", "region");
    made.setAttribute("aria-label", label);
    made.textContent = text || "(nothing)";
    return made;
  }

  // leaving the page: the last words go out without waiting
  async flush() {
    if (this.sent || !this.dirty.size) return;
    const names = [...this.dirty];
    this.dirty.clear();
    const answer = await this.post(names, { keepalive: true });
    if (answer) await this.heard(answer, names);
    else this.failed(names, NO_CONNECTION);
  }
}

document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));
