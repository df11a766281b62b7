// Saves a draft while one types: `<form data-autosave-url="…" data-autosave-status="id of the status">`.
// Each field's group carries data-field (its name) and data-revision (what this window has seen of its text); a hidden
// input `revision-NAME` keeps the same for the plain form. POSTed are `fields` (the names of what changed), their inputs
// and their `revision-NAME`. A save is sent as it was until it is answered; what has to go out before (a button, the page
// is left) says which texts are on their way: `sent` (names) and the inputs as `sent-NAME`. The answer is JSON:
//   {saved_at: "10:42", revisions: {name: what has now been seen},
//    conflicts: [{name, label, theirs, theirs_shown, by, own, at, revision, together}],
//    others: {name: what others will read, where a pupil's name is hidden from them}},
// where `theirs` is a text, a date as 2027-03-12, or the values ticked, a line each; `own` says that this person saved it
// in another window; or {error: "a sentence"}. The form's own buttons do the same work without this script.
import { show as showOthers } from "./others-read.js";
import { SIGNED_OUT, noticeSignedOut } from "./signed-out.js";
import { renewToken, token } from "./token.js";

const PAUSE = 800; // milliseconds after the last key
const STILL = 3000; // after it another window's text may take the place of one's own that is saved
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

// both texts in one; what was typed since they were put together is behind them
function withTypedSince(now, sent, theirs, together) {
  return now.startsWith(sent) ? together + now.slice(sent.length) : `${theirs}\n\n${now}`;
}

