import type { CertificateWords } from './words.zh.ts';

export const certificateEn: CertificateWords = {
  loading: 'Reading the certificate…',
  loadFailed: 'The certificate did not arrive',
  loadFailedWhy: 'There is no network, or the service is not answering.',
  notFound: 'There is no such certificate',
  notFoundWhy:
    'The number is wrong, or not everybody has signed it yet. A certificate that cannot be found proves nothing.',
  print: 'Print',
  pdf: 'Download the PDF',
  evidence: 'Download the evidence (data)',
  piece: 'The goods that it is about',
  codeAlt: 'QR code: {link}',
  actions: 'Print and download',
};
