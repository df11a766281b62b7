// Shows how many words are left below a text area with data-max-words (FORM-11).
// A word is the longest run of characters outside SEPARATORS: the same numbers as in locality/values/words.py.
// What is invisible is taken out when the text is sent (locality/values/typed.py), so it neither makes nor parts words.

export const SEPARATORS = [
  0x0009, 0x000a, 0x000b, 0x000c, 0x000d, 0x0020, 0x0085, 0x00a0, 0x1680,
  0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
  0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];
const WORD = new RegExp(`[^${SEPARATORS.map((code) => `\\u${code.toString(16).padStart(4, "0")}`).join("")}]+`, "g");
const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0\u2800]/gu;
const PAUSE_BEFORE_SPEAKING = 1000; // milliseconds without a key

export function countWords(text) {
  return (text.replace(INVISIBLE, "").match(WORD) || []).length;
}

function sentence(left) {
  const words = Math.abs(left) === 1 ? "word" : "words";
  const number = Math.abs(left).toLocaleString("en-GB");
  return left < 0 ? `You have ${number} ${words} too many` : `You have ${number} ${words} left`;
}

function start(area) {
  const described = document.getElementById(`${area.id}-words`);
  if (!described) return;
  const most = Number(area.dataset.maxWords);

  const seen = document.createElement("div");
  seen.className = described.className;
  seen.setAttribute("aria-hidden", "true");
  const heard = document.createElement("div");
  heard.className = "govuk-visually-hidden";
  heard.setAttribute("aria-live", "polite");
  described.classList.add("govuk-visually-hidden");
  described.after(seen, heard);

  let pause;
  const show = () => {
    const left = most - countWords(area.value);
    seen.textContent = sentence(left);
    seen.classList.toggle("app-word-count--over", left < 0);
    seen.classList.toggle("govuk-error-message", left < 0);
    seen.classList.toggle("govuk-hint", left >= 0);
    return left;
  };
  area.addEventListener("input", () => {
    const left = show();
    clearTimeout(pause);
    pause = setTimeout(() => { heard.textContent = sentence(left); }, PAUSE_BEFORE_SPEAKING);
  });
  window.addEventListener("pageshow", show); // the browser may have put a text back
  show();
}

document.querySelectorAll("textarea[data-max-words]").forEach(start);
