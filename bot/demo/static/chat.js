// The conversation: draws messages in place, keeps the focus, and does what a person does.
import { ask, botName, byId, dayOf, doing, make, makeButton, words } from "./words.js";
import { makeBubble } from "./bubbles.js";

const log = byId("log");
const text = byId("text");
const drawer = byId("drawer");
let commands = [];
let context = null; // {edit: message} or {replyTo: message}
let typingEnds = 0;

export function showToast(told) {
  const toast = byId("toast");
  toast.textContent = told;
  clearTimeout(showToast.timer);
  showToast.timer = setTimeout(() => { toast.textContent = ""; }, 4000);
}

function attempt(promise) {
  return promise.catch(() => { quietKeys(); showToast(words.failed); });
}

const deeds = {
  start: (payload) => attempt(doing("starts", { payload })),
  say: (said) => attempt(doing("says", { text: said })),
  tap: (message, data) => attempt(doing("taps", { message: message.id, data })),
  react: (message, emoji) => attempt(doing("reacts", { message: message.id, emoji })),
  edit: (message) => setContext({ edit: message }),
  reply: (message) => setContext({ replyTo: message }),
  copy: (copied) => navigator.clipboard.writeText(copied).then(() => showToast(words.copied), () => showToast(copied)),
};

function setContext(wanted) {
  const wasEditing = Boolean(context?.edit);
  context = wanted;
  const line = byId("context");
  line.hidden = wanted === null;
  if (wanted?.edit) {
    line.firstElementChild.textContent = words.editing;
    text.value = wanted.edit.text;
  } else if (wanted?.replyTo) {
    line.firstElementChild.textContent = `${words.replying}: ${wanted.replyTo.text.slice(0, 60)}`;
  } else if (wasEditing) {
    text.value = "";
  }
  if (wanted !== null) text.focus();
  grow();
}

function grow() {
  text.rows = Math.min(Math.max(text.value.split("\n").length, Math.ceil(text.value.length / 34)), 6) || 1;
}

// Where the focus is inside a bubble, so that it can be put back after it is drawn anew.
function focusIn(article) {
  if (!article.contains(document.activeElement)) return null;
  return [...article.querySelectorAll("button, a")].indexOf(document.activeElement);
}

function restoreFocus(article, index) {
  if (index === null) return;
  const places = [...article.querySelectorAll("button, a")];
  (article.querySelector(".keys button, .keys a") && index >= 0 ? places[index] ?? article.querySelector(".keys button") : article).focus({ preventScroll: true });
}

function daySeparator(message) {
  const day = dayOf(new Date(message.at));
  const last = [...log.querySelectorAll(".day")].at(-1);
  if (last?.textContent !== day) log.append(make("p", "day", day));
}

function isNearEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 140;
}

const find = (id) => log.querySelector(`[data-id="${id}"]`);

function draw(message) {
  const follow = isNearEnd();
  const old = find(message.id);
  const fresh = makeBubble(message, deeds);
  if (old) {
    const focus = focusIn(old);
    old.replaceWith(fresh);
    restoreFocus(fresh, focus);
  } else {
    daySeparator(message);
    if (document.body.dataset.ready) fresh.classList.add("arriving");
    log.append(fresh);
  }
  if (follow || !message.fromBot) log.scrollTop = log.scrollHeight;
}

function erase(message) {
  const old = find(message.id);
  if (!old) return;
  if (old.contains(document.activeElement)) text.focus();
  old.remove();
}

function quietKeys() {
  for (const key of log.querySelectorAll("[aria-busy]")) key.removeAttribute("aria-busy");
}

function showTyping(action) {
  byId("status").textContent = action === "typing" ? `${botName} ${words.typing}` : `${botName} ${words.uploading}`;
  clearTimeout(typingEnds);
  typingEnds = setTimeout(stopTyping, 5000);
}

function stopTyping() {
  clearTimeout(typingEnds);
  byId("status").textContent = words.bot;
}

function showFoot(started, blocked) {
  byId("starting").hidden = started || blocked;
  byId("blocked").hidden = !blocked;
  byId("talking").hidden = !started || blocked;
  byId("block").hidden = blocked;
}

function showKeyboard(rows) {
  const keyboard = byId("keyboard");
  keyboard.hidden = rows.length === 0;
  keyboard.replaceChildren(...rows.map((row) => {
    const line = make("div", "key-row");
    line.append(...row.map((one) => makeButton("key", one.text, () => (
      one.asks === "location" ? attempt(doing("shares")) : deeds.say(one.text)
    ))));
    return line;
  }));
}

