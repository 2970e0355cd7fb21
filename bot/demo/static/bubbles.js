// One message as a bubble, with what can be done to it.
import { botName, clockOf, make, makeButton, words } from "./words.js";
import { makeLink, richText, startPayload } from "./richtext.js";

const EMOJI = ["👍", "❤", "👀"];
const COLOURED = "\ufe0f"; // asks for the coloured drawing where a letter-like one exists too

function mediaOf(media, caption) {
  if (media.kind === "photo") {
    const picture = make("img", "picture");
    picture.src = media.url;
    picture.alt = caption ? "" : words.picture;
    if (media.width) {
      picture.width = media.width;
      picture.height = media.height;
    }
    return picture;
  }
  if (media.kind === "sticker") return make("p", "sticker", `(${words.sticker})`);
  if (media.kind === "voice") return make("p", "file", `▸ ${words.voice} · ${media.duration}″`);
  const link = make("a", "file");
  link.href = media.url;
  link.download = media.name;
  const size = media.size < 1024 ? `${media.size} B` : `${Math.round(media.size / 1024)} kB`;
  link.append(make("span", "file-mark", "↓"), make("span", "file-name", media.name), make("small", "", size));
  return link;
}

function inlineButton(button, message, deeds) {
  if (button.data !== null) {
    return makeButton("key", button.text, (event) => {
      event.currentTarget.setAttribute("aria-busy", "true");
      deeds.tap(message, button.data);
    });
  }
  if (button.copies !== null) return makeButton("key", button.text, () => deeds.copy(button.copies));
  const link = makeLink(button.url, button.text, deeds);
  link.className = "key";
  if (startPayload(button.url) === null) link.append(make("span", "away", ` (${new URL(button.url, location).host})`));
  return link;
}

function keysOf(message, deeds) {
  const keys = make("div", "keys");
  for (const row of message.rows) {
    const line = make("div", "key-row");
    line.append(...row.map((button) => inlineButton(button, message, deeds)));
    keys.append(line);
  }
  return keys;
}

function menuOf(message, deeds) {
  const menu = make("div", "menu");
  menu.hidden = true;
  if (!message.fromBot && message.text && !message.media) {
    menu.append(makeButton("chip", words.edit, () => deeds.edit(message)));
  }
  menu.append(makeButton("chip", words.reply, () => deeds.reply(message)));
  for (const emoji of EMOJI) {
    const mine = message.reactions.some((one) => !one.byBot && one.emoji === emoji);
    menu.append(makeButton("chip", emoji + COLOURED, () => deeds.react(message, mine ? "" : emoji)));
  }
  return menu;
}

function footOf(message) {
  const foot = make("footer");
  if (message.silent) {
    const mark = make("span", "silent");
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", words.silent);
    mark.title = words.silent;
    foot.append(mark);
  }
  if (message.edited) foot.append(make("span", "", words.edited));
  const time = make("time", "", clockOf(new Date(message.at)));
  time.dateTime = message.at;
  foot.append(time);
  return foot;
}

function reactionsOf(message) {
  const line = make("p", "reactions");
  for (const one of message.reactions) {
    const mark = make("span", "reaction", one.emoji + COLOURED);
    mark.append(make("span", "away", ` ${one.byBot ? botName : words.you}`));
    line.append(mark);
  }
  return line;
}

function openMenuOn(article, menu, toggle) {
  const show = (open) => {
    menu.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => show(menu.hidden));
  article.addEventListener("contextmenu", (event) => { event.preventDefault(); show(true); });
  article.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { show(false); toggle.focus(); }
  });
  let held = 0;
  article.addEventListener("touchstart", () => { held = setTimeout(() => show(true), 500); }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) {
    article.addEventListener(end, () => clearTimeout(held), { passive: true });
  }
}

export function makeBubble(message, deeds) {
  const article = make("article", message.fromBot ? "message theirs" : "message mine");
  article.dataset.id = message.id;
  article.tabIndex = -1;
  const bubble = make("div", "bubble");
  bubble.append(make("span", "away", `${message.fromBot ? botName : words.you}: `));
  if (message.replyTo) bubble.append(make("p", "quoted", message.replyTo.text || "…"));
  if (message.media) bubble.append(mediaOf(message.media, message.text));
  if (message.place) bubble.append(make("p", "file", `◎ ${words.location}: ${message.place.join(", ")}`));
  if (message.text) bubble.append(richText(message.text, message.entities, deeds));
  bubble.append(footOf(message));
  const toggle = makeButton("more", "⋯", () => {});
  toggle.setAttribute("aria-label", words.more);
  toggle.setAttribute("aria-expanded", "false");
  const menu = menuOf(message, deeds);
  openMenuOn(article, menu, toggle);
  const line = make("div", "line");
  line.append(bubble, toggle);
  article.append(line);
  if (message.reactions.length) article.append(reactionsOf(message));
  if (message.rows.length) {
    article.classList.add("has-keys");
    article.append(keysOf(message, deeds));
  }
  article.append(menu);
  return article;
}