export class Autosave {
  constructor(form) {
    this.form = form;
    form.autosave = this;
    this.status = document.getElementById(form.dataset.autosaveStatus);
    this.dirty = new Set(); // names of what changed and was not sent
    this.unheard = null; // what was sent last and is not answered
    this.newer = new Map(); // texts of other windows, kept back while somebody types
    this.typedAt = 0;
    this.tries = 0;
    this.lost = false; // whether the last save found no connection
    this.saving = false;
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("change", (event) => { if (!isTyped(event.target)) this.changed(event.target); });
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) {
        this.sent = true;
        clearTimeout(this.timer);
      }
    });
    form.addEventListener("formdata", ({ formData }) => this.addUnheard(formData));
    window.addEventListener("pageshow", () => { this.sent = false; });
    window.addEventListener("pagehide", () => this.flush());
    window.addEventListener("beforeunload", (event) => {
      this.flush();
      if (!this.sent && this.undecided) event.preventDefault(); // one of two texts is nowhere but on this page
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.flush(); });
    document.addEventListener("locality:signing-out", () => this.flush());
    window.addEventListener("online", () => { if (this.unsaved) this.later(0); });
    document.addEventListener("locality:signed-in", () => { if (this.unsaved) this.later(0); });
  }

  // whether anything is not saved yet, or waits for a choice between two texts
  get unsaved() {
    return this.dirty.size > 0 || this.unheard !== null || this.undecided;
  }

  get undecided() {
    return this.form.querySelector(".app-conflict") !== null;
  }

  changed(input) {
    const group = input.closest("[data-field]");
    if (!group || group.closest(".app-conflict")) return;
    this.dirty.add(group.dataset.field);
    this.typedAt = Date.now();
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
    const before = all.getAll("sent");
    for (const name of names) {
      const group = this.group(name);
      if (!group) continue;
      body.append("fields", name);
      if (before.includes(name)) body.append("sent", name);
      body.set(`revision-${name}`, group.dataset.revision || "");
      for (const input of this.inputNames(group)) {
        for (const key of [input, `sent-${input}`]) all.getAll(key).forEach((value) => body.append(key, value));
      }
    }
    return body;
  }

  inputNames(group) {
    return new Set(this.inputs(group).map((one) => one.name));
  }

  // texts on their way: what stands may be one of them, which is no other window's
  addUnheard(formData) {
    for (const name of this.unheard?.getAll("fields") || []) {
      const group = this.group(name);
      if (!group) continue;
      formData.append("sent", name);
      for (const input of this.inputNames(group)) {
        this.unheard.getAll(input).forEach((value) => formData.append(`sent-${input}`, value));
      }
    }
  }

  async save() {
    if (this.saving || this.sent) return;
    if (!this.unheard) {
      if (!this.dirty.size) return;
      this.unheard = this.content(this.dirty);
      this.dirty.clear();
    }
    await this.post({});
  }

  // leaving the page: the last words go out without waiting
  async flush() {
    if (this.sent || !(this.dirty.size || (this.unheard && !this.saving))) return;
    this.unheard = this.content(new Set([...(this.unheard?.getAll("fields") || []), ...this.dirty]));
    this.dirty.clear();
    await this.post({ keepalive: true });
  }

  async post(options) {
    const body = this.unheard;
    body.set("csrfmiddlewaretoken", token() || body.get("csrfmiddlewaretoken"));
    this.saving = true;
    const answer = await fetch(this.form.dataset.autosaveUrl, {
      method: "POST", body, credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-Requested-With": "fetch" }, ...options,
    }).catch(() => null);
    if (body !== this.unheard) return; // more was sent since: its answer tells
    this.saving = false;
    const again = answer ? await this.heard(answer, body) : this.failed(NO_CONNECTION);
    if (again) this.later(Math.min(LONGEST_WAIT, 1000 * 2 ** this.tries));
    else if (this.dirty.size && this.tries === 0) this.later(PAUSE);
  }

  // take the answer in; true where it is worth trying again
  async heard(answer, body) {
    if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
      noticeSignedOut();
      return this.failed(SIGNED_OUT);
    }
    if (answer.status >= 500) return this.failed(REFUSED);
    const told = await answer.json().catch(() => ({}));
    if (body !== this.unheard) return false;
    this.unheard = null;
    if (answer.ok) this.saved(told, body);
    else {
      body.getAll("fields").forEach((name) => this.dirty.add(name));
      this.failed(told.error || "Not saved. Press the button at the end of the page to see why.");
    }
    return false;
  }

  saved(answer, body) {
    this.tries = 0;
    this.lost = false;
    this.others(answer.others || {}, body.getAll("fields"));
    document.dispatchEvent(new CustomEvent("locality:alive"));
    for (const [name, revision] of Object.entries(answer.revisions || {})) {
      const group = this.group(name);
      if (group) this.setRevision(group, name, revision);
    }
    const conflicts = answer.conflicts || [];
    const labels = conflicts.map((conflict) => this.showConflict(conflict, body)).join(", ");
    if (conflicts.length) {
      this.say(`There are two texts now: ${labels}. Both are shown at the field; choose which to keep.`, true);
    } else this.say(`Saved at ${answer.saved_at}`);
  }

  // what was typed on since is told with the next answer
  others(read, names) {
    for (const name of names) {
      const group = this.group(name);
      if (group && !this.dirty.has(name)) showOthers(this.inputs(group)[0], read[name]);
    }
  }

  failed(sentence) {
    this.tries += 1;
    this.lost = sentence === NO_CONNECTION;
    this.say(sentence, true);
    return true;
  }

  // a text that another window saved is shown where all is saved here, and nobody is typing
  offer(name, text, revision) {
    this.newer.set(name, { text, revision });
    this.showNewer();
  }

  showNewer() {
    clearTimeout(this.showing);
    if (!this.newer.size) return;
    if (this.unsaved || Date.now() - this.typedAt < STILL) {
      this.showing = setTimeout(() => this.showNewer(), STILL);
      return;
    }
    for (const [name, { text, revision }] of this.newer) {
      const group = this.group(name);
      if (group && Number.parseInt(revision, 10) > Number.parseInt(group.dataset.revision, 10)) {
        this.replace(this.inputs(group)[0], text);
        this.setRevision(group, name, revision);
      }
    }
    this.newer.clear();
  }

  // the caret stays where it is
  replace(input, text) {
    const caret = input === document.activeElement ? [input.selectionStart, input.selectionEnd] : null;
    input.value = text;
    if (caret) input.setSelectionRange(...caret);
  }

  say(sentence, trouble = false) {
    if (!this.status) return;
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
    this.status.classList.toggle("app-saved--trouble", trouble);
  }

  showConflict({ name, label: given, theirs, theirs_shown: theirsShown, by, own, at, revision, together }, body) {
    const group = this.group(name);
    if (!group) return given || name;
    const label = given || group.querySelector("legend, label")?.textContent.trim() || name;
    group.querySelector(`:scope > .app-conflict`)?.remove();
    this.newer.delete(name);
    const inputs = this.inputs(group);
    const who = own ? "You" : by || "Someone else";
    const where = own ? "in another window, " : "";
    const notice = document.createElement("div");
    notice.className = "app-conflict";
    notice.setAttribute("role", "group");
    notice.setAttribute("aria-label", `Two texts for ${label}`);
    notice.append(
      this.paragraph(`${who} changed this${at ? ` at ${at}` : ""} ${where}while you were writing${own ? " here" : ""}. Nothing is lost: choose which text to keep.`),
      this.paragraph(own ? "The other window’s text" : "Their text", "govuk-!-font-weight-bold govuk-!-margin-bottom-1"),
      this.textOf(theirsShown ?? theirs, `Their text for ${label}`),
      this.paragraph(own ? "This window’s text" : "Your text", "govuk-!-font-weight-bold govuk-!-margin-bottom-1"),
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
        take();
        notice.remove();
        inputs[0].focus();
        inputs[0].dispatchEvent(new Event("input", { bubbles: true })); // the choice is saved like any other change
      });
      buttons.append(button);
    };
    choose(own ? "Keep this window’s" : "Keep mine", () => {});
    choose(own ? "Use the other window’s" : "Use theirs", () => put(inputs, theirs));
    if (typeof together === "string") {
      choose("Put them together", () => put(inputs, withTypedSince(inputs[0].value, body.get(name), theirs, together)));
    }
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
}

document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));
