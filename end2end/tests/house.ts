// What every browser test stands on: a guard that fails a test for any error on the page, people who are signed in, and axe.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';

export { expect };

/** The password of every account of the demo town. */
export const PASSWORD = 'alongside-demo';

/** Watches the pages of a test, and remembers what no page may do. */
export class Guard {
  readonly trouble: string[] = [];
  private readonly allowed: { status: number; address: RegExp }[] = [];
  private readonly origin: string;
  private lineCut = false;

  constructor(
    baseURL: string,
    private readonly scripted = true,
  ) {
    this.origin = new URL(baseURL).origin;
  }

  /** The test knows that an answer of this status will come; without an address, from anywhere. */
  expectStatus(status: number, address: RegExp = /./): void {
    this.allowed.push({ status, address });
  }

  /** The test cuts the network itself: failed requests are what it is about. */
  expectCutLine(): void {
    this.lineCut = true;
  }

  watch(context: BrowserContext): void {
    context.on('weberror', (error) => this.trouble.push(`error on ${error.page()?.url()}: ${error.error().message}`));
    context.on('console', (message) => {
      // The browser repeats every failed request here; `response` and `requestfailed` judge those.
      const repeated = /Failed to load resource|WebSocket connection to .* failed|net::ERR_/.test(message.text());
      const cut = this.lineCut && /Failed to fetch/.test(message.text());
      if (message.type() === 'error' && !repeated && !cut) {
        this.trouble.push(`console error on ${message.page()?.url()}: ${message.text()}`);
      }
    });
    context.on('request', (request) => {
      const address = new URL(request.url());
      const local = ['data:', 'blob:', 'about:'].includes(address.protocol);
      if (!local && address.host !== new URL(this.origin).host) {
        this.trouble.push(`a request to somebody else: ${request.url()}`);
      }
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // Leaving a page ends what it was still loading.
      // With JavaScript switched off, the browser itself does not fetch scripts, and calls that its policy.
      const switchedOff = reason === 'csp' && request.resourceType() === 'script' && !this.scripted;
      if (reason !== 'net::ERR_ABORTED' && !this.lineCut && !switchedOff) {
        this.trouble.push(`request failed (${reason}): ${request.url()}`);
      }
    });
    context.on('response', (response) => {
      const known = this.allowed.some(({ status, address }) => status === response.status() && address.test(response.url()));
      if (response.status() >= 400 && !known) {
        this.trouble.push(`${response.status()} for ${response.request().method()} ${response.url()}`);
      }
    });
  }
}

type House = {
  guard: Guard;
  /** Opens another browser for another person, signed in; `null` is a visitor. */
  person: (email: string | null) => Promise<Page>;
};

export const test = base.extend<House>({
  guard: [
    async ({ context, baseURL, javaScriptEnabled }, use) => {
      const guard = new Guard(baseURL ?? '', javaScriptEnabled);
      guard.watch(context);
      await use(guard);
      expect(guard.trouble, 'what no page may do').toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ browser, contextOptions, guard }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (email) => {
      const context = await browser.newContext(contextOptions);
      opened.push(context);
      guard.watch(context);
      const page = await context.newPage();
      if (email !== null) {
        await signIn(page, email);
      }
      return page;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, email: string, password: string = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
}

/** Waits until WebAssembly has taken the page over. Only what cannot work without it needs this. Visitors wake it by a key. */
export async function awake(page: Page): Promise<void> {
  // A key that comes before the page listens is lost.
  await expect(async () => {
    await page.keyboard.press('Shift');
    await expect(page.locator('html[data-awake]')).toBeAttached({ timeout: 2_000 });
  }).toPass();
}

/** Waits until the page hears what happens elsewhere. */
export async function listening(page: Page, address: string): Promise<void> {
  // The first frame can be on the heels of the socket: whoever only starts to wait for it then may wait for ever. And the page one comes
  // from may still open a socket of its own, which never says anything.
  const line = new Promise<void>((heard) =>
    page.on('websocket', (socket) => {
      const { pathname, search } = new URL(page.url());
      if (pathname + search === address) {
        socket.once('framereceived', () => heard());
      }
    }),
  );
  await page.goto(address);
  await awake(page);
  await line;
}

/** Fails when axe finds anything on the page as it is now; with `rules`, only these are asked. */
export async function axe(page: Page, rules?: string[]): Promise<void> {
  const builder = new AxeBuilder({ page });
  const found = await (rules ? builder.withRules(rules) : builder).analyze();
  const told = found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}\n  ${node.html}\n  ${node.failureSummary}`),
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

/** Fails when the page is wider than its window, or when something to press or to fill in lies on its like or on words. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${page.url()} is wider than its window by this many pixels`).toBeLessThanOrEqual(0);
  expect(await page.evaluate(collisions), `on ${page.url()} one thing lies on another`).toEqual([]);
}

/** Runs in the page. What is taken out of the flow on purpose, such as the button inside a field, may lie on something. */
function collisions(): string[] {
  /** What of an element can be seen, or nothing. */
  const seen = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('dialog, details') !== null) {
      return null;
    }
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let above: Element | null = element; above !== null; above = above.parentElement) {
      const { position, overflow } = getComputedStyle(above);
      if (['absolute', 'fixed', 'sticky'].includes(position)) {
        return null;
      }
      if (above !== element && overflow !== 'visible') {
        const frame = above.getBoundingClientRect();
        [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
        [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
      }
    }
    return right - left > 4 && bottom - top > 4 ? { element, left, top, right, bottom } : null;
  };
  const name = (one: Element) => `<${one.tagName.toLowerCase()}> "${(one.getAttribute('name') ?? one.textContent ?? '').trim().slice(0, 40)}"`;
  const all = [...document.querySelectorAll('a, button, input, select, textarea, legend, p, h1, h2, h3')].map(seen).filter((one) => one !== null);
  const found: string[] = [];
  all.forEach((one, at) => {
    for (const other of all.slice(at + 1)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 3 && high > 3 && !one.element.contains(other.element)) {
        found.push(`${name(one.element)} and ${name(other.element)}, ${Math.round(wide)} x ${Math.round(high)}`);
      }
    }
  });
  return found;
}

/** The three sizes we promise: phone, tablet, desktop. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
/** What of axe looks at colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Fails when the page, as it is now, is not sound in light and in dark at every size. What `holds` is asked at each size. Only what looks
 * at colours is asked again in the dark: the rest has not changed.
 */
export async function sound(page: Page, holds: () => Promise<void> = async () => {}): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await shine(page, 'light');
    await holds();
    await fits(page);
    await axe(page);
    await shine(page, 'dark');
    await axe(page, COLOURS);
  }
}

/** Shows the page in light or dark, once no colour is on its way from one to the other. */
async function shine(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForFunction(() => document.getAnimations().every((moving) => moving.playState === 'finished'));
}
