// The sum of one cost while it is typed: quantity × weeks × the cost of one unit. The server works it out again.
// `data-cost` names the line, `data-rates` the cost of one unit of each item of the council's reference.
const NUMBER = /^[0-9]{1,9}(\.[0-9]{1,6})?$/;
const PLACES = 6;
const PENNY = 10n ** BigInt(3 * PLACES - 2);
const PAUSE = 500; // milliseconds after the last key, so that a reader aloud is not interrupted by each figure

// A number as a whole number of millionths; nothing where it is none
function read(text) {
  const plain = text.trim().replaceAll(",", "").replace("£", "");
  if (!NUMBER.test(plain)) return null;
  const [whole, part = ""] = plain.split(".");
  return BigInt(whole + part.padEnd(PLACES, "0"));
}

// Half a penny goes to the even penny, as on the server
function show(sum) {
  let pence = sum / PENNY;
  const twice = (sum % PENNY) * 2n;
  if (twice > PENNY || (twice === PENNY && pence % 2n === 1n)) pence += 1n;
  const text = String(pence).padStart(3, "0");
  return `£${BigInt(text.slice(0, -2)).toLocaleString("en-GB")}.${text.slice(-2)}`;
}

function sumOf(form, line, rates) {
  const typed = (name) => form.elements[`${line}.${name}`]?.value ?? "";
  const rate = rates[typed("item")] ?? typed("rate");
  const parts = [typed("quantity"), typed("weeks").trim() || "1", rate].map(read);
  return parts.includes(null) || parts.includes(0n) ? null : parts.reduce((sum, part) => sum * part);
}

for (const place of document.querySelectorAll("[data-cost]")) {
  const form = place.closest("form");
  const words = place.querySelector("[data-cost-sum]");
  const empty = place.dataset.costEmpty;
  const rates = JSON.parse(place.dataset.rates);
  let timer;
  const update = () => {
    const sum = sumOf(form, place.dataset.cost, rates);
    words.textContent = sum === null ? empty : show(sum);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
}
