import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, register } from 'prom-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { ERROR_CODE } from '../../src/tmdb/error-code.ts';
import { startGateway } from '../support/gateway.ts';
import { ROOT, snippetsIn } from './markdown.ts';

/** A manifest of docs/operating.md, by the name in its first line. */
function manifest<Shape>(name: string): Shape {
  const snippet = snippetsIn('yaml').find(({ file, text }) => file === 'docs/operating.md' && text.startsWith(`# ${name}\n`));
  return parse(snippet?.text ?? '') as Shape; // The tests below fail when it has another shape.
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: object };
    readonly strategy: { readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number } };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly [
          {
            readonly env: readonly { readonly name: string; readonly value?: string }[];
            readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
            readonly startupProbe: Probe;
            readonly livenessProbe: Probe;
            readonly readinessProbe: Probe;
          },
        ];
      };
    };
  };
}

interface Compose {
  readonly services: {
    readonly gateway: {
      readonly stop_grace_period: string;
      readonly ports: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
    };
  };
  readonly configs: { readonly prometheus: { readonly content: string } };
}

interface Scraping {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly static_configs: readonly { readonly targets: readonly string[] }[];
  }[];
}

/** The environment that the image sets itself. */
const [, ofImage = ''] = /^ENV (NODE_ENV=.*)$/m.exec(readFileSync(`${ROOT}Dockerfile`, 'utf8')) ?? [];
const IMAGE = Object.fromEntries(ofImage.split(' ').map((one) => one.split('=') as [string, string]));

/** The configuration of a container; fails for a variable that nothing reads. */
function configOf(env: Readonly<Record<string, string>>) {
  const read = new Set<string>();
  const all = { ...IMAGE, ...env };
  const config = readConfig(new Proxy(all, { get: (_, name) => (read.add(String(name)), all[String(name)]) }));
  expect(Object.keys(all).filter((name) => !read.has(name))).toEqual([]);
  return config;
}

/** Seconds that a gateway takes to stop: its delay, and 12 seconds for what is under way. */
const stopOf = ({ shutdownDelay }: { readonly shutdownDelay: number }): number => shutdownDelay / 1000 + 12;

describe('the deployment for Kubernetes in docs/operating.md', () => {
  const { spec } = manifest<Deployment>('deployment.yaml');
  const [container] = spec.template.spec.containers;
  const env = Object.fromEntries(container.env.map(({ name, value = 'from-a-secret' }) => [name, value]));
  const config = configOf(env);

  it('sets only variables that the gateway reads, in the environment of its image', () => {
    expect(config).toMatchObject({ host: '0.0.0.0', accessToken: 'from-a-secret', shutdownDelay: 3000 });
  });

  it('names the ports at which the gateway listens', () => {
    expect(container.ports).toEqual([
      { name: 'http', containerPort: config.port },
      { name: 'metrics', containerPort: config.metricsPort },
    ]);
    const { spec: service } = manifest<{ spec: { selector: object; ports: { targetPort: string }[] } }>('service.yaml');
    expect(service).toMatchObject({ selector: spec.selector.matchLabels, ports: [{ targetPort: 'http' }] });
    expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
  });

  it('probes paths that answer, and that fail only where traffic should stop', async () => {
    await using gateway = await startGateway({ env: { METRICS_PORT: env['METRICS_PORT'] ?? '' } });
    const statusOf = async ({ httpGet: { path, port } }: Probe): Promise<number> => {
      expect(port).toBe('http');
      return (await fetch(new URL(path, gateway.url))).status;
    };
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    expect(await Promise.all(probes.map(statusOf))).toEqual([200, 200, 200]);
    gateway.gateway.stop();
    expect(await Promise.all(probes.map(statusOf))).toEqual([200, 200, 503]);
  });

  it('leaves a pod more time than its gateway takes to stop', () => {
    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(stopOf(config));
  });

  it('shares the limit of TMDB among all pods of a rolling update', () => {
    const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate;
    expect(maxUnavailable).toBe(0);
    const atOnce = spec.replicas + maxSurge + 1; // One that is stopping.
    const { rateLimit, maxConnections } = configOf({ SANDBOX: 'true' });
    expect(config.rateLimit * atOnce).toBeLessThanOrEqual(rateLimit);
    expect(config.maxConnections * atOnce).toBeLessThanOrEqual(maxConnections);
  });
});

