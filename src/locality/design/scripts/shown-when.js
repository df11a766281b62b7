// Parts of a form that belong to a choice: `data-shown-when="outcome=approved"` is shown while that radio button, or
// that line of a drop-down list, is chosen; several values stand with spaces between them. Without this script all parts
// are shown, each under a heading or label that says when it is needed.

function update(part) {
  const [name, values] = part.dataset.shownWhen.split("=");
  const form = part.closest("form");
  const chosen = form.querySelector(`input[name="${name}"]:checked, select[name="${name}"]`);
  part.hidden = !(chosen && values.split(" ").includes(chosen.value));
}

for (const part of document.querySelectorAll("[data-shown-when]")) {
  update(part);
  part.closest("form").addEventListener("change", () => update(part));
}
