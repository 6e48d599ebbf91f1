// Runs the operations of the first page, and shows their answers, images and prices.
const section = document.querySelector('#examples');
const articles = [...section.querySelectorAll('.showcase')];

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const JSON_TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.e+-]*/g;

/** Writes a value as coloured JSON. */
function coloured(value) {
  const text = JSON.stringify(value, null, 2);
  const code = element('code');
  let end = 0;
  for (const match of text.matchAll(JSON_TOKEN)) {
    const [token, string, colon] = match;
    const word = colon ? string : token;
    code.append(text.slice(end, match.index), element('span', { className: colon ? 'argument' : string ? 'string' : 'value' }, word));
    end = match.index + word.length;
  }
  code.append(text.slice(end));
  return code;
}

/** Finds the images of an answer, each with the name of the object that has it. */
function imagesIn(value) {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  const { poster, profile, title, name } = value;
  const url = (poster ?? profile)?.url;
  return [...(url ? [{ url, label: title ?? name ?? '' }] : []), ...Object.values(value).flatMap(imagesIn)];
}

const picture = ({ url, label }) =>
  element('figure', {}, element('img', { src: url, alt: `Poster: ${label}`, width: 92, height: 138 }), element('figcaption', {}, label));

/** What the operation cost, beside what it would have cost as one request for each document. */
function priceOf({ requests, retries, appended, hits, stale, joined }, duration) {
  const documents = requests - retries + appended + hits + stale + joined;
  const instead = documents > requests ? ` to TMDB instead of ${documents}` : ' to TMDB';
  const why = requests === 0 ? 'all from the cache' : 'all parts in one';
  return [element('strong', {}, plural(requests, 'request')), instead, element('small', {}, `${why} · ${duration} ms`)];
}

/** The parts of an answer that each run replaces. */
function partsOf(answer) {
  const images = [...new Map(imagesIn(answer.data).map((one) => [one.url, one])).values()].slice(0, 6);
  const shown = answer.errors ? { data: answer.data, errors: answer.errors } : answer.data;
  const json = element('pre', { className: 'code', tabIndex: 0, role: 'region', ariaLabel: 'Answer' }, coloured(shown));
  return images.length > 0 ? [element('div', { className: 'pictures' }, ...images.map(picture)), json] : [json];
}

async function run(article) {
  const price = article.querySelector('.price');
  article.ariaBusy = 'true';
  const started = performance.now();
  try {
    const response = await fetch(section.dataset.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'tmdb-explain': '1' },
      body: JSON.stringify({ query: article.querySelector('.query .code').textContent }),
    });
    const answer = await response.json();
    const duration = Math.round(performance.now() - started);
    const cost = answer.extensions?.tmdb;
    price.replaceChildren(...(cost ? priceOf(cost, duration) : [`The gateway answered with HTTP ${response.status}.`]));
    for (const old of article.querySelectorAll('.answer > .pictures, .answer > .code, .path')) old.remove();
    price.after(...partsOf(answer));
  } catch {
    price.textContent = 'The gateway could not be reached.';
  }
  article.ariaBusy = 'false';
}

for (const article of articles) {
  const again = element('button', { className: 'button again', type: 'button' }, 'Run it again');
  again.addEventListener('click', () => void run(article));
  article.querySelector('.answer').append(again);
}

const choices = articles.map((article) => {
  const choice = element('button', { type: 'button' }, article.dataset.label);
  choice.addEventListener('click', () => choose(article));
  return choice;
});

function choose(chosen) {
  for (const [index, article] of articles.entries()) {
    article.hidden = article !== chosen;
    choices[index].ariaPressed = String(article === chosen);
  }
  if (!chosen.ariaBusy) void run(chosen);
}

section.querySelector('h2').after(element('div', { className: 'choices', role: 'group', ariaLabel: 'Examples' }, ...choices));
choose(articles[0]);
