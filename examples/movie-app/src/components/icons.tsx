const PATHS = {
  home: 'M4 11.2 12 4l8 7.2V20h-5.4v-5.6H9.4V20H4z',
  search: 'M10.8 4.5a6.3 6.3 0 1 1 0 12.6 6.3 6.3 0 0 1 0-12.6ZM15.4 15.4 20 20',
  calendar: 'M5 6.5h14V20H5zM5 10.5h14M8.5 4v4M15.5 4v4',
  bookmark: 'M6.5 4.5h11V20L12 16l-5.5 4z',
  play: 'M8 5.5v13l10.5-6.5z',
  person: 'M12 4.5a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6ZM4.8 20c.6-4 3.4-6 7.2-6s6.6 2 7.2 6',
  star: 'm12 4 2.4 5 5.6.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.6-.8z',
  film: 'M5 5h14v14H5zM9 5v14M15 5v14M5 9.7h4M5 14.3h4M15 9.7h4M15 14.3h4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  left: 'm14.5 5-7 7 7 7',
  right: 'm9.5 5 7 7-7 7',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, filled = false }: { name: IconName; filled?: boolean }) => (
  <svg className={filled ? 'icon filled' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
