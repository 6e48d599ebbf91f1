import { pick, useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { ExampleGroup, MenuExample } from '../explorer-examples.ts';
import { options } from './options.ts';
import { filled, planOf } from './send.ts';
import { plural } from './words.ts';

/** Shows the variables or the headers of the tab in front. GraphiQL has no action for it. */
const showTools = (name: 'variables' | 'headers'): void =>
  document.querySelector<HTMLButtonElement>(`.graphiql-editor-tools [data-name=${name}]`)?.click();

/** Opens an example in a tab of its own, or in that which has it. */
function useOpenExample(): (example: MenuExample) => void {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor, headerEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor', 'headerEditor'));
  return ({ query, variables: ofVariables, headers: ofHeaders }) => {
    const index = tabs.findIndex((tab) => tab.query === query);
    if (index === -1) addTab();
    else changeTab(index);
    const variables = filled(ofVariables);
    const headers = filled(ofHeaders);
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    headerEditor?.setValue(headers);
    updateActiveTabValues({ query, variables, headers });
    if (variables) showTools('variables');
    else if (headers) showTools('headers');
    // On a phone the editor is below the menu, and the tab may be beside those that are seen.
    document.querySelector('.graphiql-sessions')?.scrollIntoView({ block: 'nearest' });
    requestAnimationFrame(() => {
      document.querySelector('[role=tab][aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  };
}

/** Says the price of an example before it is run. */
async function priceOf({ query, variables, headers: ofHeaders, fails }: MenuExample): Promise<string> {
  // The gateway refuses it before its first request.
  if (fails !== undefined && fails !== 'NOT_FOUND') return plural(0, 'request');
  const headers = filled(ofHeaders);
  if (headers.includes('<')) return 'sign in first';
  const plan = await planOf({ query, variables }, JSON.parse(headers || '{}') as Record<string, string>);
  if (!plan) return '';
  return plan.likely === 0 && plan.certain > 0 ? 'cached' : plural(plan.likely, 'request');
}

function Example({ example, isOpen }: { readonly example: MenuExample; readonly isOpen: boolean }) {
  const open = useOpenExample();
  const [price, setPrice] = useState('');
  // An operation changes what others cost, and signs users in.
  const isWaiting = useGraphiQL(({ isFetching }) => isFetching);
  useEffect(() => {
    // An example without a price can still be opened.
    if (isOpen && !isWaiting) priceOf(example).then(setPrice, () => setPrice(''));
  }, [example, isOpen, isWaiting]);
  return (
    <li>
      <button type="button" onClick={() => open(example)}>
        <span>{example.label}</span> <small>{price}</small>
      </button>
    </li>
  );
}

function Group({ label, examples, first }: ExampleGroup & { readonly first: boolean }) {
  const [isOpen, setOpen] = useState(first);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{label}</summary>
      <ul>
        {examples.map((example) => (
          <Example key={example.label} example={example} isOpen={isOpen} />
        ))}
      </ul>
    </details>
  );
}

const Examples = () => (
  <section className="explorer-examples" aria-label="Examples">
    <h2>Examples</h2>
    <p>
      {options.examples.length > 0
        ? 'Each opens in a tab of its own. The price is what it costs now, in requests to TMDB.'
        : 'This gateway runs only documents that its operator registered.'}
    </p>
    {options.examples.map((group, index) => (
      <Group key={group.label} {...group} first={index === 0} />
    ))}
  </section>
);

/** The menu of examples beside the editor. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" aria-hidden="true">
      <path d="M9 5h12M9 12h12M9 19h12M3.5 5h1M3.5 12h1M3.5 19h1" />
    </svg>
  ),
  content: Examples,
};
