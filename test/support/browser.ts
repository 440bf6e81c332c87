/** Debian's Chromium, without a window: `await using browser = await openBrowser();`. */
import { type Browser, chromium } from 'playwright-core';

/** Chromium uses the last `--disable-features` only, so this repeats those that playwright-core disables. */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  // The address bar of a window that is never shown. Its two pages take as much CPU time as a page of the console.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

let shared: Promise<Browser> | null = null;

/**
 * The browser of this process, which its test files share one after the other: each closes its contexts and not the
 * browser, which ends with the process.
 */
export function sharedBrowser(): Promise<Browser> {
  shared ??= openBrowser();
  return shared;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      // Containers and root have no user namespaces for the sandbox, and only our own page is opened.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      // The browser must not send requests of its own while a test records requests.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${disabledFeatures.join()}`,
    ],
  });
}
