import 'graphiql/style.css';
import './explorer.css';
import { useMonaco } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
// GraphiQL imports them when it is there already: so the browser loads all at once.
import 'monaco-graphql/esm/lite.js';
import 'monaco-graphql/esm/monaco-editor.js';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { forgetAddress, linked, storedTab } from './address.ts';
import { AnswerPanel } from './answer.tsx';
import { EXAMPLES_PLUGIN } from './examples.tsx';
import { options } from './options.ts';
import { putNewcomersFirst } from './schema-order.ts';
import { send } from './send.ts';
import { storage } from './storage.ts';
import { PlanButton, ShareButton, useLinkedOperation } from './toolbar.tsx';
import './workers.ts';

// GraphiQL opens a tab, unless one has exactly these values.
const { query, variables } = linked ?? storedTab() ?? { query: options.examples[0]?.examples[0]?.query, variables: '' };

/** The font of the system in place of one that would be loaded. */
function useSystemFont(): void {
  const monaco = useMonaco(({ monaco }) => monaco);
  useEffect(() => {
    const fontFamily = 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace';
    for (const editor of monaco?.editor.getEditors() ?? []) editor.updateOptions({ fontFamily, fontSize: 14 });
  }, [monaco]);
}

/** Is within GraphiQL, whose state it needs. */
function Extras() {
  useSystemFont();
  useLinkedOperation();
  return null;
}

createRoot(document.querySelector('#root') ?? document.body).render(
  <GraphiQL
    fetcher={send}
    storage={storage}
    initialQuery={query ?? ''}
    initialVariables={variables ?? ''}
    defaultTabs={[{ query: query ?? '', variables: variables ?? '' }]}
    defaultEditorToolsVisibility={linked?.variables ? 'variables' : false}
    shouldPersistHeaders={false}
    showPersistHeadersSettings
    plugins={[EXAMPLES_PLUGIN, HISTORY_PLUGIN]}
    visiblePlugin={linked || matchMedia('(width < 60rem)').matches ? '' : EXAMPLES_PLUGIN}
    onEditQuery={forgetAddress}
    onSchemaChange={putNewcomersFirst}
  >
    <GraphiQL.Logo>
      <a className="brand" href={`${options.base}/`}>
        TMDB gateway
      </a>
      {options.sandbox && (
        <span className="badge" title="Facts about some movies, generated images. The real TMDB: TMDB_ACCESS_TOKEN=… npm start">
          Sandbox
        </span>
      )}
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, merge, copy }) => (
        <>
          <PlanButton />
          <ShareButton />
          {prettify}
          {merge}
          {copy}
        </>
      )}
    </GraphiQL.Toolbar>
    <GraphiQL.Footer>
      <AnswerPanel />
    </GraphiQL.Footer>
    <Extras />
  </GraphiQL>,
);
