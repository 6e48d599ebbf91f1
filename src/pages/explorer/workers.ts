import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

const WORKERS: Readonly<Record<string, new () => Worker>> = { json: JsonWorker, graphql: GraphqlWorker };

/** The first use of the page. The editor shows, colours and runs an operation without its workers, which check and complete it. */
const firstUse = new Promise<void>((resolve) => {
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, () => setTimeout(resolve, 500), { once: true }); // The key itself comes first.
});

/** The editor's own setting for its workers. */
const MonacoEnvironment = {
  getWorker: (_id: string, label: string): Promise<Worker> => firstUse.then(() => new (WORKERS[label] ?? EditorWorker)()),
};

Object.assign(globalThis, { MonacoEnvironment });
