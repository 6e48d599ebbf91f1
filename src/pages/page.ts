import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EndpointResponse } from '../http/endpoint.ts';
import { html, type Html } from './html.ts';

export interface PageOptions {
  readonly title: string;
  readonly description: string;
  readonly body: Html;
  /** Files for browsers, which run in their order when the page is read. */
  readonly scripts: readonly string[];
  /** Where forms may lead, in the words of a content security policy; nowhere by default. */
  readonly formAction?: string | undefined;
  /** Origin of images beside the gateway's own. */
  readonly images?: string | undefined;
}

interface Asset {
  readonly text: string;
  /** For a content security policy. */
  readonly hash: string;
}

const assets = new Map<string, Asset>();

/** Reads a file for browsers, once. */
function readAsset(name: string): Asset {
  const known = assets.get(name);
  if (known) return known;
  const text = readFileSync(new URL(`browser/${name}`, import.meta.url), 'utf8');
  const asset = { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
  assets.set(name, asset);
  return asset;
}

/** An element with exactly the text that was hashed. Modules run when the page is read. */
const element = (name: 'style' | 'script', { text }: Asset): Html => ({
  markup: name === 'style' ? `<style>${text}</style>` : `<script type="module">${text}</script>`,
});

const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#5646d6"/><path d="M6 8c9 0 9 8 14 8M6 16h14M6 24c9 0 9-8 14-8" fill="none" stroke="#fff" stroke-width="2.5"/><circle cx="23" cy="16" r="4" fill="#fff"/></svg>',
  );

/** A whole page in one response: its style and scripts are within, allowed by their hashes and nothing else. */
export function page({ title, description, body, scripts, images, formAction = "'none'" }: PageOptions): EndpointResponse {
  const style = readAsset('pages.css');
  const code = scripts.map(readAsset);
  const policy = [
    "default-src 'none'",
    `script-src ${code.map(({ hash }) => hash).join(' ') || "'none'"}`,
    `style-src ${style.hash}`,
    `img-src 'self' data:${images === undefined ? '' : ` ${images}`}`,
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join('; ');
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${description}" />
        <title>${title}</title>
        <link rel="icon" href="${ICON}" />
        ${element('style', style)}
      </head>
      <body>
        ${body} ${code.map((one) => element('script', one))}
      </body>
    </html>`;
  return { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body: markup };
}
