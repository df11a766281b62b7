// Says to the styles, before anything is drawn, that scripts run: what one of them folds away is drawn folded. Where one
// does not arrive, all is shown as without scripts.
const page = document.documentElement;
page.classList.add("app-scripts");
addEventListener("error", (event) => event.target.tagName === "SCRIPT" && page.classList.remove("app-scripts"), true);
