// Opens GraphiQL with the operation of the address, if it has one, and makes addresses that others can open.
// `options` is written before this file.

/** The tab in front, as GraphiQL keeps it in the storage; undefined before the first visit. */
function storedTab() {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    return tabs[activeTabIndex];
  } catch {
    return undefined;
  }
}

const { searchParams } = new URL(location.href);
const shared = { query: searchParams.get('query') || undefined, variables: searchParams.get('variables') || undefined };
// The tabs of a browser that has none yet.
if (shared.query) options.defaultTabs = [shared, ...options.defaultTabs];
// GraphiQL opens a tab, unless one has exactly these values.
const { query, variables } = shared.query ? shared : (storedTab() ?? options);
Object.assign(options, { query: query ?? '', variables: variables ?? '' });

/** Reads the results of `@defer` and `@stream`. */
async function* eventsOf(response) {
  let text = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + piece).split('\n\n');
    text = events.pop();
    for (const event of events) {
      const data = /^data: *(.+)$/m.exec(event)?.[1];
      if (data) yield JSON.parse(data);
    }
  }
}

/** Sends an operation as it is written, so that the gateway says what is wrong with it. */
async function send({ query, variables, operationName }, { headers } = {}) {
  // GraphiQL may still name the operation of the tab before.
  const isDefined = new RegExp(`\\b(?:query|mutation|subscription)\\s+${operationName}\\b`).test(query);
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: /@(?:defer|stream)\b/.test(query) ? 'text/event-stream, application/json' : 'application/json',
      ...options.additionalHeaders,
      ...headers,
    },
    body: JSON.stringify({ query, variables, operationName: isDefined ? operationName : undefined }),
  });
  return response.headers.get('content-type')?.startsWith('text/event-stream') ? eventsOf(response) : response.json();
}

/** The address that opens the tab in front. */
function addressOfTab() {
  const made = new URL(location.pathname, location.origin);
  for (const [name, value] of Object.entries(storedTab() ?? {})) {
    if (value && ['query', 'variables', 'operationName'].includes(name)) made.searchParams.set(name, value);
  }
  return made.href;
}

const share = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Share' });
share.style.cssText =
  'position: fixed; right: 28px; bottom: 28px; padding: 8px 16px; border: 0; border-radius: 8px; background: #5646d6; color: #fff; font: 600 14px system-ui, sans-serif; cursor: pointer';
const say = (text) => {
  share.textContent = text;
  setTimeout(() => (share.textContent = 'Share'), 3000);
};
share.addEventListener('click', () => {
  const made = addressOfTab();
  history.replaceState({}, '', made);
  // Browsers have a clipboard only on a secure origin.
  const copied = navigator.clipboard?.writeText(made) ?? Promise.reject(new Error('There is no clipboard.'));
  copied.then(
    () => say('Link copied'),
    () => say('Copy the address'),
  );
});
document.body.append(share);

YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  ...options,
  fetcher: send,
  shouldPersistHeaders: false,
  // An address that no longer says what the page shows would open something else.
  onEditQuery: () => history.replaceState({}, '', location.pathname),
});
