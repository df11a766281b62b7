// Presses the answer that the link in a message names, once, when a person is at the page: at the first move of a pointer,
// touch, key or wheel. Programs that read mail in advance open each link, and some run its scripts: they do none of these,
// and answer for nobody. Reading the page changes nothing; without this script the same button waits to be pressed.
const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel"];
const form = document.querySelector("form[data-answer]");
const button = form?.querySelector(`button[value="${form.dataset.answer}"]`);

function press(event) {
  if (!event.isTrusted || document.hidden) return;
  for (const sign of SIGNS) window.removeEventListener(sign, press);
  form.requestSubmit(button);
}

if (button) for (const sign of SIGNS) window.addEventListener(sign, press, { passive: true });
