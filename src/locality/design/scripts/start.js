// Starts the components of the design system. Every page works without it.
import {
  createAll, Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink,
} from "govuk-frontend";

// A radio button that opens a field: done here, because the design system marks it aria-expanded, which radio buttons
// may not be. The field follows its choice at once, so nothing needs saying.
function startReveals() {
  document.querySelectorAll("input[type=radio][data-aria-controls]").forEach((radio) => {
    const opened = document.getElementById(radio.dataset.ariaControls);
    delete radio.dataset.ariaControls;
    const show = () => opened.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
    radio.closest("fieldset").addEventListener("change", show);
    window.addEventListener("pageshow", show);
    show();
  });
}

// Paper shows what is folded away, and the page is as it was afterwards.
function openForPrint() {
  const opened = document.querySelectorAll("details:not([open])");
  opened.forEach((each) => (each.open = true));
  addEventListener("afterprint", () => opened.forEach((each) => (each.open = false)), { once: true });
}

// An address that ends in a button brings one back to it, such as the one that moved a line. What was done is said with it,
// where it would otherwise take the focus.
function returnTo(button) {
  const banner = document.querySelector(".govuk-notification-banner");
  const said = banner?.querySelector(".govuk-notification-banner__content");
  if (said) {
    banner.dataset.disableAutoFocus = "true";
    said.id = "what-was-done";
    button.setAttribute("aria-describedby", said.id);
  }
  button.focus();
}

addEventListener("beforeprint", openForPrint);
document.body.classList.add("js-enabled", "govuk-frontend-supported");
startReveals();
const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
if (named && named.tagName === "BUTTON") returnTo(named);
[Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink].forEach((part) => createAll(part));
