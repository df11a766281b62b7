// An amount and the reason for more than was asked: while the amount is typed, the difference is said, and the reason is asked
// for only where there is one. Without this script the reason stands open, and its hint says when it is needed.

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

function update(part) {
  const amount = Number(part.querySelector("input").value.replace(/[£,\s]/g, ""));
  const over = Math.round((amount - Number(part.dataset.moreThan)) * 100) / 100;
  const more = over > 0;
  part.querySelector("[data-more-by]").textContent = more ? pounds.format(over).replace(/\.00$/, "") : "";
  part.querySelector("[data-more-said]").hidden = !more;
  const why = part.querySelector("[data-more-why]");
  why.hidden = !more && !why.querySelector("textarea").value && !why.querySelector(".govuk-error-message");
}

for (const part of document.querySelectorAll("[data-more-than]")) {
  update(part);
  part.addEventListener("input", () => update(part));
}
