// A button pressed without a connection would bring the browser's own page, and what was typed would be gone with it.
// So the form stays and says so. Where a draft saves itself, it knows before the browser does. The live page keeps what is
// pressed there, and sends it itself when the connection is back.

const SAID = "There is no connection. What you typed is still here: press the button again when the connection is back.";

function isAway(form) {
  return navigator.onLine === false || form.autosave?.lost === true;
}

function say(form, button) {
  form.querySelector(".app-no-connection")?.remove(); // said again, it is heard again
  const line = document.createElement("p");
  line.className = "govuk-inset-text app-no-connection";
  line.setAttribute("role", "alert");
  const place = button?.closest(".govuk-button-group") || button;
  if (place && form.contains(place)) place.before(line);
  else form.append(line);
  line.textContent = SAID;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.closest("#live") || !isAway(form)) return;
  event.preventDefault();
  say(form, event.submitter);
  form.autosave?.later(0);
}, { capture: true });

window.addEventListener("online", () => {
  document.querySelectorAll(".app-no-connection").forEach((line) => line.remove());
});