describe('the compose file in docs/operating.md', () => {
  const { services, configs } = manifest<Compose>('compose.yaml');
  const { gateway } = services;
  const config = configOf({ ...gateway.environment, TMDB_ACCESS_TOKEN: 'token' });
  const scraping = parse(configs.prometheus.content) as Scraping;

  it('publishes the port of the gateway, and gives it more time than it takes to stop', () => {
    expect(gateway.ports).toEqual([`${config.port}:${config.port}`]);
    expect(Number.parseInt(gateway.stop_grace_period, 10)).toBeGreaterThan(stopOf(config));
  });

  it('scrapes the port of the metrics for the job of the alerts', () => {
    expect(scraping).toMatchObject({
      rule_files: ['alerts.yaml'],
      scrape_configs: [{ job_name: 'tmdb-gateway', static_configs: [{ targets: [`gateway:${config.metricsPort}`] }] }],
    });
  });
});

describe('the queries of Prometheus', () => {
  /** The labels of each metric, as the gateway exports them. */
  const labels = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    collectDefaultMetrics();
    const gateway = await startGateway();
    const server = createServer(gateway.gateway.metricsHandler).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // A TCP server's address is never a string.
    await gateway.ask('{ movie(id: 603) { title } unknown: movie(id: 1) { title } }');
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    for (const [, name = '', written = ''] of text.matchAll(/^([a-z]\w*)(?:\{(.*)\})? /gm)) {
      labels.set(name, new Set([...(labels.get(name) ?? []), ...[...written.matchAll(/(\w+)="/g)].map(([, label = '']) => label)]));
    }
    server.closeAllConnections();
    server.close();
    await gateway.close();
    register.clear();
  });

  /** Labels that Prometheus adds to each series. */
  const OF_PROMETHEUS = ['job', 'instance'];

  /** What is wrong about a query: metrics and labels that the gateway does not export, and outcomes that it never has. */
  function problemsOf(query: string): string[] {
    const text = query.replaceAll(/\[[^\]]*\]/g, '');
    const selectors = [...text.matchAll(/\b((?:tmdb_gateway|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)];
    const all = new Set(selectors.flatMap(([, name = '']) => [...(labels.get(name) ?? [])]));
    const metrics = selectors.flatMap(([, name = '', matchers = '']) => {
      const known = labels.get(name);
      if (!known) return [name];
      return [...matchers.matchAll(/(\w+)=/g)]
        .map(([, label = '']) => label)
        .filter((label) => !known.has(label) && !OF_PROMETHEUS.includes(label));
    });
    const grouped = [...text.matchAll(/\b(?:by|ignoring) \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
    const outcomes = [...text.matchAll(/outcome="(\w+)"/g)].map(([, outcome = '']) => outcome);
    return [
      ...metrics,
      ...grouped.filter((label) => !all.has(label)),
      ...outcomes.filter((outcome) => !(outcome in ERROR_CODE)),
      ...(selectors.length === 0 && !/\bup\{job="tmdb-gateway"\}/.test(text) ? ['no metric'] : []),
    ];
  }

  const { groups } = manifest<{ groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[] }>('alerts.yaml');
  const alerts = groups.flatMap(({ rules }) => rules);

  it.each(alerts)('asks in the alert $alert for metrics that the gateway exports', ({ expr, annotations }) => {
    expect(problemsOf(expr)).toEqual([]);
    expect(annotations.summary).toMatch(/\.$/);
  });

  const dashboard = JSON.parse(readFileSync(`${ROOT}docs/grafana.json`, 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[];
    templating: { list: { query: string }[] };
  };
  const queries = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

  it.each(queries)('asks on the panel “$title” for metrics that the gateway exports: $expr', ({ expr }) => {
    expect(problemsOf(expr)).toEqual([]);
  });

  it('shows every metric of the gateway on the dashboard', () => {
    const shown = JSON.stringify(dashboard);
    const own = [...labels.keys()]
      .filter((name) => name.startsWith('tmdb_gateway_'))
      .map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
    expect([...new Set(own)].filter((name) => !shown.includes(name))).toEqual([]);
  });

  it.each(['tmdb_gateway_nothing', 'tmdb_gateway_breaker_open{path="movie"}', 'sum by (way) (tmdb_gateway_queue_length)', 'vector(1)'])(
    'finds the problem of %s',
    (query) => {
      expect(problemsOf(query)).toHaveLength(1);
    },
  );
});
