import { TroubleScreen } from '../components/trouble.tsx';

export const MissingScreen = () => <TroubleScreen trouble={{ code: 'NOT_FOUND', retryAfter: undefined }} />;
