// Beside the phone: the clock, the other phones, and what was not sent.
import { ask, byId, clockOf, dayOf, language, make, personId, tell, words } from "./words.js";

const unread = new Map();
let ahead = 0; // milliseconds that the demo's clock is ahead of this one
let lines = [];

function showClock() {
  const now = new Date(Date.now() + ahead);
  byId("time").textContent = clockOf(now);
  byId("time").dateTime = now.toISOString();
  byId("day").textContent = dayOf(now);
}

function heldLine(one) {
  const line = make("li");
  const name = lines.find((person) => person.id === one.chat)?.name ?? one.chat;
  const until = one.until ? `${words.held_until} ${clockOf(new Date(one.until))}` : words.held_open;
  line.append(make("strong", "", `${name} · ${one.kind}`), make("span", "", one.reason), make("small", "", until));
  return line;
}

function showStage(told) {
  ahead = new Date(told.now).getTime() - Date.now();
  showClock();
  const held = told.held.map(heldLine);
  byId("held").replaceChildren(...held);
  byId("held").hidden = held.length === 0;
  byId("held-none").hidden = held.length > 0;
  byId("dashboard").hidden = !told.dashboard;
  if (told.dashboard) byId("dashboard").href = told.dashboard;
}

export async function refresh() {
  try { showStage(await ask("/stage")); } catch { /* the stream tells that the demo is away */ }
}

let soon = 0;
export function refreshSoon() {
  clearTimeout(soon);
  soon = setTimeout(refresh, 400);
}

function personLine(person) {
  const link = make("a", "person");
  link.href = `/phone/${person.id}`;
  if (person.id === personId) link.setAttribute("aria-current", "page");
  const face = make("span", "face", person.name.slice(0, 1));
  face.setAttribute("aria-hidden", "true");
  const about = make("span", "about");
  about.append(make("strong", "", person.name), make("small", "", person.coach ? words.coach : words.runner));
  link.append(face, about);
  const count = unread.get(person.id) ?? 0;
  if (count > 0) {
    const badge = make("span", "badge", String(count));
    badge.append(make("span", "away", ` ${words.new}`));
    link.append(badge);
  }
  return link;
}

function showPeople() {
  for (const id of ["people", "people-here"]) {
    const place = byId(id);
    if (!place) continue;
    const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    place.replaceChildren(...lines.map(personLine));
    if (focused) place.querySelector(`[href="${focused}"]`)?.focus();
  }
}

export function noteElsewhere(one) {
  if (one.byBot && one.what === "sent" && one.chat !== personId) {
    unread.set(one.chat, (unread.get(one.chat) ?? 0) + 1);
    showPeople();
  }
}

export async function loadPeople() {
  const told = await ask("/people");
  lines = told.people;
  showPeople();
  return told.next;
}

function openStage(open) {
  document.body.classList.toggle("stage-open", open);
  byId("open-stage").setAttribute("aria-expanded", String(open));
  (open ? byId("close-stage") : byId("open-stage")).focus();
}

export function listen() {
  byId("open-stage").addEventListener("click", () => openStage(true));
  byId("close-stage").addEventListener("click", () => openStage(false));
  byId("stage").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("stage-open")) openStage(false);
  });
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      try { showStage(await tell("/stage", { step: button.dataset.step })); } finally { button.removeAttribute("aria-busy"); }
    });
  }
  setInterval(showClock, 1000);
  setInterval(() => { if (!document.hidden) refresh(); }, 5000);
  document.documentElement.dataset.language = language;
}
