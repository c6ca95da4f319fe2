import { defineConfig, devices } from '@playwright/test';

// `cargo xtask e2e` starts a site with a fresh demo town, and says where it is (ALONGSIDE_URL) and where Chromium is (CHROMIUM).
//
// Which specs run where:
//   desktop  every `*.spec.ts`, at 1440x900
//   phone    the tests with `@phone` in their title, at 390x844 with touch; give them people of their own, they share the town
//   nojs     `*.nojs.spec.ts` alone, with JavaScript switched off
const phone = devices['Pixel 7'];

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  workers: 2,
  retries: 0,
  // Ends what hangs. Machines can be several times slower than ours.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./gist.ts']],
  outputDir: 'test-results',
  use: {
    actionTimeout: 30_000,
    baseURL: process.env.ALONGSIDE_URL ?? 'http://127.0.0.1:3000',
    locale: 'en-US',
    timezoneId: 'America/New_York',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: /\.nojs\.spec\.ts$/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testIgnore: /\.nojs\.spec\.ts$/,
      grep: /@phone/,
      use: { userAgent: phone.userAgent, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
    {
      name: 'nojs',
      testMatch: /\.nojs\.spec\.ts$/,
      use: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false },
    },
  ],
});
