import { createLog } from '../../src/ops/log.ts';
import { createExplorerFiles } from '../../src/pages/explorer-files.ts';

/** Builds the explorer, unless it is built for these sources. */
export default async function setup(): Promise<void> {
  await createExplorerFiles(createLog('silent'))();
}
