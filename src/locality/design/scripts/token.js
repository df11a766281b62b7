// The token against forged forms changes when a person signs in again, in another tab say. Taking it from its cookie
// at the last moment lets a form opened before still be sent, with all that was typed in it.

const COOKIE = "csrftoken=";

export function token() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(COOKIE));
  return found ? decodeURIComponent(found.slice(COOKIE.length)) : "";
}

export function renewToken(form) {
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  if (field && token()) field.value = token();
}
