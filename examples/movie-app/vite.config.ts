import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One origin for the app, the gateway and what its sandbox serves: pictures, and the page where users approve. The browser's own `Host`
// goes through, for which the gateway writes its URLs.
const target = process.env['GATEWAY_PROXY'] ?? 'http://127.0.0.1:4000';
const proxy = { '/graphql': { target }, '/sandbox': { target } };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
