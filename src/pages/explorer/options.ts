import type { ExplorerOptions } from '../explorer-options.ts';

/** What the gateway says about itself in the page. */
export const options = JSON.parse(document.querySelector('meta[name="explorer"]')?.getAttribute('content') ?? '{}') as ExplorerOptions;
