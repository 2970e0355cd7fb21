// Copies what stands in a field. Without this file one selects it by hand.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        return; // it stands selected: a long press or Ctrl+C does the rest
      }
      button.textContent = button.dataset.done;
    });
  }
})();
