// Find a Peer Supporter as a visitor uses it: search, filters, orders, pages, reviews, a profile, a meeting.
import { awake, axe, expect, test } from './house';

test('a visitor finds a supporter by words, whatever the accents and a slip @phone', async ({ page }) => {
  await page.goto('/supporters');
  await awake(page);
  const filters = page.locator('summary').filter({ hasText: 'Filters' });
  if (await filters.isVisible()) {
    await filters.click();
  }
  await page.getByLabel('Search', { exact: true }).fill('pánic atacks');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=p%C3%A1nic\+atacks/);
  await expect(page.getByRole('heading', { name: 'Sam D.' })).toBeVisible();
});

test('ten stand on a page, and every choice is in the address', async ({ page }) => {
  await page.goto('/supporters');
  await awake(page);
  const cards = page.getByRole('region', { name: 'Supporters' }).getByRole('heading', { level: 2 });
  await expect(cards).toHaveCount(10);
  const first = await cards.first().textContent();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(cards.first()).not.toHaveText(first ?? '');
  await page.goBack();
  await expect(cards.first()).toHaveText(first ?? '');

  await page.getByLabel('Grief and loss').check();
  await expect(page).toHaveURL(/topic=grief/);
  await page.getByLabel('Open to connect').check();
  await expect(page).toHaveURL(/topic=grief&open=1/);
  await expect(page.getByText(/^\d+ supporters? for grief and loss, open to connect$/).first()).toBeVisible();
  await page.getByLabel('Sort').selectOption({ label: 'Name' });
  await expect(page).toHaveURL(/sort=name/);

  await page.reload();
  await awake(page);
  await expect(page.getByLabel('Grief and loss')).toBeChecked();
  await expect(page.getByLabel('Sort')).toHaveValue('name');
  await page.getByRole('link', { name: 'Remove Grief and loss' }).click();
  await expect(page).not.toHaveURL(/topic=/);
  await expect(page.getByLabel('Grief and loss')).not.toBeChecked();
  await expect(page.getByLabel('Open to connect')).toBeChecked();
});

test('nobody found is said kindly, with a way back', async ({ page }) => {
  await page.goto('/supporters?q=xylophonist+zebra');
  await expect(page.getByText('Nobody fits all of this')).toBeVisible();
  await expect(page.getByText('0 supporters', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Show everybody' }).click();
  await expect(page.getByRole('link', { name: 'Profile' })).toHaveCount(10);
});

test('the number of reviews opens the comments, and Escape leads back to it', async ({ page }) => {
  await page.goto('/supporters');
  await awake(page);
  const link = page.getByRole('link', { name: /^\d+ reviews$/ }).first();
  await link.click();
  const dialog = page.getByRole('dialog', { name: /^Reviews of / });
  await expect(dialog).toBeVisible();
  const reviews = dialog.getByRole('listitem');
  await expect(reviews.first()).toBeVisible();
  await axe(page);
  const before = await reviews.count();
  await dialog.getByRole('link', { name: 'More reviews' }).click();
  await expect.poll(() => reviews.count()).toBeGreaterThan(before);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/supporters$/);
});

test('a profile tells the whole person, and the search engine too', async ({ page }) => {
  await page.goto('/supporters/demo-supporter');
  await expect(page).toHaveTitle('Sam D., peer supporter · Alongside');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sam D.');
  const parts = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
  expect(parts).toEqual([
    'About Me',
    'My Story',
    'Why I Help',
    'Specialties',
    'My Services',
    'My Contributions',
    'Upcoming Meetings',
    'Chatrooms',
    'Resources',
    'Reviews',
  ]);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', /\/supporters\/demo-supporter$/);
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Sam D., peer supporter');
  const person = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
  expect(person).toMatchObject({ '@type': 'Person', name: 'Sam D.' });
});

test('a profile leads to a meeting that says when, who, how much, and asks visitors to sign in @phone', async ({ page }) => {
  await page.goto('/supporters/demo-supporter');
  const meetings = page.getByRole('region', { name: 'Upcoming Meetings' });
  await expect(meetings.getByRole('link', { name: /^(Register|Join Waiting List)/ }).first()).toHaveAttribute('href', /sign-in\?next=/);
  await meetings.getByRole('link', { name: 'Details', exact: true }).nth(1).click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'What to expect' })).toBeVisible();
  await expect(page.locator('main').getByRole('link', { name: /^(Register|Join Waiting List)/ })).toHaveAttribute('href', /sign-in\?next=/);
  await axe(page);
  await page.locator('main').getByRole('link', { name: 'Sam D.', exact: true }).click();
  await expect(page).toHaveURL(/\/supporters\/demo-supporter$/);
});

test('profiles and meetings that are not there answer 404 with a way on', async ({ page, guard }) => {
  guard.expectStatus(404);
  for (const address of ['/supporters/nobody-of-this-name', '/meetings/0190b6f0-7c1e-7a55-8f00-0123456789ab', '/meetings/x']) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We could not find that page');
  }
});

test('a supporter edits profile, services and hours, and people see it at once', async ({ person, page, guard }) => {
  guard.expectStatus(422, /\/api\/save_/);
  const own = await person('priya-k@demo.test');
  await own.goto('/supporter/profile');
  await awake(own);
  await axe(own);
  await own.getByLabel('Headline').fill('Call me on 555 123 4567 any time');
  await own.getByRole('button', { name: 'Save my profile' }).click();
  await expect(own.getByRole('alert')).toContainText('Please check the marked fields');
  await expect(own.getByLabel('Headline')).toHaveValue('Call me on 555 123 4567 any time');
  await own.getByLabel('Headline').fill('Quokkas and quiet nights: I listen to people who look fine.');
  await own.getByRole('button', { name: 'Save my profile' }).click();
  await expect(own.getByText('Saved. People see the change at once.')).toBeVisible();

  await page.goto('/supporters?q=quokas');
  await expect(page.getByRole('heading', { level: 2, name: 'Priya K.' })).toBeVisible();

  await own.getByRole('link', { name: 'Services' }).click();
  const free = own.getByRole('group', { name: 'Service 3' });
  await free.getByLabel('Name').fill('A walk by phone');
  await free.getByLabel('Price').fill('1');
  await own.getByRole('button', { name: 'Save my services' }).click();
  await expect(free.getByText('Use 0 for free, or a price from 2.99 to 500.')).toBeVisible();
  await free.getByLabel('Price').fill('12.50');
  await own.getByRole('button', { name: 'Save my services' }).click();
  await expect(own.getByText('Saved. People see the change at once.')).toBeVisible();
  await page.goto('/supporters/priya-k');
  await expect(page.getByText('$12.50')).toBeVisible();

  await own.getByRole('link', { name: 'Weekly hours' }).click();
  await own.getByLabel('Sunday, time 1, from').fill('09:00');
  await own.getByLabel('Sunday, time 1, to').fill('08:00');
  await own.getByRole('button', { name: 'Save my hours' }).click();
  await expect(own.getByText('The end must come after the start.').first()).toBeVisible();
  await own.getByLabel('Sunday, time 1, to').fill('11:00');
  await own.getByRole('button', { name: 'Save my hours' }).click();
  await expect(own.getByText('Saved. People see the change at once.')).toBeVisible();
  await axe(own);
});

test('the pages of supporters are not there for members', async ({ person, guard }) => {
  guard.expectStatus(404);
  const member = await person('newcomer@demo.test');
  for (const address of ['/supporter/profile', '/supporter/services', '/supporter/availability']) {
    expect((await member.goto(address))?.status(), address).toBe(404);
  }
});
