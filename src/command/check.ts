import { styleText } from 'node:util';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { createLog } from '../ops/log.ts';
import type { CredentialCheck } from '../ops/credential.ts';
import { openGateway } from './open-gateway.ts';

const COLOURS = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const;

interface Line {
  readonly subject: 'configuration' | 'reachability' | 'credential';
  readonly verdict: keyof typeof COLOURS;
  readonly text: string;
}

/** Prints a line and a verdict for the configuration, for TMDB and for the credential. Returns 1 when one of them failed. */
export async function check(): Promise<number> {
  const lines = await linesOf();
  for (const { subject, verdict, text } of lines) console.log(`${styleText(COLOURS[verdict], verdict.padEnd(7))}  ${subject}: ${text}`);
  return lines.some(({ verdict }) => verdict === 'failed') ? 1 : 0;
}

async function linesOf(): Promise<readonly Line[]> {
  try {
    const config = readConfig(process.env);
    // Only a whole gateway has read the files that the configuration names.
    // It is not one of the processes that share a Redis or a cache file: its one request takes no slot of theirs.
    const alone = { ...config, redisUrl: undefined, cacheFile: undefined };
    const { gateway, close } = await openGateway(alone, createLog('silent'));
    const started = performance.now();
    const found = await gateway.checkCredential();
    const took = performance.now() - started;
    await close();
    const warnings = config.warnings.map((text): Line => ({ subject: 'configuration', verdict: 'warning', text }));
    const valid: Line = { subject: 'configuration', verdict: 'ok', text: 'valid' };
    return [...(warnings.length > 0 ? warnings : [valid]), ...upstreamLines(config, found, took)];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const failed = error.problems.map((text): Line => ({ subject: 'configuration', verdict: 'failed', text }));
    return [...failed, skipped('reachability'), skipped('credential')];
  }
}

const skipped = (subject: Line['subject']): Line => ({ subject, verdict: 'skipped', text: 'not checked' });

function upstreamLines({ sandbox, tmdbUrl, accessToken, apiKey }: Config, found: CredentialCheck, took: number): readonly Line[] {
  const { unreachable, refusal } = found;
  if (unreachable !== undefined) return [{ subject: 'reachability', verdict: 'failed', text: unreachable }, skipped('credential')];
  const host = sandbox ? 'the sandbox' : new URL(tmdbUrl).host;
  const reached: Line = { subject: 'reachability', verdict: 'ok', text: `${host} answered in ${Math.round(took)} ms` };
  if (refusal !== undefined) return [reached, { subject: 'credential', verdict: 'failed', text: refusal }];
  const isSet = accessToken !== undefined || apiKey !== undefined;
  return [reached, { subject: 'credential', verdict: 'ok', text: isSet ? 'accepted' : 'none is set, and none is needed' }];
}
