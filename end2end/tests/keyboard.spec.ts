// With nothing but a keyboard: find somebody, ask to connect, be approved, write and be answered; take a seat and give it back; run an
// organization.
import { type Locator, type Page } from '@playwright/test';
import { awake, expect, fits, signIn, test } from './house';

/** Presses Tab until the thing has the focus, as a person would, and never more often than a patient one. */
async function tabTo(page: Page, thing: Locator): Promise<void> {
  await expect(thing.first()).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await thing.first().evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${thing}`);
}

/** Goes to a thing by Tab and presses Enter on it. Whatever has the focus must show that it has. */
async function press(page: Page, thing: Locator): Promise<void> {
  await tabTo(page, thing);
  const ring = await thing.first().evaluate((element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  });
  expect(ring, `the focus is seen on ${thing}`).toBe(true);
  await page.keyboard.press('Enter');
}

test('find, ask, approve and talk by keyboard alone', async ({ page, person }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await awake(page);
  await press(page, page.getByRole('navigation').getByRole('link', { name: 'Find a Peer Supporter' }));
  await expect(page).toHaveURL(/\/supporters$/);
  await tabTo(page, page.getByLabel('Search', { exact: true }));
  await page.keyboard.type('Hector');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=Hector/);
  await press(page, page.getByRole('main').getByRole('listitem').filter({ hasText: 'Hector V.' }).getByRole('link', { name: 'Profile' }));
  await expect(page).toHaveURL(/\/supporters\/hector-v/);
  const handle = new URL(page.url()).pathname.split('/').pop() ?? '';

  // The way through the door leads back, and the request is sent.
  await press(page, page.getByRole('link', { name: 'Connect', exact: true }));
  await expect(page).toHaveURL(/\/sign-in/);
  await tabTo(page, page.getByLabel('Email', { exact: true }));
  await page.keyboard.type('cedar-kettle@demo.test');
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type('alongside-demo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Contact request sent', { exact: true })).toBeVisible();

  const supporter = await person(null);
  await signIn(supporter, `${handle}@demo.test`);
  await supporter.goto('/contacts?tab=pending');
  await awake(supporter);
  const asked = supporter.getByRole('main').getByRole('listitem').filter({ hasText: 'cedar-kettle' });
  await press(supporter, asked.getByRole('button', { name: 'Approve', exact: true }));
  await expect(asked).toHaveCount(0);

  await awake(page);
  await press(page, page.getByRole('button', { name: 'Message', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Send Message' });
  await tabTo(page, dialog.getByLabel('Message', { exact: true }));
  await page.keyboard.type('Hello, with ten fingers.');
  await press(page, dialog.getByRole('button', { name: 'Send', exact: true }));
  await expect(dialog.getByText('Success! Your message has been sent.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await press(supporter, supporter.getByRole('navigation').getByRole('link', { name: /^Chat/ }));
  await expect(supporter).toHaveURL(/\/chat/);
  await press(supporter, supporter.getByRole('link', { name: /cedar-kettle/ }));
  await expect(supporter.getByRole('log').getByText('Hello, with ten fingers.')).toBeVisible();
  await tabTo(supporter, supporter.getByRole('textbox', { name: /^Write to/ }));
  await supporter.keyboard.type('Hello back.');
  await supporter.keyboard.press('Enter');
  await expect(supporter.getByRole('log').getByText('Hello back.')).toBeVisible();
});

test('find a meeting in the month and in the list, take a seat and give it back by keyboard alone', async ({ person }) => {
  const member = await person('amber-stone@demo.test');
  await member.goto('/meetings?free=1');
  await awake(member);
  await press(member, member.getByRole('link', { name: 'Month', exact: true }));
  await expect(member).toHaveURL(/month=/);
  await tabTo(member, member.getByRole('table').getByRole('link'));
  await press(member, member.getByRole('link', { name: 'List', exact: true }));
  await expect(member).not.toHaveURL(/month=/);
  await press(member, member.getByRole('main').getByRole('button', { name: /^Register for / }));
  await expect(member.getByText('You are registered.')).toBeVisible();

  await press(member, member.getByRole('link', { name: 'Cancel', exact: true }));
  const dialog = member.getByRole('dialog', { name: 'Are you sure?' });
  await tabTo(member, dialog.getByRole('button', { name: 'Cancel my registration', exact: true }));
  await member.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(member.getByRole('link', { name: 'Cancel', exact: true }), 'the focus is where it was').toBeFocused();
  await member.keyboard.press('Enter');
  await press(member, dialog.getByRole('button', { name: 'Cancel my registration', exact: true }));
  await expect(member.getByText('Your registration is cancelled.')).toBeVisible();
});

/** Types into a field, in place of what stands there. */
async function type(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
}

test('run an organization by keyboard alone, in a window as narrow as a phone', async ({ person }) => {
  const owner = await person('orgadmin@demo.test');
  await owner.setViewportSize({ width: 390, height: 844 });
  await owner.goto('/organizations/demo-organization/manage');
  await awake(owner);
  const menu = owner.getByRole('navigation', { name: 'Manage' });

  // The menu is folded away behind the name of the page one is on.
  await press(owner, menu.locator('summary'));
  await press(owner, menu.getByRole('link', { name: 'People', exact: true }));
  await expect(owner.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await expect(menu.getByRole('link', { name: 'Dashboard' })).toBeHidden();
  await type(owner, owner.getByLabel('Email', { exact: true }), 'ten.fingers@mail.example');
  await press(owner, owner.getByRole('button', { name: 'Send the invitation' }));
  await expect(owner.getByText('The invitation is on its way.')).toBeVisible();
  const waits = owner.getByRole('listitem').filter({ hasText: 'ten.fingers@mail.example' });
  await expect(owner.getByLabel('Email', { exact: true })).toHaveValue('');
  await type(owner, owner.getByLabel('Email', { exact: true }), 'half.an.address@mail');
  await press(owner, waits.getByRole('button', { name: 'Take back' }));
  await expect(waits).toHaveCount(0);
  await expect(owner.getByLabel('Email', { exact: true }), 'what was typed stays when the page is shown anew').toHaveValue('half.an.address@mail');
  await fits(owner);

  await press(owner, menu.locator('summary'));
  await press(owner, menu.getByRole('link', { name: 'Templates', exact: true }));
  await press(owner, owner.getByRole('link', { name: 'New Template' }));
  await expect(owner.getByRole('heading', { level: 1, name: 'New Template' })).toBeVisible();
  await awake(owner);
  await type(owner, owner.getByLabel('Name of the template'), 'By keyboard');
  await type(owner, owner.getByLabel('Name', { exact: true }), 'Ten Fingers');
  await type(owner, owner.getByLabel('Meeting Description'), 'An hour for those whose hands do the talking.');
  await press(owner, owner.getByRole('button', { name: 'Save', exact: true }));
  await expect(owner.getByRole('listitem').filter({ hasText: 'By keyboard' })).toBeVisible();
});
