// Warns before a person is signed out for doing nothing, and lets them stay. Settings are on the body:
// data-idle-seconds, data-idle-keep-alive (an address to POST to: an answer that is not 2xx means signed out),
// data-idle-sign-in, data-idle-user (who this page belongs to, to tell one person from the next at one computer).
//
// Nothing typed is lost when time runs out: the page is covered, not left, and uncovered once the same person has
// signed in in another tab. Work in one tab keeps the others alive.
import { noticeSignedIn, noticeSignedOut } from "./signed-out.js";
import { token } from "./token.js";

const WARN_BEFORE = 120; // seconds
const KEY = "locality-alive";
const body = document.body;
const seconds = Number(body.dataset.idleSeconds || 0);
const warnBefore = Math.min(WARN_BEFORE, seconds / 2);
const me = body.dataset.idleUser || "";

let aliveAt = Date.now();
let dialog;
let text;
let heard;
let stay;
let signIn;
let locked = false;
let spoken = "";

function remember() {
  aliveAt = Date.now();
  try {
    localStorage.setItem(KEY, JSON.stringify({ at: aliveAt, user: me }));
  } catch { /* private browsing: each tab then counts for itself */ }
}

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "app-idle";
  dialog.setAttribute("aria-labelledby", "idle-title");
  dialog.innerHTML = `
    <h2 class="govuk-heading-m" id="idle-title">You will soon be signed out</h2>
    <p class="govuk-body" data-part="text" aria-hidden="true"></p>
    <div class="govuk-visually-hidden" data-part="heard" aria-live="assertive"></div>
    <div class="govuk-button-group">
      <button type="button" class="govuk-button" data-part="stay">Stay signed in</button>
      <a class="govuk-link" data-part="sign-in" target="_blank" rel="noopener" hidden>Sign in (opens in a new tab)</a>
    </div>`;
  body.append(dialog);
  [text, heard, stay, signIn] = ["text", "heard", "stay", "sign-in"].map((part) => dialog.querySelector(`[data-part="${part}"]`));
  signIn.href = body.dataset.idleSignIn || "/";
  stay.addEventListener("click", keepAlive);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault(); // Escape stays signed in too
    keepAlive();
  });
}

// who signed in last in this browser: their pages wrote it down
function lastPerson() {
  try {
    return JSON.parse(localStorage.getItem(KEY) || "{}").user ?? me;
  } catch {
    return me;
  }
}

async function keepAlive() {
  if (lastPerson() !== me) {
    lock();
    say("Someone else is signed in here. Sign in as yourself in a new tab to see this page again.");
    return;
  }
  try {
    const answer = await fetch(body.dataset.idleKeepAlive, {
      method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token() },
    });
    if (answer.ok) {
      remember();
      noticeSignedIn();
      close();
    } else {
      lock();
    }
  } catch {
    say("There is no connection. Check it and press the button again.");
  }
}

function close() {
  locked = false;
  spoken = "";
  body.classList.remove("app-locked");
  if (dialog?.open) dialog.close();
}

function lock() {
  locked = true;
  noticeSignedOut();
  body.classList.add("app-locked");
  dialog.querySelector("#idle-title").textContent = "You have been signed out";
  stay.textContent = "I have signed in again";
  signIn.hidden = false;
  say("Sign in in a new tab, then come back: what you typed on this page is still here.");
}

function say(sentence) {
  text.textContent = sentence;
  if (spoken !== sentence) heard.textContent = sentence;
  spoken = sentence;
}

function warn(left) {
  dialog.querySelector("#idle-title").textContent = "You will soon be signed out";
  stay.textContent = "Stay signed in";
  signIn.hidden = true;
  const minutes = Math.ceil(left / 60);
  const exact = left >= 60 ? `${minutes} minute${minutes === 1 ? "" : "s"}` : `${left} second${left === 1 ? "" : "s"}`;
  text.textContent = `You have done nothing for a while. For safety you will be signed out in ${exact}.`;
  // spoken by the minute, then at 20 seconds: every second would bury everything else
  const said = left > 60 ? exact : left > 20 ? "1 minute" : "20 seconds";
  if (said !== spoken) heard.textContent = `You will be signed out in ${said}.`;
  spoken = said;
}

function tick() {
  const left = Math.round(seconds - (Date.now() - aliveAt) / 1000);
  if (left > warnBefore) {
    if (dialog?.open && !locked) close();
    return;
  }
  if (!dialog) build();
  if (!dialog.open) dialog.showModal();
  if (left > 0) warn(left);
  else if (!locked) {
    document.dispatchEvent(new CustomEvent("locality:signing-out"));
    lock();
  }
}

function heardFromAnotherTab(event) {
  if (event.key !== KEY || !event.newValue) return;
  const { at, user } = JSON.parse(event.newValue);
  if (user !== me) return; // someone else signed in here: this page is not kept alive for them
  aliveAt = Math.max(aliveAt, at);
  noticeSignedIn();
  if (locked) close();
}

if (seconds > 0 && typeof HTMLDialogElement === "function") {
  remember();
  window.addEventListener("storage", heardFromAnotherTab);
  document.addEventListener("locality:alive", remember); // a draft was saved: the server heard from us
  setInterval(tick, 1000);
}
