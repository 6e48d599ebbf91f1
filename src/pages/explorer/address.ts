/** What an address of the explorer opens. */
interface Opening {
  readonly query: string;
  readonly variables: string;
  readonly operationName: string | null;
}

/** Reads the operation of the address; undefined when it has none. */
function readAddress(): Opening | undefined {
  const { searchParams } = new URL(location.href);
  const query = searchParams.get('query');
  return query ? { query, variables: searchParams.get('variables') ?? '', operationName: searchParams.get('operationName') } : undefined;
}

/** The operation of the address with which the page was opened. */
export const linked = readAddress();

/** Reads the tab in front, as GraphiQL keeps it in the storage; undefined before the first visit. */
export function storedTab(): { readonly query?: string | null; readonly variables?: string | null } | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '') as {
      tabs: { query?: string | null; variables?: string | null }[];
      activeTabIndex: number;
    };
    return tabs[activeTabIndex];
  } catch {
    return undefined; // Another release, or nothing, wrote it.
  }
}

/** Shows in the address bar what opens an operation for others. */
export function showAddressOf(operation: Readonly<Record<keyof Opening, string | null | undefined>>): string {
  const address = new URL(location.pathname, location.origin);
  for (const [name, value] of Object.entries(operation)) if (value) address.searchParams.set(name, value);
  history.replaceState({}, '', address);
  return address.href;
}

/** An address that no longer says what the page shows would open something else. */
export const forgetAddress = (): void => history.replaceState({}, '', location.pathname);
