import type { ReactNode } from 'react';
import { Picture } from './picture.tsx';

type Image = { readonly url: string; readonly srcSet: string } | null | undefined;

interface MediaHeadProps {
  readonly title: string;
  readonly originalTitle?: string | null | undefined;
  readonly tagline?: string | null | undefined;
  readonly poster: Image;
  readonly backdrop: Image;
  /** Those that are known; others may be null, 0 or empty. */
  readonly facts: readonly ReactNode[];
  readonly children: ReactNode;
}

/** The top of the page of a movie or series. */
export function MediaHead({ title, originalTitle, tagline, poster, backdrop, facts, children }: MediaHeadProps) {
  return (
    <section className="head">
      <title>{`${title} · Matinee`}</title>
      <div className="backdrop">
        <Picture kind="backdrop" image={backdrop} alt="" sizes="100vw" first />
      </div>
      <div className="inner">
        <Picture kind="poster" image={poster} alt={`Poster of ${title}`} sizes="(min-width: 50rem) 300px, 34vw" first />
        <div className="about">
          <h1>{title}</h1>
          {originalTitle && originalTitle !== title && <p className="soft">{originalTitle}</p>}
          <ul className="facts">{facts.map((fact, index) => Boolean(fact) && <li key={index}>{fact}</li>)}</ul>
          {tagline && <p className="tagline">{tagline}</p>}
        </div>
        <div className="details">{children}</div>
      </div>
    </section>
  );
}

export const HeadSkeleton = () => (
  <section className="head" aria-busy="true">
    <div className="backdrop">
      <span className="picture backdrop skeleton" />
    </div>
    <div className="inner">
      <span className="picture poster skeleton" />
      <div className="about">
        <h1>
          <span className="skeleton line title" />
          <span className="hidden">Loading …</span>
        </h1>
        <p>
          <span className="skeleton line" />
        </p>
      </div>
      <div className="details">
        {Array.from({ length: 4 }, (_, index) => (
          <span key={index} className="skeleton line" />
        ))}
      </div>
    </div>
  </section>
);
