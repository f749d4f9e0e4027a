import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Only the compiled files ship: nothing is fetched from anywhere, and nothing inline that a strict CSP would refuse.
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  worker: { format: 'es' },
});
