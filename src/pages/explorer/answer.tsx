import { pick, useGraphiQL } from '@graphiql/react';
import { useMemo, useState } from 'react';
import { ERROR_CODE } from '../../tmdb/error-code.ts';
import { TMDB_STATUS } from '../../tmdb/status.ts';
import { options } from './options.ts';
import { PlanButton } from './toolbar.tsx';
import type { Answer, Cost, Plan } from './send.ts';
import { plural } from './words.ts';

const ByPath = ({ byPath }: Pick<Cost, 'byPath'>) => (
  <ul className="by-path" aria-label="Requests by field">
    {byPath.map(({ path, requests }) => (
      <li key={path}>
        <code>{path}</code> {plural(requests, 'request')}
      </li>
    ))}
  </ul>
);

/** Facts with their numbers; those of nothing are left out. */
const Facts = ({ facts }: { readonly facts: Readonly<Record<string, number>> }) => (
  <ul className="facts">{Object.entries(facts).map(([name, count]) => count > 0 && <li key={name}>{`${count} ${name}`}</li>)}</ul>
);

/** What the operation cost, beside what it would have cost as one REST call for each document. */
function CostOf({ cost }: { readonly cost: Cost }) {
  const { requests, retries, appended, hits, stale, joined } = cost;
  const documents = requests - retries + appended + hits + stale + joined;
  return (
    <>
      <p className="price">
        <strong>{plural(requests, 'request')}</strong> to TMDB{documents > requests && ` instead of ${plural(documents, 'REST call')}`}
      </p>
      <Facts
        facts={{ 'saved by append': appended, 'saved by the cache': hits + stale, 'saved by joining': joined, 'of them retries': retries }}
      />
      <ByPath byPath={cost.byPath} />
    </>
  );
}

function PlanOf({ plan }: { readonly plan: Plan }) {
  return (
    <>
      <p className="price">
        Not run. It would cost <strong>{plural(plan.likely, 'request')}</strong> now
      </p>
      <ul className="facts">
        <li>{`at least ${plan.certain} with an empty cache`}</li>
        <li>{`never more than ${plan.atMost}`}</li>
      </ul>
      <ByPath byPath={plan.byPath} />
    </>
  );
}

function Errors({ errors }: { readonly errors: NonNullable<Answer['errors']> }) {
  const explained = new Map(
    errors.map(({ extensions: { code = '', retryAfter, tmdb } = {} }) => [`${code}/${tmdb?.status}`, { code, retryAfter, tmdb }]),
  );
  return (
    <ul className="errors" aria-label="Errors explained">
      {[...explained].map(([key, { code, retryAfter, tmdb }]) => {
        const status = tmdb?.status === null || tmdb === undefined ? undefined : TMDB_STATUS[tmdb.status as keyof typeof TMDB_STATUS];
        return (
          <li key={key}>
            <code>{code}</code> {(ERROR_CODE as Readonly<Record<string, string>>)[code]?.replaceAll('`', '')}
            {status && ` TMDB’s status ${tmdb?.status}: ${status.means}`}
            {retryAfter ? ` Try again after ${plural(retryAfter, 'second')}.` : ''}{' '}
            {options.docs && (
              <a href={`${options.base}/docs/errors.md`} target="_blank" rel="noreferrer">
                All errors
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface Picture {
  readonly url: string;
  readonly label: string;
}

/** The most pictures that are shown. */
const MAX_PICTURES = 60;

const isPicture = (text: string): boolean => {
  const url = /^https?:.*\.(?:jpg|jpeg|png|svg|webp)$/.test(text) ? URL.parse(text) : null;
  return url !== null && [location.origin, ...options.images].includes(url.origin);
};

/** Finds the pictures of an answer, each with the name of the object that has it. */
function picturesIn(value: unknown, label = ''): Picture[] {
  if (typeof value === 'string') return isPicture(value) ? [{ url: value, label }] : [];
  if (value === null || typeof value !== 'object') return [];
  const { title, name } = value as Readonly<Record<string, unknown>>;
  const own = [title, name].find((text) => typeof text === 'string') ?? label;
  return Object.values(value).flatMap((inner) => picturesIn(inner, own));
}

function PictureOf({ url, label }: Picture) {
  const [size, setSize] = useState('');
  return (
    <figure>
      <a href={url} target="_blank" rel="noreferrer">
        <img
          src={url}
          alt={label || 'An image of the answer'}
          height={96}
          loading="lazy"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth} × ${naturalHeight}`)}
          onError={() => setSize('not found')}
        />
      </a>
      <figcaption>
        <span title={label}>{label}</span>
        <small>{[/\/t\/p\/(\w+)\//.exec(url)?.[1], size].filter(Boolean).join(' · ')}</small>
      </figcaption>
    </figure>
  );
}

function Pictures({ data }: { readonly data: unknown }) {
  const found = [...new Map(picturesIn(data).map((one) => [one.url, one])).values()];
  if (found.length === 0) return null;
  return (
    <div className="pictures" role="region" aria-label="Pictures of the answer" tabIndex={0}>
      {found.slice(0, MAX_PICTURES).map((one) => (
        <PictureOf key={one.url} {...one} />
      ))}
    </div>
  );
}

function answerOf(text: string | null | undefined): Answer | undefined {
  try {
    const answer = JSON.parse(text ?? '') as Answer | null;
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined; // Nothing yet.
  }
}

/** What the answer in front cost, what its errors mean, and its pictures. */
export function AnswerPanel() {
  const { tabs, activeTabIndex, isFetching } = useGraphiQL(pick('tabs', 'activeTabIndex', 'isFetching'));
  const text = tabs[activeTabIndex]?.response;
  const answer = useMemo(() => answerOf(text), [text]);
  const tmdb = answer?.extensions?.tmdb;
  return (
    <section className="explorer-answer" aria-label="Price and pictures" aria-live="polite">
      {!answer && (
        <p className="hint">
          {isFetching ? (
            'Running …'
          ) : (
            <>
              Run the operation to see its answer and its price, or <PlanButton>see the price first</PlanButton>.
            </>
          )}
        </p>
      )}
      {tmdb && ('plan' in tmdb ? <PlanOf plan={tmdb.plan} /> : <CostOf cost={tmdb} />)}
      {answer?.errors && <Errors errors={answer.errors} />}
      {answer && <Pictures data={answer.data} />}
    </section>
  );
}
