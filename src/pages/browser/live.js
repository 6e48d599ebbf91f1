// Replaces the parts of a page that change, once a second, by those of the latest event.
const { events: address } = document.querySelector('[data-events]').dataset;
const pause = document.querySelector('#pause');
const state = document.querySelector('#state');
let source;
let isPaused = false;

const say = (text) => {
  if (state) state.textContent = text;
};

function show({ data }) {
  const { body } = new DOMParser().parseFromString(data, 'text/html');
  for (const next of body.querySelectorAll('[data-live]')) {
    const shown = document.getElementById(next.id);
    if (shown && shown.innerHTML !== next.innerHTML) shown.replaceChildren(...next.childNodes);
  }
}

/** Listens while the page is seen: a browser has six connections for all tabs of a server. */
function listen() {
  source?.close();
  source = undefined;
  if (isPaused || document.hidden) return say(isPaused ? 'Paused' : '');
  source = new EventSource(address);
  source.addEventListener('open', () => say('Live, every second'));
  source.addEventListener('message', show);
  source.addEventListener('error', () =>
    say(source.readyState === EventSource.CLOSED ? 'The gateway has stopped' : 'Connection lost, trying again'),
  );
}

if (pause) {
  pause.hidden = false;
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.textContent = isPaused ? 'Go on' : 'Pause';
    listen();
  });
}
document.addEventListener('visibilitychange', listen);
listen();
