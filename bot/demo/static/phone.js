// Where it begins: load, then follow the stream of what happens.
import { byId, personId } from "./words.js";
import * as stage from "./stage.js";

const chat = personId === null ? null : await import("./chat.js");

async function loadAll() {
  const next = await stage.loadPeople();
  await stage.refresh();
  return chat === null ? next : chat.load(personId);
}

function follow(next) {
  const stream = new EventSource(`/phone/api/events?next=${next}`);
  stream.addEventListener("message", (event) => {
    const one = JSON.parse(event.data);
    if (one.chat === personId) chat.happen(one);
    stage.noteElsewhere(one);
    stage.refreshSoon();
  });
  stream.addEventListener("anew", () => location.reload());
  stream.addEventListener("open", () => { byId("lost").hidden = true; });
  stream.addEventListener("error", () => { byId("lost").hidden = false; });
  addEventListener("pagehide", () => stream.close());
}

stage.listen();
chat?.listen();
follow(await loadAll());
document.body.dataset.ready = "yes";
