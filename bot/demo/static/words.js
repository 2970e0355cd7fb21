// The page's words, its time zone, and small ways to build elements. Text is only ever a text node.
const body = document.body;
export const words = JSON.parse(body.dataset.words);
export const zone = body.dataset.zone;
export const botName = body.dataset.bot;
export const username = body.dataset.username;
export const personId = body.dataset.person ? Number(body.dataset.person) : null;
export const language = document.documentElement.lang;

export const byId = (id) => document.getElementById(id);

export function make(tag, className = "", text = null) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== null) element.textContent = text;
  return element;
}

export function makeButton(className, text, whenTapped) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", whenTapped);
  return button;
}

const clockFormat = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: zone });
const dayFormat = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
export const clockOf = (moment) => clockFormat.format(moment);
export const dayOf = (moment) => dayFormat.format(moment);

const API = "/phone/api";

export async function ask(path) {
  const response = await fetch(API + path);
  if (!response.ok) throw new Error("refused");
  return response.json();
}

export async function tell(path, told = {}) {
  const isForm = told instanceof FormData;
  const response = await fetch(API + path, {
    method: "POST",
    headers: isForm ? {} : { "Content-Type": "application/json" },
    body: isForm ? told : JSON.stringify(told),
  });
  if (!response.ok) throw new Error("refused");
  return response.json();
}

export const doing = (deed, told) => tell(`/people/${personId}/${deed}`, told);
