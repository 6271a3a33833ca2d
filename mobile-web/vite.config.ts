import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const apiOrigin = process.env.FIELDSEAL_API ?? 'http://localhost:8080';

/**
 * Three entries: the app (React, offline shell), the shopper's page and the page of a certificate (no framework).
 * The service worker belongs to the app; the other two are served by the network, since a first visit is the rule there.
 */
export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: false,
      includeAssets: ['icon.svg'],
      manifest: {
        name: '田证 FieldSeal',
        short_name: '田证',
        lang: 'zh-CN',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#faf5ea',
        theme_color: '#faf5ea',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: [
          'index.html',
          'icon*.{svg,png}',
          'assets/app-*.{js,css}',
          'assets/shared-*.js',
          'assets/han-*.css',
        ],
        navigateFallback: '/index.html',
        // Digital Links, of GS1 keys and of our own, are answered by the resolver.
        navigateFallbackDenylist: [
          /^\/api\//,
          /^\/\d{2,4}\//,
          /^\/own\//,
          /^\/\.well-known\//,
          /^\/shopper\.html/,
          /^\/certificates\//,
        ],
        clientsClaim: true,
        skipWaiting: true,
        runtimeCaching: [
          {
            urlPattern: /\/assets\/.*\.(?:woff2|wasm|js|css)$/,
            handler: 'CacheFirst',
            options: { cacheName: 'assets', expiration: { maxEntries: 200 }, cacheableResponse: { statuses: [200] } },
          },
        ],
      },
    }),
  ],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // Without it old browsers only fetch the parts of a page later.
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { app: 'index.html', shopper: 'shopper.html', certificate: 'certificate.html' },
      output: { chunkFileNames: 'assets/shared-[name]-[hash].js' },
    },
  },
  server: { proxy: { '/api': apiOrigin } },
});
