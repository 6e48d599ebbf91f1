/** How far the popularity and votes in lists lag behind those in details, as at TMDB, where lists are snapshots. */
const LAG = { popularity: 0.98, votes: 0.995 } as const;

/** The popularity and votes of a title as lists show them. */
export const listed = ({ popularity, votes }: { popularity: number; votes: number }) => ({
  popularity: Math.round(popularity * LAG.popularity * 1000) / 1000,
  vote_count: Math.floor(votes * LAG.votes),
});
