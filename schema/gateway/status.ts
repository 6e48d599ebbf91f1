import { ERROR_CODE, type ErrorCode as Code } from '../../src/tmdb/error-code.ts';
import { second } from '../../src/tmdb/duration.ts';
import { FRESH } from '../../src/tmdb/api/freshness.ts';
import { TMDB_STATUS, type StatusRow, type TmdbStatusName } from '../../src/tmdb/status.ts';
import { builder } from '../core/builder.ts';

type EnumRow = { value: string; description: string };

const ErrorCode = builder.enumType('ErrorCode', {
  description: '`extensions.code` of an error, for clients to switch on.',
  values: Object.fromEntries(Object.entries(ERROR_CODE).map(([code, description]) => [code, { value: code, description }])) as Record<
    Code,
    EnumRow
  >,
});

const TmdbStatus = builder.enumType('TmdbStatus', {
  description: '`extensions.tmdb.name` of an error: the name of TMDB’s own status. https://developer.themoviedb.org/docs/errors',
  values: Object.fromEntries(
    Object.entries(TMDB_STATUS).map(([status, { name, means }]) => [name, { value: name, description: `Status ${status}. ${means}` }]),
  ) as Record<TmdbStatusName, EnumRow>,
});

const FAULTS = {
  NONE: { value: 'none', description: 'No failure: a write succeeded.' },
  CALLER: { value: 'caller', description: 'The caller. Another argument or credential helps.' },
  GATEWAY: { value: 'gateway', description: 'The gateway. Only its operator can fix this.' },
  TMDB: { value: 'tmdb', description: 'TMDB. A later retry helps.' },
  CREDENTIAL: {
    value: 'credential',
    description: 'The owner of the credential that the request carried: the caller, or the gateway with its own key.',
  },
} as const;

const Fault = builder.enumType('Fault', { description: 'The party that can fix a failure.', values: FAULTS });

type Status = StatusRow & { status: number; name: TmdbStatusName };

const TmdbStatusInfo = builder.objectRef<Status>('TmdbStatusInfo');

TmdbStatusInfo.implement({
  description: 'One of TMDB’s status codes, and how this API reports it.',
  fields: (t) => ({
    status: t.exposeInt('status', { nullable: false, description: 'TMDB’s `status_code`.' }),
    name: t.field({ type: TmdbStatus, nullable: false, description: 'Name of the status in this API.', resolve: ({ name }) => name }),
    http: t.exposeInt('http', { nullable: false, description: 'HTTP status of the response that carries it.' }),
    code: t.field({ type: ErrorCode, nullable: false, description: 'The `extensions.code` of the error.', resolve: ({ code }) => code }),
    fault: t.field({ type: Fault, nullable: false, description: 'The party that can fix it.', resolve: ({ fault }) => fault }),
    retryable: t.boolean({
      nullable: false,
      description: 'Whether the gateway retries a read by itself.',
      resolve: ({ retry }) => retry !== 'no',
    }),
    description: t.exposeString('means', { nullable: false, description: 'Meaning of the status.' }),
  }),
});

builder.queryField('tmdbStatuses', (t) =>
  t.field({
    type: [TmdbStatusInfo],
    nullable: { list: false, items: false },
    description: 'All of TMDB’s status codes. Costs no TMDB request.',
    extensions: { maxAge: FRESH.configuration.floor / second },
    resolve: () => Object.entries(TMDB_STATUS).map(([status, row]) => ({ ...row, status: Number(status) })),
  }),
);
