import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** The verifier page as one file that works from a disk: what an evidence archive carries. Built beside the web app. */
export default defineConfig({
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  publicDir: false,
  build: { target: 'es2022', emptyOutDir: false, rollupOptions: { input: 'verifier.html' } },
});
