import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { explorerExamples } from '../../src/pages/explorer-examples.ts';
import type { Estimate } from '../../src/tmdb/need.ts';
import { signIn } from '../support/accounts.ts';
import { startGateway } from '../support/gateway.ts';

const examples = explorerExamples().flatMap(({ label: group, examples }) => examples.map((example) => ({ group, ...example })));
it.each(examples)('x $group: $label', async ({ query, variables = {}, headers = {}, fails }) => {
    expect(validate(schema, parse(query))).toEqual([]);
    await using gateway = await startGateway();
    const user = await signIn(gateway, 'ada');
    gateway.asked();
    const known = JSON.parse(JSON.stringify({ variables, headers }).replaceAll('<sessionId>', user.session));
    const planned = await gateway.ask(query, known.variables, { ...known.headers, 'tmdb-explain': 'plan' });
    console.log(JSON.stringify(planned.body).slice(0, 300));
    const done = await gateway.ask(query, known.variables, { ...known.headers, 'tmdb-explain': '1' });
    console.log(JSON.stringify(done.body.errors), JSON.stringify(done.body.extensions), gateway.asked().length);
});
