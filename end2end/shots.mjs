import { chromium } from '@playwright/test';
const base = process.env.BASE ?? 'http://127.0.0.1:4410';
const [,, out, email, scheme, sizes, ...paths] = process.argv;
const SZ = { p: [390, 844], t: [820, 1180], d: [1440, 900] };
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const js = process.env.NOJS ? false : true;
const context = await browser.newContext({ colorScheme: scheme, javaScriptEnabled: js, timezoneId: 'America/New_York' });
const page = await context.newPage();
if (email !== '-') {
  await page.goto(base + '/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((a) => a.pathname !== '/sign-in');
}
for (const s of sizes) for (const path of paths) {
  await page.setViewportSize({ width: SZ[s][0], height: SZ[s][1] });
  await page.goto(base + path);
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${out}/${path.replace(/[^a-z0-9]+/gi, '_')}-${s}-${scheme}.png`, fullPage: !process.env.FOLD });
}
await browser.close();
