// A message's text with its entities, built from text nodes and a fixed list of elements.
import { make, username } from "./words.js";

const ELEMENTS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// The payload of a link that starts this very bot, or null for any other link.
export function startPayload(url) {
  let link;
  try { link = new URL(url); } catch { return null; }
  const path = link.pathname.replace(/^\//, "");
  if (link.hostname !== "t.me" || path.toLowerCase() !== username.toLowerCase()) return null;
  return link.searchParams.get("start") ?? "";
}

export function makeLink(url, text, deeds) {
  const payload = startPayload(url);
  if (payload !== null) {
    const button = make("button", "inline-link", text);
    button.type = "button";
    button.addEventListener("click", () => deeds.start(payload));
    return button;
  }
  const link = make("a", "", text);
  if (/^https?:\/\//i.test(url)) {
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return link;
}

function makeElement(entity, text, deeds) {
  switch (entity.type) {
    case "text_link": return makeLink(entity.url, null, deeds);
    case "url": return makeLink(text, null, deeds);
    case "bot_command": {
      const button = make("button", "inline-link");
      button.type = "button";
      button.addEventListener("click", () => deeds.say(text));
      return button;
    }
    case "spoiler": {
      const button = make("button", "spoiler");
      button.type = "button";
      button.addEventListener("click", () => button.classList.add("shown"));
      return button;
    }
    default: return make(ELEMENTS[entity.type] ?? "span");
  }
}

// Entities nest and come sorted: the outer one first.
function fill(parent, text, start, end, entities, deeds) {
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) parent.append(text.slice(at, entity.offset));
    let next = index + 1;
    while (next < entities.length && entities[next].offset < stop) next += 1;
    const element = makeElement(entity, text.slice(entity.offset, stop), deeds);
    fill(element, text, Math.max(entity.offset, at), stop, entities.slice(index + 1, next), deeds);
    parent.append(element);
    at = stop;
    index = next;
  }
  if (at < end) parent.append(text.slice(at, end));
}

export function richText(text, entities, deeds) {
  const paragraph = make("div", "text");
  fill(paragraph, text, 0, text.length, entities, deeds);
  return paragraph;
}
