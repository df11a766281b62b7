// A form is sent once: a second press within three seconds does nothing. The server has the last word (form_key).
import "./no-connection.js";
import { renewToken } from "./token.js";

const QUIET = 3000; // milliseconds

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sentAt && Date.now() - Number(form.dataset.sentAt) < QUIET) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented) return;
  form.dataset.sentAt = String(Date.now());
  renewToken(form);
  const buttons = [...form.querySelectorAll('button:not([type="button"])')];
  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  setTimeout(() => buttons.forEach((button) => button.removeAttribute("aria-disabled")), QUIET);
});

// coming back with the browser's button finds the form ready
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent-at]").forEach((form) => {
    delete form.dataset.sentAt;
    form.querySelectorAll('[aria-disabled="true"]').forEach((button) => button.removeAttribute("aria-disabled"));
  });
});
