import type { ChainAddresses } from '../api/model.ts';
import { path } from '../api/request.ts';
import { type Context, say } from './context.ts';
import { h } from './dom.ts';

/** For the shopper who takes nobody's word: the evidence to keep, and a node of one's own choice. */
export function drawOwnCheck(
  context: Context,
  chain: ChainAddresses,
  node: string,
  verifyWith: (node: string) => void,
): HTMLElement {
  const { words, gtin, serial } = context;
  const { own } = words;
  const file = `${gtin}-${serial}.fieldseal.json`;
  const input = h('input', {
    id: 'node',
    type: 'url',
    inputmode: 'url',
    placeholder: 'https://',
    value: isOurs(node) ? '' : node,
    'data-testid': 'node',
  });
  const trouble = h('p', { role: 'alert', class: 'warning' });
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    h('label', { for: 'node' }, own.nodeLabel),
    input,
    h('p', { class: 'soft small' }, own.nodeHint),
    trouble,
    h('button', { type: 'submit', class: 'button', 'data-testid': 'use-node' }, own.use),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = input.value.trim();
    trouble.textContent = /^https?:\/\/\S+$/.test(typed) ? '' : own.badNode;
    if (trouble.textContent === '') verifyWith(typed);
  });
  const addresses: [string, string][] = [
    [own.chain, String(chain.chainId)],
    [own.sealLog, chain.sealLog],
    [own.issuerRegistry, chain.issuerRegistry],
  ];
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'own-title' },
    h('h2', { id: 'own-title' }, own.title),
    h('p', { class: 'small' }, own.how),
    h('pre', { class: 'code' }, `npm run verify -- ${file} --rpc https://…`),
    h(
      'a',
      {
        class: 'button primary wide',
        href: `/api${path('items', gtin, serial, 'evidence.zip')}`,
        download: `${gtin}-${serial}.fieldseal.zip`,
        'data-testid': 'download-evidence',
      },
      own.take,
    ),
    h('p', { class: 'soft small' }, own.takeWhat),
    h(
      'a',
      {
        class: 'button wide',
        href: `/api${path('items', gtin, serial, 'bundle')}`,
        download: file,
        'data-testid': 'download-bundle',
      },
      own.download,
    ),
    h(
      'details',
      {},
      h('summary', {}, own.node),
      form,
      h('p', { class: 'small' }, own.addresses),
      h(
        'dl',
        { class: 'facts' },
        ...addresses.flatMap(([name, value]) => [h('dt', {}, name), h('dd', { class: 'code' }, value)]),
      ),
    ),
    h('p', { class: 'soft small' }, say(own.current, { node: isOurs(node) ? own.ours : node })),
  );
}

function isOurs(node: string): boolean {
  return node.startsWith(window.location.origin);
}
