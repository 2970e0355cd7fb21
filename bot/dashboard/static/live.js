// Says in words whether the page is live. htmx itself listens, reconnects and swaps.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  const state = document.getElementById("live-state");
  if (!state) return;
  let lost = false;
  const say = (what) => {
    if (state.dataset.state === what) return;
    state.dataset.state = what;
    state.textContent = state.dataset[what];
  };
  document.addEventListener("htmx:sse:after:connection", () => {
    say(lost ? "back" : "on");
    lost = false;
  });
  const losing = () => {
    // A page in the background rests on purpose; it catches up when it is looked at again.
    if (document.hidden) return;
    lost = true;
    say("lost");
  };
  document.addEventListener("htmx:sse:before:connection", (event) => {
    if (event.detail.connection.attempt > 0) losing();
  });
  document.addEventListener("htmx:sse:error", losing);
})();
