import type { ExampleGroup } from './explorer-examples.ts';

/** What the page of the explorer tells its script. */
export interface ExplorerOptions {
  /** The path below which the browser sees the gateway. */
  readonly base: string;
  readonly sandbox: boolean;
  /** Whether the gateway serves its documentation. */
  readonly docs: boolean;
  /** Origins of images that the page may show, beside its own. */
  readonly images: readonly string[];
  /** None where the gateway would refuse them. */
  readonly examples: readonly ExampleGroup[];
}
