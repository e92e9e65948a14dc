import { expect, test } from 'playwright/test';
import { templates } from './templates.ts';

for (const { name, path } of templates) {
  test(`${name} keeps the content security policy and asks no third party`, async ({ page, baseURL }) => {
    const faults: string[] = [];
    page.on('console', (message) => {
      const expected = path === '/tidak-ada/' && message.text().includes('404');
      if (message.type() === 'error' && !expected) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL ?? '')) faults.push(`third party: ${request.url()}`);
    });
    // Some refusals are caught by the code they hit, and then no console names them.
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        console.error(`refused: ${effectiveDirective} ${blockedURI}`),
      ),
    );
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(faults).toEqual([]);
  });
}