function showAlert(told) {
  byId("alert-text").textContent = told;
  byId("alert").showModal();
}

export function happen(one) {
  switch (one.what) {
    case "sent": case "edited": case "reacted":
      if (one.byBot) stopTyping();
      if (one.what === "sent" && !one.byBot) showFoot(true, false);
      draw(one.message);
      showKeyboard(one.keyboard);
      if (one.what === "sent") log.querySelector(".empty")?.remove();
      break;
    case "deleted": erase(one.message); break;
    case "toast":
      quietKeys();
      if (one.text) (one.alert ? showAlert : showToast)(one.text);
      break;
    case "action": showTyping(one.text); break;
    case "blocked": showFoot(true, true); break;
    case "unblocked": showFoot(true, false); text.focus(); break;
    default: break;
  }
}

export async function load(person) {
  const chat = await ask(`/people/${person}`);
  commands = chat.commands;
  log.replaceChildren();
  if (chat.messages.length === 0) {
    const empty = make("div", "empty");
    empty.append(make("span", "face leaf big-face"), make("p", "", chat.description || words.empty));
    log.append(empty);
  }
  chat.messages.forEach(draw);
  showKeyboard(chat.keyboard);
  showFoot(chat.started, chat.blocked);
  log.scrollTop = log.scrollHeight;
  return chat.next;
}

function openDrawer(opener, entries) {
  const wasOpen = opener.getAttribute("aria-expanded") === "true";
  closeDrawer();
  if (wasOpen) return;
  opener.setAttribute("aria-expanded", "true");
  drawer.hidden = false;
  drawer.replaceChildren(...entries);
  drawer.querySelector("button")?.focus();
}

function closeDrawer() {
  drawer.hidden = true;
  for (const id of ["commands", "attach"]) byId(id).setAttribute("aria-expanded", "false");
}

function commandLine(one) {
  const line = makeButton("command", "", () => { closeDrawer(); deeds.say(`/${one.command}`); text.focus(); });
  line.append(make("strong", "", `/${one.command}`), make("span", "", one.description));
  return line;
}

function attachLines() {
  const deedLine = (word, deed) => makeButton("command", word, () => { closeDrawer(); attempt(doing(deed)); });
  return [
    makeButton("command", words.file, () => { closeDrawer(); byId("file").click(); }),
    deedLine(words.voice, "speaks"), deedLine(words.location, "shares"), deedLine(words.sticker, "sticks"),
  ];
}

async function send() {
  const said = text.value.trim();
  if (!said) return;
  const was = context;
  const told = was?.edit ? { message: was.edit.id, text: said } : { text: said, replyTo: was?.replyTo?.id };
  try {
    await doing(was?.edit ? "edits" : "says", told);
    text.value = "";
    setContext(null);
    grow();
  } catch { showToast(words.failed); }
}

function editLast() {
  const last = [...log.querySelectorAll(".mine")].at(-1);
  const chip = last?.querySelector(".menu .chip");
  if (chip?.textContent === words.edit) chip.click();
}

function listenToFoot() {
  byId("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  byId("starting").addEventListener("submit", (event) => {
    event.preventDefault();
    deeds.start(byId("payload").value.trim()).then(() => text.focus());
  });
  byId("unblock").addEventListener("click", () => attempt(doing("unblocks")));
  byId("block").addEventListener("click", () => attempt(doing("blocks")));
  byId("cancel").addEventListener("click", () => setContext(null));
  byId("commands").addEventListener("click", async (event) => {
    const opener = event.currentTarget;
    commands = (await ask(`/people/${document.body.dataset.person}`)).commands;
    openDrawer(opener, commands.map(commandLine));
  });
  byId("attach").addEventListener("click", (event) => openDrawer(event.currentTarget, attachLines()));
  byId("file").addEventListener("change", (event) => {
    const form = new FormData();
    form.append("file", event.target.files[0]);
    form.append("text", text.value.trim());
    attempt(doing("sends", form)).then(() => { text.value = ""; event.target.value = ""; });
  });
}

function listenToKeys() {
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
    if (event.key === "Escape") setContext(null);
    if (event.key === "ArrowUp" && text.value === "") { event.preventDefault(); editLast(); }
  });
  drawer.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { closeDrawer(); text.focus(); }
  });
}

export function listen() {
  const payload = new URLSearchParams(location.search).get("start");
  if (payload) byId("payload").value = payload;
  listenToFoot();
  listenToKeys();
}
