import { Icon, type IconName } from './icons.tsx';

/** The width and height that each kind usually has: its place is kept before the image is there. */
const KINDS = {
  poster: { width: 500, height: 750, icon: 'film' },
  profile: { width: 500, height: 750, icon: 'person' },
  backdrop: { width: 1280, height: 720, icon: 'film' },
  still: { width: 480, height: 270, icon: 'film' },
} as const satisfies Record<string, { width: number; height: number; icon: IconName }>;

interface PictureProps {
  readonly kind: keyof typeof KINDS;
  readonly image: { readonly url: string; readonly srcSet: string } | null | undefined;
  /** Empty where the text beside it says the same. */
  readonly alt: string;
  /** How wide the layout shows it, as HTML's `sizes`. */
  readonly sizes: string;
  /** Whether it is seen first, and so is loaded first. */
  readonly first?: boolean;
}

export function Picture({ kind, image, alt, sizes, first = false }: PictureProps) {
  const { width, height, icon } = KINDS[kind];
  return (
    <span className={`picture ${kind}`}>
      {image ? (
        <img
          src={image.url}
          srcSet={image.srcSet}
          {...{ alt, sizes, width, height }}
          loading={first ? 'eager' : 'lazy'}
          fetchPriority={first ? 'high' : 'auto'}
          decoding="async"
        />
      ) : (
        <Icon name={icon} />
      )}
    </span>
  );
}
