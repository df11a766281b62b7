// While a person is signed out, a page that still holds what they typed says so: each of its forms gets a line with a link
// to sign in in a new tab, and its buttons say what pressing them does now (the server keeps what is sent, and shows it
// again after signing in). Signed in again, everything is as it was.

export const SIGNED_OUT = "You have been signed out. Sign in in a new tab, then carry on: what you typed is still here.";

const BUTTONS = 'button.govuk-button:not([type="button"])';
const body = document.body;
let out = false;

function forms() {
  return [...document.querySelectorAll('main form[method="post"]')].filter((form) => form.querySelector(BUTTONS));
}

// "Save and continue" becomes "Sign in, then save and continue"; a word all in capitals stays
function words(text) {
  return `Sign in, then ${/^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text}`;
}

function line() {
  const made = document.createElement("p");
  made.className = "govuk-inset-text app-signed-out";
  made.setAttribute("role", "status");
  const link = document.createElement("a");
  Object.assign(link, { href: body.dataset.idleSignIn || "/", target: "_blank", rel: "noopener", className: "govuk-link" });
  link.textContent = "Sign in (opens in a new tab)";
  made.append("You have been signed out. ", link, ", then carry on: what you typed is still here.");
  return made;
}

function change(button) {
  button.dataset.words = button.innerHTML;
  button.textContent = words(button.textContent.trim());
}

export function noticeSignedOut() {
  if (out) return;
  out = true;
  for (const form of forms()) {
    const buttons = [...form.querySelectorAll(BUTTONS)];
    const first = buttons[0].closest(".govuk-button-group") || buttons[0];
    first.before(line());
    buttons.forEach(change);
  }
}

export function noticeSignedIn() {
  if (!out) return;
  out = false;
  document.querySelectorAll(".app-signed-out").forEach((each) => each.remove());
  document.querySelectorAll("button[data-words]").forEach((button) => {
    button.innerHTML = button.dataset.words;
    delete button.dataset.words;
  });
  document.dispatchEvent(new CustomEvent("locality:signed-in"));
}

document.addEventListener("locality:alive", noticeSignedIn); // a draft was saved: the server knows the person again
