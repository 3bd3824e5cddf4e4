// Where selected words stand in the article: code points of the submitted field, whatever is drawn between them.
// Each `.run` carries in `data-start` the place of its first character. A hidden character is drawn as a token of
// several letters and counts as the one that it is; numbers of notes stand between runs and count nothing.

const TOKEN = ".hidden-character";

const pointsOf = (range) => {
  const copy = range.cloneContents();
  for (const token of copy.querySelectorAll(TOKEN)) token.textContent = token.textContent ? "\u0001" : "";
  return Array.from(copy.textContent);
};

const within = (run) => {
  const range = document.createRange();
  range.selectNodeContents(run);
  return range;
};

/** The part of a run that a selection covers: its characters and the place of the first of them. */
const partOf = (run, selected) => {
  const whole = within(run);
  const before = within(run);
  const part = whole.cloneRange();
  if (selected.compareBoundaryPoints(Range.START_TO_START, whole) > 0) {
    part.setStart(...startOf(selected, run));
    before.setEnd(part.startContainer, part.startOffset);
  } else {
    before.collapse(true);
  }
  if (selected.compareBoundaryPoints(Range.END_TO_END, whole) < 0) part.setEnd(...endOf(selected, run));
  return { start: Number(run.dataset.start) + pointsOf(before).length, points: pointsOf(part) };
};

// A selection that begins or ends inside the letters of a token means the whole hidden character.
const tokenAround = (node, run) => {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const token = element.closest(TOKEN);
  return token && run.contains(token) ? token : null;
};
const indexOf = (node) => Array.prototype.indexOf.call(node.parentNode.childNodes, node);
const startOf = (range, run) => {
  const token = tokenAround(range.startContainer, run);
  return token ? [token.parentNode, indexOf(token)] : [range.startContainer, range.startOffset];
};
const endOf = (range, run) => {
  const token = tokenAround(range.endContainer, run);
  return token ? [token.parentNode, indexOf(token) + 1] : [range.endContainer, range.endOffset];
};

const fault = (words) => ({ fault: words });
const isBlank = (point) => point.trim() === "";

/** The place that is selected as `field:start:end` with its words, or what is wrong with the selection. */
export const placeOfSelection = (article, selection) => {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return fault("Select words in the article first.");
  const range = selection.getRangeAt(0);
  const fields = Array.from(article.querySelectorAll("[data-field]")).map((field) => ({
    name: field.dataset.field,
    parts: Array.from(field.querySelectorAll(".run"))
      .filter((run) => range.intersectsNode(run))
      .map((run) => partOf(run, range))
      .filter(({ points }) => points.length),
  }));
  const chosen = fields.filter(({ parts }) => parts.some(({ points }) => !points.every(isBlank)));
  if (chosen.length === 0) return fault("Select words in the article first.");
  if (chosen.length > 1) return fault("Select words of the title or of the text, not of both.");
  return trimmed(chosen[0]);
};

const trimmed = ({ name, parts }) => {
  const filled = parts.filter(({ points }) => !points.every(isBlank));
  const first = filled[0];
  const last = filled[filled.length - 1];
  const start = first.start + first.points.findIndex((point) => !isBlank(point));
  const end = last.start + last.points.findLastIndex((point) => !isBlank(point)) + 1;
  return { place: `${name}:${start}:${end}`, words: joined(parts) };
};

// Runs of one paragraph follow each other without a gap; between paragraphs there is one.
const joined = (parts) => {
  let text = "";
  let end = parts[0].start;
  for (const { start, points } of parts) {
    text += (start > end ? " " : "") + points.filter((point) => point !== "\u0001").join("");
    end = start + points.length;
  }
  return text.replace(/\s+/gu, " ").trim();
};

/** The characters of a place as a range of the page, or null where it means none. */
export const rangeOfPlace = (article, place) => {
  const [name, start, end] = place.split(":");
  const field = article.querySelector(`[data-field="${CSS.escape(name ?? "")}"]`);
  if (!field || !end) return null;
  const range = document.createRange();
  const from = pointAt(field, Number(start), false);
  const to = pointAt(field, Number(end), true);
  if (!from || !to) return null;
  range.setStart(...from);
  range.setEnd(...to);
  return range;
};

const pointAt = (field, place, isEnd) => {
  const runs = Array.from(field.querySelectorAll(".run"));
  const run = runs.findLast(({ dataset }) => (isEnd ? Number(dataset.start) < place : Number(dataset.start) <= place));
  if (!run) return null;
  let left = place - Number(run.dataset.start);
  const walker = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  let last = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const isToken = Boolean(node.parentElement.closest(TOKEN));
    const points = Array.from(node.data);
    const length = isToken ? 1 : points.length;
    if (left < length || (isEnd && left === length)) {
      if (isToken) return [node, left ? node.length : 0];
      return [node, points.slice(0, left).join("").length];
    }
    left -= length;
    last = node;
  }
  return last && [last, last.length];
};
