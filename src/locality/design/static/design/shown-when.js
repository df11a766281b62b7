// Parts of a form that belong to one choice: `data-shown-when="outcome=approved"` is shown while that radio button is
// chosen. Without this script all parts are shown, each under a heading that says when it is needed.

function update(part) {
  const [name, value] = part.dataset.shownWhen.split("=");
  const form = part.closest("form");
  const chosen = form.querySelector(`input[name="${name}"]:checked`);
  part.hidden = !(chosen && chosen.value === value);
}

for (const part of document.querySelectorAll("[data-shown-when]")) {
  update(part);
  part.closest("form").addEventListener("change", () => update(part));
}
