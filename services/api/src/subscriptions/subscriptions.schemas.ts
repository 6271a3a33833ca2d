import { z } from 'zod';
import { isPlainText } from '../platform/schemas.ts';
import { QuerySchedule } from './schedule.ts';

/** The page of the delivery log that is given unless asked otherwise, and the largest. */
const PAGE = 30;
const LARGEST_PAGE = 100;

const SignatureToken = z
  .string()
  .min(16, 'a signature token has at least 16 characters')
  .max(200, 'a signature token has at most 200 characters')
  .refine((text) => isPlainText(text) && text.trim() === text, 'not a printable token')
  .refine(
    (text) => !text.startsWith('whsec_') || /^[A-Za-z0-9+/]{32,88}={0,2}$/.test(text.slice('whsec_'.length)),
    'after whsec_ comes the base64 of 24 to 64 bytes (Standard Webhooks)',
  );

const RecordTime = z.iso
  .datetime({ offset: true, message: 'a time with zone, such as 2026-04-05T08:30:00+08:00' })
  .refine((time) => Date.parse(time) >= 0, 'the time is before the year 1970');

export const NewSubscription = z
  .strictObject({
    dest: z
      .string()
      .max(2000, 'an address has at most 2000 characters')
      .refine(isPlainText, 'not a printable address')
      .describe('where results are posted: an http(s) address in the public internet'),
    signatureToken: SignatureToken.optional().describe('made by the server, and shown once, unless given'),
    initialRecordTime: RecordTime.optional().describe('the first events are recorded at this time or later'),
    reportIfEmpty: z.boolean().default(false).describe('of a schedule: report also when nothing is new'),
    stream: z.literal(true).optional(),
    schedule: QuerySchedule.optional(),
  })
  .refine(
    ({ stream, schedule }) => (stream === undefined) !== (schedule === undefined),
    'give either "stream": true or a "schedule", so that it is clear when to report',
  )
  .meta({ examples: [{ dest: 'https://client.example.com/queryCallback', stream: true }] });
export type NewSubscription = z.infer<typeof NewSubscription>;

export const SubscriptionView = z.object({
  subscriptionID: z.uuid(),
  queryName: z.string(),
  dest: z.string(),
  createdAt: z.iso.datetime(),
  lastNotifiedAt: z.iso.datetime().optional().describe('when the receiver last accepted a message'),
  initialRecordTime: z.iso.datetime(),
  minRecordTime: z.iso.datetime().describe('when the query was last run, or else the initial record time'),
  epcFormat: z.literal('Always_GS1_Digital_Link'),
  reportIfEmpty: z.boolean(),
  stream: z.literal(true).optional(),
  schedule: z.record(z.string(), z.string()).optional(),
  nextQueryTime: z.iso.datetime().optional().describe('of a schedule: when the query runs next'),
  state: z.enum(['active', 'paused', 'disabled']),
  stateReason: z.string().optional().describe('why nothing is delivered; replaying a delivery starts it again'),
});
export type SubscriptionView = z.infer<typeof SubscriptionView>;
export const SubscriptionList = z.array(SubscriptionView);

export const NewSubscriptionView = SubscriptionView.extend({
  signatureToken: z.string().optional().describe('only where the server made it, and only in this answer'),
});
export type NewSubscriptionView = z.infer<typeof NewSubscriptionView>;

export const DeliveryView = z.object({
  id: z.uuid().describe('the webhook-id of the message'),
  createdAt: z.iso.datetime(),
  events: z.int().describe('how many events the message has'),
  state: z.enum(['pending', 'delivered', 'split']).describe('split: too large, sent again in smaller messages'),
  attempts: z.int(),
  lastStatus: z.int().optional().describe('HTTP status of the last answer'),
  lastError: z.string().optional(),
  nextAttemptAt: z.iso.datetime().optional(),
  deliveredAt: z.iso.datetime().optional(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveryLog = z.object({
  deliveries: z.array(DeliveryView).describe('newest first'),
  before: z.string().optional().describe('the parameter `before` of the next page'),
});
export type DeliveryLog = z.infer<typeof DeliveryLog>;

export const DeliveryPage = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'the `before` of the page that came before')
    .optional(),
  perPage: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;
