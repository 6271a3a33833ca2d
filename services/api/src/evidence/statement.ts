import { type Bundle, bytesToHex, type Certificate, type ChainData, digest, statusAt } from '@fieldseal/provenance';
import { html, Markup } from './html.ts';
import { type Language, STATEMENT_WORDS, type StatementWords } from './statement-words.ts';

/** No scripts, nothing loaded: it reads the same on every machine and prints on A4. */
const STYLE = new Markup(`@page{size:A4;margin:16mm}*{box-sizing:border-box}
body{max-width:46rem;margin:0 auto;padding:1rem;background:#fffdf7;color:#2b211a;overflow-wrap:anywhere;
font:15px/1.55 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif}
h1{font-size:1.5rem;margin:0 0 .3rem;border-bottom:3px solid #a5301f;padding-bottom:.4rem}
h2{font-size:1.08rem;margin:1.2rem 0 .3rem;color:#7b3f1d}p,ul,ol{margin:.3rem 0}ul,ol{padding-left:1.3rem}
code{font:.82em ui-monospace,Menlo,Consolas,monospace}.soft{color:#65564a}
table{width:100%;border-collapse:collapse;font-size:.92em}
th,td{border-top:1px solid #ddd0ba;padding:.3rem .5rem .3rem 0;text-align:left;vertical-align:top;font-weight:400}
thead th,tbody th{font-weight:600}tbody th{width:9.5em}.withdrawn{color:#a5301f;white-space:nowrap}
.warning{border-left:4px solid #a5301f;padding-left:.7rem}
@media(max-width:34rem){thead{position:absolute;clip-path:inset(50%)}.list tr{display:block;border-top:1px solid #ddd0ba;
padding:.4rem 0}.list td,.list th{display:block;width:auto;border:0;padding:0}}
@media print{body{padding:0;background:none;font-size:10.5pt}h2{break-after:avoid}tr,li{break-inside:avoid}}`);

/**
 * What an archive proves and what it does not, as a sheet to read and print. Depends on nothing but its arguments.
 * @param chainData of the bundle's seals, the newest last
 */
export function statement(bundle: Bundle, chainData: ChainData, language: Language): string {
  const words = STATEMENT_WORDS[language];
  const list = (points: readonly string[]): Markup[] => points.map((point) => html`<li>${point}</li> `);
  return html`<!doctype html>
    <html lang="${words.tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'" />
        <title>${words.title} · FieldSeal 田证</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${words.title}</h1>
          <p>${words.about}<br /><code>${bundle.item}</code></p>
          <p class="soft">${words.printed}</p>
          <h2>${words.certificates}</h2>
          ${certificateTable(bundle, words)} ${declaredWrong(bundle, words)}
          <h2>${words.seal}</h2>
          ${sealTable(bundle, chainData, words)}
          <h2>${words.proven}</h2>
          <ul>
            ${list(words.provenPoints)}
          </ul>
          <h2>${words.notProven}</h2>
          <ul>
            ${list(words.notProvenPoints)}
          </ul>
          <h2>${words.check}</h2>
          <ol>
            ${list(words.checkSteps)}
          </ol>
        </main>
      </body>
    </html> `.text;
}

function certificateTable(bundle: Bundle, words: StatementWords): Markup {
  const rows = bundle.certificates.map(
    ({ document }) =>
      html`<tr>
        <th scope="row">${words.types[document.type[1]]} ${withdrawals(document, bundle, words)}</th>
        <td>${document.issuer.name}</td>
        <td>${timeInChina(document.validFrom)}</td>
        <td><code>${bytesToHex(digest(document))}</code></td>
      </tr> `,
  );
  const heads = words.columns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<table class="list">
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** What the lists in the bundle say of a certificate. */
function withdrawals({ credentialStatus = [] }: Certificate, { statusLists }: Bundle, words: StatementWords): Markup[] {
  return credentialStatus.flatMap(({ statusListCredential, statusListIndex, statusPurpose }) => {
    const list = statusLists.find(({ id }) => id === statusListCredential);
    const isSet = list !== undefined && statusAt(list.credentialSubject.encodedList, Number(statusListIndex));
    return isSet ? [html`<strong class="withdrawn">${words.withdrawn[statusPurpose]}</strong>`] : [];
  });
}

function sealTable({ chain, head }: Bundle, { seals }: ChainData, words: StatementWords): Markup {
  const seal = seals.at(-1);
  const mined = typeof seal?.header.timestamp === 'string' ? Number(seal.header.timestamp) : undefined;
  const values = [
    String(chain.chainId),
    chain.sealLog,
    chain.issuerRegistry,
    String(head.treeSize),
    head.root,
    seal?.transactionHash ?? '',
    seal === undefined ? '' : `${seal.blockNumber} (${seal.blockHash})`,
    mined === undefined ? '' : timeInChina(new Date(mined * 1_000).toISOString()),
  ];
  const rows = values.map(
    (value, index) =>
      html`<tr>
        <th scope="row">${words.sealRows[index] ?? ''}</th>
        <td><code>${value}</code></td>
      </tr> `,
  );
  return html`<table>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function declaredWrong({ declarations }: Bundle, words: StatementWords): Markup | '' {
  if (declarations.length === 0) return '';
  const items = declarations.map(({ document }) => html`<li><code>${document.eventID ?? ''}</code></li>`);
  return html`<div class="warning">
    <p>${words.wrong}</p>
    <ul>
      ${items}
    </ul>
  </div>`;
}

const ZONE_MS = 8 * 3_600_000;

/** Without the machine's own calendar or zone, which could differ between two runs. */
function timeInChina(time: string): string {
  const shifted = new Date(Date.parse(time) + ZONE_MS).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} UTC+8`;
}
