import { ApolloProvider } from '@apollo/client/react';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createClient } from './client.ts';
import { guessLanguage, guessRegion, type Language, type Region } from './locale.ts';

interface Settings {
  readonly region: Region;
  readonly language: Language;
  readonly sessionId: string | undefined;
}

interface State extends Settings {
  change(change: Partial<Settings>): void;
}

const KEY = 'matinee';
const StateContext = createContext<State | undefined>(undefined);

function readSettings(): Settings {
  const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
  return { region: guessRegion(), language: guessLanguage(), sessionId: undefined, ...stored };
}

/** Holds what this device knows of its user, with the client that goes with it: another language or session starts an empty cache. */
export function StateProvider({ children }: { children: ReactNode }) {
  const [settings, setSettings] = useState(readSettings);
  const change = useCallback((change: Partial<Settings>) => setSettings((settings) => ({ ...settings, ...change })), []);
  useEffect(() => localStorage.setItem(KEY, JSON.stringify(settings)), [settings]);
  const { language, sessionId } = settings;
  const client = useMemo(() => createClient(language, sessionId, () => change({ sessionId: undefined })), [language, sessionId, change]);
  const state = useMemo<State>(() => ({ ...settings, change }), [settings, change]);
  return (
    <StateContext value={state}>
      <ApolloProvider client={client}>{children}</ApolloProvider>
    </StateContext>
  );
}

export function useSettings(): State {
  const state = use(StateContext);
  if (!state) throw new Error('Expected a StateProvider around this component.');
  return state;
}
