// Whether the service answers, as the last request of htmx has shown. A page that lost it says so and keeps what it
// holds; the sign of life goes on being sent, and the first one that is answered takes the message away.

const SILENCE = "The service does not answer. Keep this page open; nothing is lost.";
const FIRST_FAILURE = 500;
let isSilent = false;

/** Whether a form that is sent now has somebody to answer it. */
export const isWithinReach = () => navigator.onLine && !isSilent;

/** Say that nobody answers, once. */
export const tellSilence = () => {
  if (document.getElementById("silence")) return;
  const notice = document.createElement("p");
  notice.id = "silence";
  notice.className = "notice warns";
  notice.textContent = SILENCE;
  document.getElementById("message")?.append(notice);
};

const lose = () => {
  isSilent = true;
  tellSilence();
};

document.addEventListener("htmx:sendError", lose);
document.addEventListener("htmx:timeout", lose);
// What stands in for a service that is down is no part of this page, and would end the signs of life.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status < FIRST_FAILURE) return;
  event.detail.shouldSwap = false;
  lose();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr?.status ?? 0;
  if (status === 0 || status >= FIRST_FAILURE) return;
  isSilent = false;
  document.getElementById("silence")?.remove();
  document.dispatchEvent(new Event("reached"));
});
