// Parts of a form that belong to a choice: `data-shown-when="outcome=approved"` is shown while that radio button, or
// that line of a drop-down list, is chosen; several values stand with spaces between them. Without this script all parts
// are shown, each under a heading or label that says when it is needed. `data-shown-unless="outcome"` is shown until one is
// chosen, and without this script: the text of a button that names all that it can do.

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

for (const part of document.querySelectorAll("[data-shown-unless]")) {
  // after the loop above: what is said instead is shown or hidden by then
  const others = part.parentElement.querySelectorAll(`[data-shown-when^="${part.dataset.shownUnless}="]`);
  const unless = () => {
    part.hidden = [...others].some((each) => !each.hidden);
  };
  unless();
  part.closest("form").addEventListener("change", unless);
}
