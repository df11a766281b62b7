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

addEventListener("beforeprint", openForPrint);
document.body.classList.add("js-enabled", "govuk-frontend-supported");
startReveals();
[Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink].forEach((part) => createAll(part));
