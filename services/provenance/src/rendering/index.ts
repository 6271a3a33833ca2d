export type { Form, Tick } from './form.ts';
export type { Language } from './format.ts';
export type { Detail, Line, Part } from './line.ts';
export { renderCertificate } from './rendering.ts';
export type { RenderedStanding, Rendering } from './rendering.ts';
export type { Bilingual, Sheet, SheetEvent, SheetPredecessor, SheetSeal, SheetSigner, Standing } from './sheet.ts';
