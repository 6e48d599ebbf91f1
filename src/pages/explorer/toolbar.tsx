import { pick, ToolbarButton, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useState, type ReactNode } from 'react';
import { linked, showAddressOf } from './address.ts';
import { planBy } from './send.ts';

const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg
    className="graphiql-toolbar-icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

/** Shows the price of the operation in front, without running it. With a text it is a link within that. */
export function PlanButton({ children }: { readonly children?: ReactNode }) {
  const { run } = useGraphiQLActions();
  const plan = (): void => planBy(run);
  if (children)
    return (
      <button type="button" className="as-link" onClick={plan}>
        {children}
      </button>
    );
  return (
    <ToolbarButton label="Price without running" onClick={plan}>
      <Icon>
        <path d="M4 4h8l8 8-8 8-8-8z" />
        <circle cx="8.5" cy="8.5" r="1.2" />
      </Icon>
    </ToolbarButton>
  );
}

/** Writes an address that opens the tab in front for others. */
export function ShareButton() {
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor'),
  );
  const [label, setLabel] = useState('Share');
  useEffect(() => {
    const timer = setTimeout(() => setLabel('Share'), 3000);
    return () => clearTimeout(timer);
  }, [label]);
  const share = (): void => {
    const address = showAddressOf({
      query: queryEditor?.getValue(),
      variables: variableEditor?.getValue(),
      operationName: tabs[activeTabIndex]?.operationName,
    });
    // Browsers have a clipboard only on a secure origin.
    const copied =
      (navigator.clipboard as Clipboard | undefined)?.writeText(address) ?? Promise.reject(new Error('There is no clipboard.'));
    copied.then(
      () => setLabel('Link copied'),
      () => setLabel('Copy the address'),
    );
  };
  return (
    <>
      <ToolbarButton label="Share" onClick={share}>
        <Icon>
          <circle cx="6" cy="12" r="2.5" />
          <circle cx="17" cy="6" r="2.5" />
          <circle cx="17" cy="18" r="2.5" />
          <path d="m8.3 10.9 6.4-3.7M8.3 13.1l6.4 3.7" />
        </Icon>
      </ToolbarButton>
      {label !== 'Share' && (
        <span className="toast" role="status">
          {label}
        </span>
      )}
    </>
  );
}

/** Runs the operation that the address names, until the user chooses another. GraphiQL's button would ask which one. */
export function useLinkedOperation(): void {
  const { run, setOperationName } = useGraphiQLActions();
  const { operationName, queryEditor, operations } = useGraphiQL(pick('operationName', 'queryEditor', 'operations'));
  const [isSelected, setSelected] = useState(false);

  useEffect(() => {
    const start = operations?.find(({ name }) => name?.value === linked?.operationName)?.loc?.startToken;
    if (isSelected || !linked?.operationName || !queryEditor || !start) return;
    setOperationName(linked.operationName);
    const position = { lineNumber: start.line, column: start.column };
    queryEditor.setPosition(position); // Ctrl-Enter runs the operation at the cursor.
    queryEditor.revealPositionInCenter(position);
    setSelected(true);
  }, [isSelected, operations, queryEditor, setOperationName]);

  useEffect(() => {
    const runIt = (event: Event): void => {
      const isButton = event.target instanceof Element && event.target.closest('.graphiql-execute-button[aria-haspopup]');
      const isPress = !(event instanceof KeyboardEvent) || event.key === 'Enter' || event.key === ' ';
      const isLinked = linked?.operationName === operationName && linked?.query === queryEditor?.getValue();
      if (!isButton || !isPress || !isLinked) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    for (const type of ['pointerdown', 'keydown']) document.addEventListener(type, runIt, true);
    return () => {
      for (const type of ['pointerdown', 'keydown']) document.removeEventListener(type, runIt, true);
    };
  }, [operationName, queryEditor, run]);
}
