/** Markup whose texts are escaped. */
export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | false | undefined | readonly Value[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function markupOf(value: Value): string {
  if (value === false || value === undefined) return '';
  if (typeof value !== 'object') return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}

/** Writes HTML. Texts among the values are escaped, also in attributes, which need quotes. */
export const html = ({ raw }: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  markup: String.raw({ raw }, ...values.map(markupOf)),
});
